"""Stored runs of the assessment: inputs, version and results, each kept in a folder that never changes."""

"""The register in sentences, lists and pages."""

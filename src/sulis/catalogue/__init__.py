"""Reviewed files, parsed and validated into typed values."""

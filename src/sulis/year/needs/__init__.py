"""The needs assessment's numbers."""

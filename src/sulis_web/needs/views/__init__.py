"""What each page of the needs assessment answers with."""

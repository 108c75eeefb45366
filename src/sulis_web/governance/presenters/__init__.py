"""What each page of this app says."""

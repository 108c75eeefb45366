"""What each page of this app answers with."""

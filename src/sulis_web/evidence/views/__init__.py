"""What each page of the evidence answers with."""

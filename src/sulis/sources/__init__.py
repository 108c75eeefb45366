"""Publishers: how each one's files are fetched, and how they become rows of our tables."""

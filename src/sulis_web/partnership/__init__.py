"""The partnership itself: its name, its people who sign in, and what its plan says."""

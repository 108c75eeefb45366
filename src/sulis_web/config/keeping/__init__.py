"""Keeping copies: one encrypted file that holds the records and the evidence together, and the way back from it."""

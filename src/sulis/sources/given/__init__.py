"""Publishers whose files are fetched from addresses that a source card, or a person, gives."""

"""The operations of the interface, and the pages on which a person holds tokens for it."""

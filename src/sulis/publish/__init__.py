"""What leaves the library: figures cleared for an audience, and the documents made of them."""

"""The thread: an Item names a record of any stage, and a Link says why one leads to another."""

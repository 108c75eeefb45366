"""What anyone may read, prepared as files before anyone asks."""

"""ONS geography: look-ups between areas, and their outlines."""

"""Evidence coming in: sources and what is held of them, deliveries, releases, and mappings of layouts."""

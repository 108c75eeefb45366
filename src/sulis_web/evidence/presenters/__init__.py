"""The evidence as pages show it."""

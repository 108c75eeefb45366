"""The needs assessment and what the partnership says of it, as pages show them."""

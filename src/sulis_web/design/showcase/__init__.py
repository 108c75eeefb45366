"""Every component with real words of the made-up partnership, for the style page and for tests."""

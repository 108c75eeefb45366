"""Signing in by an organisation's own sign-in, over OpenID Connect."""

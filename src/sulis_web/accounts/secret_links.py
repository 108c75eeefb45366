"""Secrets of links that letters carry. Only their digests are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from sulis_web.partnership.models import Person

INVITATION_LASTS = timedelta(days=2)


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class ResetToken(PasswordResetTokenGenerator):
    """Worth nothing once the password, the last sign-in or anything that ends every sign-in has changed."""

    key_salt = "sulis_web.accounts.ResetToken"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}|{user.epoch}|{user.is_active}"


reset_token = ResetToken()


def site_address() -> str:
    """Where links from the command line lead, where no request says it."""
    return str(settings.ADDRESS).rstrip("/")

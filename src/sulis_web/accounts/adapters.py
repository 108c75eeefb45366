"""What django-allauth asks of an application: how secrets are kept, and what this one is called in an authenticator."""

from __future__ import annotations

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from sulis_web.partnership.models import Person
from sulis_web.partnership.queries import current


class Unreadable(Exception):
    """The home's secret key is not the one that a factor was kept under: `sulis people reset-factors` clears it."""


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with a key made from the home's own, so that a copy of the database alone gives no codes."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise Unreadable("a second factor was kept under another secret key than the home has now") from None

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        return {"id": user.public_id.encode(), "display_name": str(user), "name": user.username}

    def _get_site_name(self) -> str:
        partnership = current()
        return partnership.short_name if partnership else "Sulis"


def _cipher() -> MultiFernet:
    """The newest key first: it encrypts, and those before it can still be read."""
    return MultiFernet([_from(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _from(secret: str) -> Fernet:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"sulis second factors").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(made))

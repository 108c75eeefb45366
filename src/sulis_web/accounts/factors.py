"""Second factors: codes from an authenticator, passkeys and recovery codes, kept by django-allauth.

Its authenticators and their sums are used as they are. What is ours: a code is used once, whichever process takes it, and
secrets are encrypted in the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac

from sulis_web.accounts.adapters import Unreadable
from sulis_web.partnership.models import Person

Type = Authenticator.Type
_PERIOD = 30  # seconds that a code lives; the one before and the one after are taken too, for clocks that differ
STRONG = (Type.TOTP, Type.WEBAUTHN)  # recovery codes stand in for one of these, and are none by themselves
new_secret = generate_totp_secret


class Given(StrEnum):
    """How a second factor was given."""

    CODE = "code"
    PASSKEY = "passkey"
    RECOVERY = "recovery code"
    ELSEWHERE = "organisation"  # asked for by the organisation's own sign-in, which is trusted to


@dataclass(frozen=True, slots=True)
class Factor:
    """One of somebody's second factors, as their own page shows it."""

    row: int
    key: str  # what it is called in addresses
    kind: str
    name: str
    added: datetime
    used: datetime | None


def factors_of(person: Person) -> list[Factor]:
    rows = Authenticator.objects.filter(user=person, type__in=STRONG).order_by("created_at", "pk")
    return [Factor(row.pk, _key(row), row.type, _name(row), row.created_at, row.last_used_at) for row in rows]


def has_factor(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type__in=STRONG).exists()


def has_code(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type=Type.TOTP).exists()


def has_passkey(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type=Type.WEBAUTHN).exists()


def codes_left(person: Person) -> int:
    row = Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).first()
    try:
        return len(row.wrap().get_unused_codes()) if row else 0
    except Unreadable:
        return 0


def picture(person: Person, secret: str) -> str:
    """The secret as a drawing that an authenticator reads."""
    adapter = get_adapter()
    return str(adapter.build_totp_svg(adapter.build_totp_url(person, secret)))


def counter_of(secret: str, code: str, at: datetime) -> int | None:
    """Which half minute the code belongs to; None when it is no code of now."""
    now = int(at.timestamp()) // _PERIOD
    for counter in (now, now - 1, now + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return counter
    return None


def keep_secret(person: Person, secret: str, counter: int) -> None:
    """The authenticator that has shown that it knows the secret. The code that showed it is used up."""
    row = TOTP.activate(person, secret).instance
    row.data["used"] = counter
    row.save(update_fields=["data"])


def take_code(person: Person, code: str, *, at: datetime) -> Given | None:
    """Whether this is a code of the person's authenticator, or a recovery code that is left. Either is used up by it."""
    plain = "".join(code.split())
    if len(plain) != 6:
        return _take_recovery(person, plain)
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(user=person, type=Type.TOTP).first()
        secret = _secret(row)
        counter = counter_of(secret, plain, at) if secret else None
        if row is None or counter is None or counter <= row.data.get("used", 0):
            return None
        row.data["used"], row.last_used_at = counter, at
        row.save(update_fields=["data", "last_used_at"])
    return Given.CODE


def draw_recovery_codes(person: Person) -> tuple[str, ...]:
    """New ones; those before them are worth nothing from now on."""
    Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).delete()
    return tuple(RecoveryCodes.activate(person).generate_codes())


def begin_passkey(person: Person) -> dict[str, Any]:
    """What the browser needs to make one. The question is kept in the session until it is answered."""
    return webauthn.begin_registration(person, passwordless=False)


def keep_passkey(person: Person, name: str, answer: dict[str, Any]) -> bool:
    """Whether the browser's answer held; then the passkey is kept."""
    try:
        webauthn.complete_registration(answer)
    except _REFUSED:
        return False
    webauthn.WebAuthn.add(person, name, answer)
    return True


def ask_passkey(person: Person) -> dict[str, Any]:
    """What the browser needs to use one."""
    return webauthn.begin_authentication(person)


def take_passkey(person: Person, answer: dict[str, Any], *, at: datetime) -> Given | None:
    try:
        row = webauthn.complete_authentication(person, answer)
    except _REFUSED:
        return None
    row.last_used_at = at
    row.save(update_fields=["last_used_at"])
    return Given.PASSKEY


# What the library makes of an answer that was tampered with depends on which part of it was.
_REFUSED = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


def _take_recovery(person: Person, code: str) -> Given | None:
    with transaction.atomic():  # held, so that two who send one code at once do not both find it unused
        row = Authenticator.objects.select_for_update().filter(user=person, type=Type.RECOVERY_CODES).first()
        try:
            return Given.RECOVERY if row and row.wrap().validate_code(code) else None
        except Unreadable:
            return None


def _secret(row: Authenticator | None) -> str:
    """Nothing where it was kept under another key: no code is right then."""
    try:
        return str(decrypt(row.data["secret"])) if row else ""
    except Unreadable:
        return ""


def _key(row: Authenticator) -> str:
    return salted_hmac("sulis_web.accounts.factors", str(row.pk), algorithm="sha256").hexdigest()[:16]


def _name(row: Authenticator) -> str:
    return str(row.wrap().name) if row.type == Type.WEBAUTHN else "Codes from an authenticator"

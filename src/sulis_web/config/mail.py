"""The mail server that notices go through, as one address says it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_SECONDS = 10  # a server that does not answer holds up a job, never a page


class Tls(StrEnum):
    """How the way to the mail server is encrypted."""

    STARTTLS = "starttls"  # asked for after the first words: port 587
    TLS = "tls"  # from the first byte: port 465
    NONE = "none"  # not at all: only for a server on this machine


@dataclass(frozen=True, slots=True)
class Mail:
    host: str
    port: int
    user: str
    password: str
    tls: Tls

    @property
    def on_this_machine(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def read_mail(address: str) -> Mail:
    """``smtp://user:password@host:port?tls=starttls``.

    Raises
    ------
    ValueError
        When it is no such address. It is not repeated: it holds a password.
    """
    rule = "smtp://user:password@host:port?tls=starttls, where tls is starttls, tls or none."
    try:
        parts = urlsplit(address)
        said = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        tls = Tls(said.pop("tls", Tls.STARTTLS))
        port = parts.port or {Tls.STARTTLS: 587, Tls.TLS: 465, Tls.NONE: 25}[tls]
    except ValueError:
        raise ValueError(rule) from None
    if parts.scheme != "smtp" or not parts.hostname or parts.path.strip("/") or said:
        raise ValueError(rule)
    return Mail(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), tls)


def mail_settings(mail: Mail | None, sender: str, home: Path) -> dict[str, Any]:
    """Django's settings for it. Without a server, letters lie in a folder of the home for whoever tries things out."""
    shared = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender, "EMAIL_TIMEOUT": _SECONDS}
    if mail is None:
        return shared | {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(home / "mail"),
        }
    return shared | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": mail.host,
        "EMAIL_PORT": mail.port,
        "EMAIL_HOST_USER": mail.user,
        "EMAIL_HOST_PASSWORD": mail.password,
        "EMAIL_USE_TLS": mail.tls is Tls.STARTTLS,
        "EMAIL_USE_SSL": mail.tls is Tls.TLS,
    }

"""Which organisation's sign-in this installation trusts, as its environment says."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sulis.vocabulary import WrongUsage

_LONGEST = 190  # as long as a database keeps of it beside each linked person


@dataclass(frozen=True, slots=True)
class OpenId:
    """One organisation's provider. It speaks for that organisation's addresses, and must not speak for another's."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    name: str  # what people call it: "Avonside Council"
    trusts_mfa: bool  # a second factor that it asked for counts as ours
    domains: tuple[str, ...] = ()  # of the addresses that it may vouch for; none: of any


def read_openid(environ: Mapping[str, str]) -> OpenId | None:
    """None where no issuer is named.

    Raises
    ------
    WrongUsage
        When part of it is missing or cannot be read. The secret is not repeated.
    """
    issuer = environ.get("SULIS_OIDC_ISSUER", "").strip()
    if not issuer:
        return None
    _check_address(issuer)
    client, file = environ.get("SULIS_OIDC_CLIENT_ID", "").strip(), environ.get("SULIS_OIDC_CLIENT_SECRET_FILE", "")
    if not client or not file:
        raise WrongUsage(
            "SULIS_OIDC_ISSUER is set, and SULIS_OIDC_CLIENT_ID or SULIS_OIDC_CLIENT_SECRET_FILE is not",
            "Set all three, or unset the issuer to have no sign-in by an organisation's own.",
        )
    name = environ.get("SULIS_OIDC_NAME", "").strip() or "your organisation"
    domains = tuple(each.strip().lower() for each in environ.get("SULIS_OIDC_DOMAINS", "").split(",") if each.strip())
    trusts = environ.get("SULIS_OIDC_TRUSTS_MFA", "") == "1"
    return OpenId(issuer, client, _secret(Path(file)), name, trusts, domains)


def _check_address(issuer: str) -> None:
    parts = urlsplit(issuer)
    if len(issuer) > _LONGEST or not parts.hostname or parts.query or parts.fragment:
        raise _no_issuer()
    if parts.scheme != "https" and not (parts.scheme == "http" and _on_this_machine(parts.hostname)):
        raise _no_issuer()


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _no_issuer() -> WrongUsage:
    return WrongUsage(
        "SULIS_OIDC_ISSUER is no address of an issuer",
        f"Write it as the provider's own metadata does, with https:// and at most {_LONGEST} characters.",
    )


def _secret(path: Path) -> str:
    try:
        found = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found:
        raise WrongUsage(
            "the file that SULIS_OIDC_CLIENT_SECRET_FILE names holds no secret, or cannot be read",
            "Put the client's secret alone into that file, readable by the user that serves the application.",
        )
    return found

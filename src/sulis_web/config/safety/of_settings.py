"""Rules about what the installation was told: names, proxies, encryption, mail, and Django's own deployment check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from sulis_web.config.mail import Mail, Tls
from sulis_web.config.safety.finding import Finding, fault, warning

_SHORTEST_KEY = 50


def names(settings: Any) -> Iterator[Finding]:
    if not settings.ALLOWED_HOSTS:
        yield fault(
            "hosts", "no SULIS_HOSTS", "The application answers under names that it was told, and no others.",
            "Set SULIS_HOSTS to the public names, with commas between them.",
        )  # fmt: skip
    if any("*" in host or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        yield fault(
            "hosts-any", "a name that stands for many", "Anyone could send a name that is then written into links.",
            "Name each host in full in SULIS_HOSTS.",
        )  # fmt: skip
    plain = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if urlsplit(origin).scheme != "https"]
    if plain:
        yield fault(
            "origin", f"{len(plain)} trusted origins without encryption", "Forms are taken from https:// alone.",
            "Name hosts without http:// in SULIS_HOSTS.",
        )  # fmt: skip


def debugging(settings: Any) -> Iterator[Finding]:
    if settings.DEBUG:
        yield fault(
            "debug",
            "DEBUG is on",
            "Its error pages show settings and rows to anyone.",
            "Set DEBUG to False in settings.",
        )


def secret_key(settings: Any) -> Iterator[Finding]:
    key = settings.SECRET_KEY
    if len(key) < _SHORTEST_KEY or len(set(key)) < 10:
        yield fault(
            "secret-key-weak", f"a secret key of {len(key)} characters, {len(set(key))} of them different",
            "Sign-ins are signed with it, so it must not be guessed.",
            "Remove HOME/secret-key and start again: a new one is drawn, and everybody signs in again.",
        )  # fmt: skip


def proxies(settings: Any) -> Iterator[Finding]:
    rule = "Only a proxy that is named may say who asks and that the way was encrypted."
    if not settings.TRUSTED_PROXIES:
        yield fault(
            "proxies", "no SULIS_PROXIES", rule,
            "Set SULIS_PROXIES to the addresses that the proxy in front connects from: 127.0.0.1 where it is on this machine.",
        )  # fmt: skip
    elif any(network.num_addresses > 2**16 for network in settings.TRUSTED_PROXIES):
        yield fault(
            "proxies-many", "a network of more than 65,536 addresses in SULIS_PROXIES", rule, "Name the proxies."
        )


def mail(settings: Any, said: Mail | None) -> Iterator[Finding]:
    if said is None:
        yield warning(
            "mail", "no SULIS_MAIL_URL", "Invitations and notices go by e-mail.",
            "Set SULIS_MAIL_URL and SULIS_MAIL_FROM. Until then letters lie in HOME/mail and reach nobody.",
        )  # fmt: skip
        return
    if said.tls is Tls.NONE and not said.on_this_machine:
        yield fault(
            "mail-plain", "tls=none to another machine", "The password and every address would cross the network in plain.",
            "Use tls=starttls or tls=tls in SULIS_MAIL_URL.",
        )  # fmt: skip
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield warning(
            "mail-from", "no SULIS_MAIL_FROM", "Letters from localhost are thrown away.", "Set SULIS_MAIL_FROM."
        )


def sign_in(settings: Any) -> Iterator[Finding]:
    if settings.OPENID is not None and not settings.OPENID.domains:
        yield warning(
            "sign-in-domains", "no SULIS_OIDC_DOMAINS",
            "One organisation's sign-in speaks for its own people, and could else come in as another's.",
            "Set SULIS_OIDC_DOMAINS to the domains of its people's addresses.",
        )  # fmt: skip


def django_deployment() -> Iterator[Finding]:
    """Each thing that Django's own check for deployment says, from warnings up."""
    from django.core import checks

    for message in checks.run_checks(include_deployment_checks=True):
        if message.level >= checks.WARNING and not message.is_silenced():
            yield fault(
                f"django.{message.id}",
                message.msg,
                "Django's own check for deployment.",
                message.hint or "See Django's documentation.",
            )

"""All the rules, asked together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sulis_web.config.environment import read_environment
from sulis_web.config.safety import of_database, of_files, of_settings
from sulis_web.config.safety.finding import Finding, Level, fault


@dataclass(frozen=True, slots=True)
class Examined:
    """Whether it is an installation in earnest, and what was found."""

    production: bool
    findings: tuple[Finding, ...]

    def of(self, level: Level) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level is level)

    @property
    def safe(self) -> bool:
        return not self.production or not self.of(Level.FAULT)


def examine(*, at: datetime) -> Examined:
    """Every rule about production where this is one; of a demonstration, which serves this machine alone, only the rules on its home."""
    from django.conf import settings

    found: list[Finding] = [*of_files.modes(settings.HOME), *of_files.clock(settings.HOME, at)]
    if settings.PRODUCTION:
        found += _in_production(settings, at)
    return Examined(settings.PRODUCTION, tuple(found))


def _in_production(settings: Any, at: datetime) -> Iterator[Finding]:
    yield from of_settings.names(settings)
    yield from of_settings.debugging(settings)
    yield from of_settings.secret_key(settings)
    yield from of_settings.proxies(settings)
    yield from of_settings.mail(settings, read_environment(os.environ).mail)
    yield from of_settings.sign_in(settings)
    yield from of_settings.django_deployment()
    yield from of_files.contents(settings.HOME, settings)
    yield from _asked(lambda: _of_database(at))


def _of_database(at: datetime) -> Iterator[Finding]:
    from django.db import connection

    yield from of_database.tables(connection)
    yield from (
        of_database.sqlite(connection) if connection.vendor == "sqlite" else of_database.postgresql(connection, at)
    )


def _asked(ask: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What the database says; that it says nothing is a fault like any other, and hides none of the rest."""
    from django.db import DatabaseError

    try:
        return list(ask())
    except DatabaseError as trouble:
        return [
            fault(
                "database", f"the database does not answer: {type(trouble).__name__}", "Records live in it.",
                "Check SULIS_DATABASE_URL and that its server runs.",
            )
        ]  # fmt: skip

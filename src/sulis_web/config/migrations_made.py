"""Which migrations the database has seen, against those that this version brings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Differences:
    missing: tuple[Node, ...]  # this version brings them, the database has not seen them
    unknown: tuple[Node, ...]  # the database has seen them, and this version does not know them: it is older


@cache
def brought() -> tuple[frozenset[Node], frozenset[str]]:
    """Every migration of this version and the apps that have any. It cannot change while the process lives."""
    loader = MigrationLoader(None)
    return frozenset(loader.graph.nodes), frozenset(loader.migrated_apps)


def differences(connection: BaseDatabaseWrapper) -> Differences:
    """What one side has and the other has not, in order. Apps that are no longer installed are nobody's concern."""
    nodes, apps = brought()
    seen = set(MigrationRecorder(connection).applied_migrations())  # nothing in a database that is still empty
    return Differences(tuple(sorted(nodes - seen)), tuple(sorted(node for node in seen - nodes if node[0] in apps)))

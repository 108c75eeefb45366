"""Records that follow the partnership's reviewed files until somebody changes them here; from then on they keep that change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sulis_web.records.models import Revision, Versioned
from sulis_web.records.plain import plain

FILES = "files"  # who changed a record that the reviewed files changed
GONE = "It is no longer in the partnership's reviewed files."


@dataclass(frozen=True, slots=True)
class Followed:
    """What one load did. ``kept`` are records that people changed here and that the files no longer decide."""

    created: int = 0
    changed: int = 0
    retired: int = 0
    kept: int = 0


@dataclass(slots=True)
class _Work:
    new: list[Versioned] = field(default_factory=list)
    changed: list[Versioned] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    retired: int = 0
    kept: int = 0


def follow_files(
    model: type[Versioned],
    wanted: Mapping[Hashable, Mapping[str, Any]],
    *,
    identity: Callable[[Any], Hashable],
    fields: Iterable[str],
    at: datetime,
) -> Followed:
    """Bring a model's rows to what the files say, by their identity. Call it in a transaction.

    A row that the files no longer hold is retired; one that they hold again is restored. Nothing is deleted.
    """
    names = tuple(fields)
    held = {identity(row): row for row in model._base_manager.all()}
    work = _Work()
    for key, given in wanted.items():
        _follow(model, held.get(key), given, names, at, work)
    for key, row in held.items():
        if key not in wanted and row.changed_by == FILES and not row.is_retired:
            _mark(row, at, work, what="retired", after={}, before={}, reason=GONE, retired_at=at)
            work.retired += 1
    model._base_manager.bulk_create(work.new)
    changing = [*names, "version", "changed_at", "changed_by", "retired_at", "retired_reason"]
    model._base_manager.bulk_update(work.changed, changing)
    Revision.objects.bulk_create(work.revisions)
    return Followed(len(work.new), len(work.changed) - work.retired, work.retired, work.kept)


def _follow(
    model: type[Versioned], row: Any, given: Mapping[str, Any], names: tuple[str, ...], at: datetime, work: _Work
) -> None:
    if row is None:
        made = model(**given, created_at=at, created_by=FILES, changed_at=at, changed_by=FILES)
        work.new.append(made)
        work.revisions.append(_revision(made, at, "created", {}, {name: plain(getattr(made, name)) for name in names}))
        return
    differing = [name for name in names if getattr(row, name) != given[name]]
    if row.changed_by != FILES:
        work.kept += bool(differing)
        return
    if differing or row.is_retired:
        before = {name: plain(getattr(row, name)) for name in differing}
        for name in differing:
            setattr(row, name, given[name])
        after = {name: plain(getattr(row, name)) for name in differing}
        what = "restored" if row.is_retired else "changed"
        _mark(row, at, work, what=what, before=before, after=after, reason="", retired_at=None)


def _mark(
    row: Any, at: datetime, work: _Work, *, what: str, before: Any, after: Any, reason: str, retired_at: datetime | None
) -> None:
    row.version += 1
    row.changed_at, row.retired_at, row.retired_reason = at, retired_at, reason
    work.changed.append(row)
    work.revisions.append(_revision(row, at, what, before, after, reason))


def _revision(row: Any, at: datetime, what: str, before: Any, after: Any, reason: str = "") -> Revision:
    return Revision(
        kind=row._meta.label_lower, record=row.public_id, version=row.version, at=at, by=FILES, what=what,
        reason=reason, before=before, after=after,
    )  # fmt: skip

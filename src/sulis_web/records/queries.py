from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sulis_web.records.models import Revision, Versioned
from sulis_web.records.plain import plain_fields


def history(record: Versioned) -> list[Revision]:
    """Every change of a record that the reader may see, newest first."""
    return list(_of(record))


def since(record: Versioned, version: int) -> tuple[Revision, ...]:
    """The changes made after that version, newest first."""
    return tuple(_of(record).filter(version__gt=version))


def as_it_was(record: Versioned, names: Iterable[str], revisions: Iterable[Revision]) -> dict[str, Any]:
    """The named fields before those revisions, newest first, were made."""
    values = plain_fields(record, names)
    for revision in revisions:
        values |= {name: value for name, value in revision.before.items() if name in values}
    return values


def locked(record: Versioned) -> Any:
    """The record as it stands, held until the transaction ends so that nobody else writes it meanwhile."""
    return type(record)._base_manager.select_for_update().get(pk=record.pk)


def _of(record: Versioned) -> Any:
    return Revision.objects.filter(kind=record._meta.label_lower, record=record.public_id).order_by("-version")

"""What every change of a record does to it, before anything is written: checks, stamps and its revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from sulis_web.records.models import Revision, Versioned, What
from sulis_web.records.plain import plain_fields

REASON_LIMIT = 400
RETIRED = "This has been retired. Bring it back first, then change it."


def begun(record: Versioned, *, by: str, at: datetime, reason: str = "") -> Revision:
    """Stamp a new record, which has been checked, and give its first revision."""
    record.version, record.created_at, record.created_by = 1, at, by
    record.changed_at, record.changed_by = at, by
    checked(record)
    return _revision(record, What.CREATED, {}, plain_fields(record, record.kept), reason)


def changed(
    record: Versioned, fields: Mapping[str, Any], *, by: str, at: datetime, reason: str = ""
) -> Revision | None:
    """Put the fields into the record and stamp it; None, and no stamp, where nothing differs."""
    only_kept(record, fields)
    if record.is_retired:
        raise ValidationError(RETIRED)
    before = plain_fields(record, fields)
    for name, value in fields.items():
        setattr(record, name, value)
    checked(record, fields)
    after = plain_fields(record, fields)
    differing = [name for name in record.kept if name in fields and before[name] != after[name]]
    if not differing:
        return None
    _stamp(record, by, at)
    return _revision(
        record, What.CHANGED, {n: before[n] for n in differing}, {n: after[n] for n in differing}, reason
    )  # fmt: skip


def turned(record: Versioned, what: What, *, by: str, at: datetime, reason: str) -> Revision | None:
    """Retire a record or bring it back; None where it already is as asked."""
    if not reason.strip():
        raise ValueError(f"{record._meta.label_lower} {record.public_id}: to be {what.value} takes a reason")
    if record.is_retired is (what is What.RETIRED):
        return None
    record.retired_at = at if what is What.RETIRED else None
    record.retired_reason = reason.strip() if what is What.RETIRED else ""
    _stamp(record, by, at)
    return _revision(record, what, {}, {}, reason)


def only_kept(record: Versioned, fields: Mapping[str, Any]) -> None:
    """A change names only fields that people may change: a programmer's slip otherwise, so a TypeError."""
    strange = [name for name in fields if name not in record.kept]
    if strange:
        raise TypeError(
            f"{record._meta.label_lower} does not keep {', '.join(strange)}; it keeps {', '.join(record.kept)}"
        )


def checked(record: Versioned, fields: Mapping[str, Any] | None = None) -> None:
    """The model's own rules: of the fields given, or of all, and those between fields.

    Raises
    ------
    ValidationError
        With every broken rule, by field.
    """
    untouched = set() if fields is None else {f.name for f in record._meta.fields if f.name not in fields}
    broken: dict[str, Any] = {}
    for check in (lambda: record.clean_fields(exclude=untouched), record.clean, _taken(record)):
        try:
            check()
        except ValidationError as fault:
            broken = fault.update_error_dict(broken)
    if broken:
        raise ValidationError(broken)


def _taken(record: Versioned) -> Any:
    def check() -> None:
        record.validate_unique()
        record.validate_constraints()

    return check


def _stamp(record: Versioned, by: str, at: datetime) -> None:
    record.version += 1
    record.changed_at, record.changed_by = at, by


def _revision(record: Versioned, what: What, before: dict[str, Any], after: dict[str, Any], reason: str) -> Revision:
    if len(reason.strip()) > REASON_LIMIT:
        raise ValidationError(
            {"reason": f"The reason is {len(reason.strip())} characters long. Give it in {REASON_LIMIT} or fewer."}
        )
    return Revision(
        kind=record._meta.label_lower, record=record.public_id, version=record.version, at=record.changed_at,
        by=record.changed_by, what=what.value, reason=reason.strip(), before=before, after=after,
    )  # fmt: skip

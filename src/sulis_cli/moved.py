"""What a revision moved, as lines for a reader and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sulis.delivery import Moved, Movement
    from sulis.store import Change
    from sulis.vocabulary import Missing

FEW, MANY = 5, 40  # lines for `sulis ingest` and for `sulis releases compare`; --json has them all


def change_document(change: Change) -> dict[str, Any]:
    """Rows added, gone and changed, and the changed ones by column."""
    return asdict(change)


def movement_document(movement: Movement) -> dict[str, Any]:
    """Every number that moved, biggest first."""
    return {
        "moved": [_plain(one) for one in movement.moved],
        "unmoved": movement.unmoved,
        "turned_missing": dict(movement.turned_missing),
        "turned_back": dict(movement.turned_back),
        "missing_for_another_reason": movement.other_kind,
        "warnings": [{"code": caveat.code, "text": caveat.text} for caveat in movement.warnings],
    }


def _plain(one: Moved) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "kind": one.kind.value,
        "of": dict(one.of),
        "unit": one.unit,
        "before": one.before,
        "after": one.after,
        "before_missing": one.before_missing.value if one.before_missing else None,
        "after_missing": one.after_missing.value if one.after_missing else None,
        "difference": one.difference,
        "share": one.share,
        "without_before": one.without_before,
        "without_after": one.without_after,
    }


def change_lines(change: Change) -> Iterable[str]:
    """Rows, then rows by column."""
    yield f"{change.rows_added:,} rows added, {change.rows_gone:,} gone, {change.rows_changed:,} changed"
    if change.columns:
        yield "rows changed by column: " + ", ".join(f"{name} {rows:,}" for name, rows in change.columns.items())


def movement_lines(movement: Movement, most: int) -> Iterable[str]:
    """What moved, biggest first, at most so many lines; then what turned missing, and what the change warns of."""
    many = len(movement.moved)
    yield f"{many:,} of {many + movement.unmoved:,} numbers moved" + (":" if many else "")
    yield from (f"  {_line(one)}" for one in movement.moved[:most])
    if many > most:
        yield f"  and {many - most:,} more; --json lists them"
    for words, tally in (("missing now", movement.turned_missing), ("no longer missing", movement.turned_back)):
        if tally:
            yield f"  {words}: " + ", ".join(f"{count:,} ({kind})" for kind, count in tally.items())
    yield from (f"WARNING: {caveat}" for caveat in movement.warnings)


def _line(one: Moved) -> str:
    place = ", ".join(cell for name, cell in one.of if not name.endswith("_code"))
    return (
        f"{one.indicator}{f' ({place})' if place else ''}: {_number(one.before, one.before_missing)} -> "
        f"{_number(one.after, one.after_missing)}{_by(one)}"
    )


def _number(value: float | None, missing: Missing | None) -> str:
    return f"[{missing.value if missing else 'missing'}]" if value is None else f"{value:,.10g}"


def _by(one: Moved) -> str:
    if one.difference is None:
        return ""
    share = "" if one.share is None else f", {one.share:+.1%}"
    return f" ({one.difference:+,.10g}{share})"

"""What `sulis ingest` answers: what became of a delivery, release by release."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sulis_cli import output
from sulis_cli.moved import FEW, change_document, movement_document, movement_lines

if TYPE_CHECKING:
    from sulis.delivery import Movement, Outcome
    from sulis.store import Change, Release

SHOWN = 20  # of a delivery's faults; all of them with --json

SHOWN = 20


def answer(outcome: Outcome, ignored: list[str], *, as_json: bool) -> int:
    """Say what became of a delivery; the code to leave with."""
    caveats = sorted({caveat for release in outcome.releases for caveat in release.caveats})
    document = {
        "verdict": outcome.verdict.value,
        "dry_run": outcome.tried,
        "releases": [
            _release(release, "would-load" if outcome.tried else "loaded", outcome.movements.get(release.id))
            for release in outcome.releases
        ]
        + [_release(release, "already-loaded") for release in outcome.passed_over],
        "rows_read": outcome.rows_read,
        "rows_loaded": outcome.rows_loaded,
        "rows_quarantined": outcome.rows_quarantined,
        "faults": [fault.plain() for fault in outcome.faults],
        "ignored": ignored,
        "caveats": caveats,
    }
    output.answer(document, as_json=as_json, text=lambda: _lines(outcome, ignored, caveats))
    return 3 if outcome.verdict.value == "rejected" else 0


def _release(release: Release, outcome: str, movement: Movement | None = None) -> dict[str, Any]:
    return {
        "id": release.id,
        "outcome": outcome,
        "table": release.table,
        "series": release.series,
        "period": release.period,
        "version": release.version,
        "status": release.status.value,
        "rows_loaded": release.rows_loaded,
        "rows_quarantined": release.rows_quarantined,
        "provisional": release.provisional,
        "changes": None if release.change is None else change_document(release.change),
        "movement": None if movement is None else movement_document(movement),
    }


def _lines(outcome: Outcome, ignored: list[str], caveats: list[str]) -> Iterable[str]:
    verdict = outcome.verdict.value.replace("-", " ")
    yield f"On trial: {verdict}." if outcome.tried else f"{verdict.capitalize()}."
    if outcome.verdict.value == "rejected":
        yield "Nothing was changed."
    else:
        loaded = "would be loaded" if outcome.tried else "loaded"
        yield f"{outcome.rows_loaded:,} rows {loaded}, {outcome.rows_quarantined:,} quarantined."
    for release in outcome.releases:
        yield f"  {release.id}: {release.rows_loaded:,} rows" + _changed(release.change)
        if release.id in outcome.movements:
            yield from (f"    {line}" for line in movement_lines(outcome.movements[release.id], FEW))
    if sum(bool(release.change) for release in outcome.releases) > len(outcome.movements):
        yield "What the other revisions move: sulis releases compare --release ID."
    if outcome.tried and outcome.verdict.value != "rejected":
        yield "Nothing was changed."
    if outcome.passed_over:
        yield f"{len(outcome.passed_over)} already loaded, passed over."
    for release in outcome.passed_over:
        if release.status.value == "withdrawn":
            yield f"  {release.id} is withdrawn; to take it back in: sulis releases reinstate {release.id}"
    yield from (f"  {fault}" for fault in outcome.faults[:SHOWN])
    if len(outcome.faults) > SHOWN:
        yield f"  and {len(outcome.faults) - SHOWN:,} more; --json lists them."
    yield from (f"Note: {caveat}" for caveat in caveats)
    if ignored:
        yield f"{len(ignored)} other files ignored."


def _changed(change: Change | None) -> str:
    if change is None:
        return ""
    return (
        f" (a revision of {change.replaced}: {change.rows_added:,} rows added, {change.rows_gone:,} gone, "
        f"{change.rows_changed:,} changed)"
    )

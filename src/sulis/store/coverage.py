"""The coverage ledger: which force-months were expected, which were received, and what is known of their quality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sulis.store.engine import DuckDbEngine
from sulis.store.query import query, unbound
from sulis.store.release import Release
from sulis.vocabulary import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from sulis.store.reader import Store


@dataclass(frozen=True, slots=True)
class CoverageMonth:
    """One force-month. Everything but ``month`` and ``status`` is None for a month that is missing or withdrawn.

    ``no_geography_share`` is the share (0 to 1) of rows with no LSOA. ``outside_force_share`` is the share of the rows
    with an LSOA whose snap point lies outside the force's own area, None without look-ups. ``lsoa_2011_rows`` counts
    rows whose code exists in 2011 only. ``status`` is present, missing, provisional, revised or withdrawn.
    """

    month: str
    status: str
    rows: int | None = None
    no_geography_share: float | None = None
    outside_force_share: float | None = None
    repeated_ids: int | None = None
    lsoa_2011_rows: int | None = None
    release: str | None = None


def late_months(ledger: Sequence[CoverageMonth], lag_days: int | None, today: date) -> tuple[str, ...]:
    """Months after the last one loaded that the publisher should have given by now; none when its usual wait is unknown.

    Examples
    --------
    >>> late_months([CoverageMonth("2024-11", "present")], 60, date(2025, 3, 5))
    ('2024-12',)
    """
    if not ledger or lag_days is None:
        return ()
    start = Period.month(ledger[-1].month).end
    if start >= today:
        return ()
    due = (month for month in Period(start, today).months() if month.end + timedelta(days=lag_days) <= today)
    return tuple(month.label for month in due)


@query("incidents", "lsoa")
def quality_of_releases(force: str) -> ir.Table:
    """Rows of each release of a force: without a place, placed in another force's area, and with a code of 2011 only."""
    rows, lsoa = unbound("incidents"), unbound("lsoa")
    rows = rows.filter(rows["force"] == force)
    known = lsoa.select("lsoa_code", "in_2011", "in_2021", lsoa_force="force")
    rows = rows.select("release", "force", "lsoa_code").left_join(known, "lsoa_code")
    placed = rows["lsoa_code_right"].notnull()
    return (
        rows.group_by("release")
        .aggregate(
            row_count=rows.count(),
            no_geography=rows.count(where=rows["lsoa_code"].isnull()),
            outside=rows.count(where=placed & ~rows["lsoa_force"].identical_to(rows["force"])),
            placed=rows.count(where=placed),
            only_2011=rows.count(where=rows["in_2011"] & ~rows["in_2021"]),
        )
        .order_by("release")
    )


def coverage_of(store: Store, ever: Iterable[Release]) -> tuple[CoverageMonth, ...]:
    """The ledger of one force, given every release of it that was ever accepted (at least one)."""
    latest = {release.period: release for release in ever}
    span = Period.between(min(latest), max(latest))
    force = next(iter(latest.values())).series
    with store.connect() as connection:
        quality = {row[0]: row[1:] for row in DuckDbEngine(connection).run(quality_of_releases(force))}
    return tuple(_month(month.label, latest.get(month.label), quality) for month in span.months())


def _month(label: str, release: Release | None, quality: dict[str, tuple[int, ...]]) -> CoverageMonth:
    if release is None:
        return CoverageMonth(label, "missing")
    if release.id not in quality:
        return CoverageMonth(label, release.kept_as, release=release.id)
    rows, no_geography, outside, placed, only_2011 = quality[release.id]
    return CoverageMonth(
        label,
        release.kept_as,
        rows,
        no_geography / rows,
        outside / placed if placed else None,
        release.repeated_ids,
        only_2011 if placed else None,
        release.id,
    )

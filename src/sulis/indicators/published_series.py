"""A published indicator of one area over time, as estimates: each value as its publisher gave it, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sulis.store import Release, ReleaseStatus, Store
from sulis.store.engine import DuckDbEngine
from sulis.store.query import query, unbound
from sulis.vocabulary import Area, Caveat, Estimate, Missing, Period, Provenance, Unit, WrongUsage

if TYPE_CHECKING:
    import ibis.expr.types as ir

TABLE = "indicator_values"
METHOD = "as published"
NO_INTERVAL = Caveat("no-published-interval", "The publisher gives no interval for this value, so none is drawn.")
WITHDRAWN = Caveat("release-withdrawn", "The release that held this value was taken back.")


@query("indicator_values")
def series_as_published(indicator: str, area_code: str, sex: str, age: str) -> ir.Table:
    """Values of one published indicator for one area, with limits, period by period."""
    rows = unbound(TABLE)
    wanted = rows.filter(rows.indicator_id == indicator, rows.area_code == area_code, rows.category.isnull())
    wanted = wanted.filter(wanted.sex == sex) if sex else wanted
    wanted = wanted.filter(wanted.age == age) if age else wanted
    names = ("release", "period", "period_start", "period_end", "value", "value_missing", "low", "high", "provisional")
    return wanted.select(*names, "row_number").order_by("release", "row_number")


def published_series(store: Store, indicator: str, area: Area, *, sex: str = "", age: str = "") -> tuple[Estimate, ...]:
    """One estimate for each period, in order; a kind of missing in the file is the same kind here.

    Parameters
    ----------
    store
        The releases. A value whose release was withdrawn, with nothing in its place, is there as withdrawn.
    indicator
        The publisher's id of it.
    area
        The area, with its ONS code.
    sex, age
        One of each as published, where the publisher has several.

    Returns
    -------
    tuple of Estimate
        Value and limits in the publisher's own unit, never worked out again. Without published limits the interval is the
        value itself and a caveat says so. Empty when no release has the indicator for the area: that is not received, and not zero.

    Raises
    ------
    WrongUsage
        When a period has several values (name the sex or the age), or its label does not tell its days.
    """
    found = {one.period: one for one in _withdrawn(store, indicator, area, sex, age)}
    found.update({one.period: one for one in _read(store, indicator, area, sex, age)})
    return tuple(found[period] for period in sorted(found))


def _withdrawn(store: Store, indicator: str, area: Area, sex: str, age: str) -> Iterator[Estimate]:
    """The values of releases that were taken back, without the values."""
    taken = {release.slot for release in store.releases(TABLE)}
    gone = [one for one in store.releases(TABLE, history=True) if _is_gone(one) and one.slot not in taken]
    latest = {one.slot: replace(one, status=ReleaseStatus.CURRENT) for one in gone}
    if not latest:
        return
    for one in _read(Store(store.home, tuple(latest.values())), indicator, area, sex, age):
        yield Estimate.absent(
            Missing.WITHDRAWN,
            unit=one.unit,
            area=area,
            period=one.period,
            caveats=(WITHDRAWN,),
            provenance=one.provenance,
        )


def _is_gone(release: Release) -> bool:
    return release.status is ReleaseStatus.WITHDRAWN


def _read(store: Store, indicator: str, area: Area, sex: str, age: str) -> list[Estimate]:
    asked = series_as_published(indicator, area.code, sex, age)
    opened = {release.id: release.open_data for release in store.releases(TABLE)}
    with store.connect() as connection:
        rows = DuckDbEngine(connection).run(asked)
    found = []
    for release, label, first, last, value, why, low, high, provisional, _ in rows:
        trail = Provenance((release,), asked.sql(), None, opened[release])
        period = _period(label, first, last)
        found.append(_estimate(area, period, trail, value, why, low, high, provisional))
    if len({one.period for one in found}) < len(found):
        raise WrongUsage(
            f"{indicator} has several values for one period of {area.code}", "Name one with sex or age, as published."
        )
    return found


def _period(label: str, first: date | None, last: date | None) -> Period:
    if first is None or last is None:
        raise WrongUsage(
            f'the days of the period "{label[:40]}" are not known', "Say in the mapping what its labels of years mean."
        )
    return Period(first, last + timedelta(days=1))


def _estimate(
    area: Area, period: Period, trail: Provenance, value: float | None, why: str | None,
    low: float | None, high: float | None, provisional: bool,
) -> Estimate:  # fmt: skip
    if value is None:
        kind = Missing(why) if why else Missing.NOT_RECEIVED
        absent = Estimate.absent(kind, unit=Unit.PUBLISHED, area=area, period=period, provenance=trail)
        return replace(absent, provisional=provisional)
    limits = (low, high) if low is not None and high is not None and low <= value <= high else None
    ends = limits or (value, value)
    return Estimate(
        value, *ends, 0.95, METHOD, Unit.PUBLISHED, area, period, provisional=provisional,
        caveats=() if limits else (NO_INTERVAL,), provenance=trail,
    )  # fmt: skip

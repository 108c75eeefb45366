"""A published indicator of an area beside its statistical neighbours, its region and England: each value as its publisher gave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sulis.catalogue.indicators import Indicator
from sulis.indicators.published import neighbours_of, published_values, regions_of_area
from sulis.indicators.published_series import METHOD, NO_INTERVAL
from sulis.indicators.within import Within
from sulis.store import Store
from sulis.store.engine import Engine
from sulis.vocabulary import Area, AreaLevel, Caveat, Estimate, Missing, Period, Provenance, Unit

TABLE, NEIGHBOURS = "indicator_values", "neighbours"
ENGLAND = "E92000001"
REGIONS = tuple(f"E1200000{number}" for number in range(1, 10))
YEARS_BACK = 5
LEAST_REGIONS = 5
MOVED = Caveat(
    "left-out-comparator",
    "The publisher's value for England lies outside those of all its regions, which a mean of them cannot do, so it is not used.",
)


@dataclass(frozen=True, slots=True)
class Comparators:
    """What an area is set beside. ``listed`` is the release of the neighbours, ``neighbours`` their codes, those most like it first."""

    listed: str
    listed_period: str
    neighbours: tuple[str, ...]
    region: tuple[str, str] | None
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator in the last period in which the area has a figure; ``label`` is that period as published.

    ``neighbours`` has one estimate for each of them, missing ones too. ``region``, ``country`` and ``earlier`` (the area's own, the
    longest ago within five years) are None where nothing is published of them. ``left_out`` says why a comparator is not used.
    """

    indicator: Indicator
    label: str
    own: Estimate
    neighbours: tuple[Estimate, ...]
    region: Estimate | None
    country: Estimate | None
    earlier: tuple[str, Estimate] | None
    left_out: tuple[Caveat, ...] = ()


def comparators(engine: Engine, store: Store, area_code: str, within: Within) -> Comparators | None:
    """The newest list of neighbours that names the area, and its region; None where no list names it."""
    asked, where = neighbours_of(area_code), regions_of_area(within)
    rows = engine.run(asked) if store.has(NEIGHBOURS) else []
    if not rows:
        return None
    period = {release.id: release.period for release in store.releases(NEIGHBOURS)}
    newest = max((row[0] for row in rows), key=lambda release: (period[release], release))
    regions = engine.run(where)
    region = (regions[0][0], regions[0][1] or regions[0][0]) if regions else None
    codes = tuple(row[2] for row in rows if row[0] == newest)
    return Comparators(newest, period[newest], codes, region, (asked.sql(), where.sql()))


def beside(
    engine: Engine, store: Store, area: Area, others: Comparators, indicators: Sequence[Indicator]
) -> dict[str, Beside]:
    """The indicators of which the area has a figure whose year is known, by their ids.

    Parameters
    ----------
    area
        An authority. The neighbours are shown as areas of its level and vintage.
    others
        What it is set beside.
    indicators
        Those wanted.

    Returns
    -------
    dict of str to Beside
        An indicator that no release has for the area, or only in periods whose year is not known, is not in it.
    """
    codes = (area.code, *others.neighbours, *REGIONS, ENGLAND)
    asked = published_values(tuple(one.indicator for one in indicators), codes)
    rows = engine.run(asked)
    releases = {release.id: release for release in store.releases()}
    found: dict[str, Beside] = {}
    for one in indicators:
        of = _Rows(one, area, others, asked.sql(), releases, rows)
        if of.own:
            found[one.id] = of.beside()
    return found


class _Rows:
    """The rows of one indicator, by area and by the label of their period."""

    def __init__(
        self, indicator: Indicator, area: Area, others: Comparators, query: str, releases: Mapping[str, Any],
        rows: Iterable[Sequence[Any]],
    ) -> None:  # fmt: skip
        self.indicator, self.area, self.others, self.query, self.releases = indicator, area, others, query, releases
        self.rows = {(row[2], row[4]): row for row in rows if self._is_meant(row)}
        spans = {label: indicator.span(label) for _, label in self.rows}
        self.spans: dict[str, Period] = {label: span for label, span in spans.items() if span is not None}
        held = [label for code, label in self.rows if code == area.code and self._value(code, label) is not None]
        self.own = sorted((label for label in held if label in self.spans), key=lambda label: self.spans[label])

    def _is_meant(self, row: Sequence[Any]) -> bool:
        one = self.indicator
        named = (not one.sex or row[10] == one.sex) and (not one.age or row[11] == one.age)
        return row[1] == one.indicator and row[12] is None and named and self._source(row[0]) in (one.source, "made_up")

    def _source(self, release: str) -> str:
        return str(self.releases[release].source)

    def _value(self, code: str, label: str) -> float | None:
        row = self.rows.get((code, label))
        return None if row is None else row[5]

    def beside(self) -> Beside:
        label = self.own[-1]
        latest = self.spans[label]
        since = [each for each in self.own[:-1] if latest.start.year - self.spans[each].start.year <= YEARS_BACK]
        left_out = (MOVED,) if self._is_odd(label) else ()
        region = self.others.region
        return Beside(
            self.indicator,
            label,
            self._estimate(self.area, label),
            tuple(self._estimate(self._named(code, label), label) for code in self.others.neighbours),
            self._there(Area(region[0], region[1], AreaLevel.REGION, 2024), label) if region else None,
            None if left_out else self._there(Area(ENGLAND, "England", AreaLevel.COUNTRY, 2024), label),
            (since[0], self._estimate(self.area, since[0])) if since else None,
            left_out,
        )

    def _named(self, code: str, label: str) -> Area:
        row = self.rows.get((code, label))
        return replace(self.area, code=code, name=(row[3] if row else None) or code)

    def _is_odd(self, label: str) -> bool:
        """Whether England's value lies outside those of its regions."""
        own = self._value(ENGLAND, label)
        regions = [value for code in REGIONS if (value := self._value(code, label)) is not None]
        return own is not None and len(regions) >= LEAST_REGIONS and not min(regions) <= own <= max(regions)

    def _there(self, area: Area, label: str) -> Estimate | None:
        return self._estimate(area, label) if self._value(area.code, label) is not None else None

    def _estimate(self, area: Area, label: str) -> Estimate:
        row, period = self.rows.get((area.code, label)), self.spans[label]
        used = tuple(sorted({self.others.listed, *([row[0]] if row is not None else self._releases())}))
        is_open = all(self.releases[release].open_data for release in used)
        trail = Provenance(used, "\n\n".join((*self.others.queries, self.query)), None, is_open)
        if row is None or row[5] is None:
            why = Missing(row[6]) if row is not None and row[6] else Missing.NOT_RECEIVED
            return Estimate.absent(why, unit=Unit.PUBLISHED, area=area, period=period, provenance=trail)
        value, low, high = row[5], row[8], row[9]
        limits = (low, high) if low is not None and high is not None and low <= value <= high else None
        ends = limits or (value, value)
        return Estimate(
            value, *ends, 0.95, METHOD, Unit.PUBLISHED, area, period, provisional=bool(row[7]),
            caveats=() if limits else (NO_INTERVAL,), provenance=trail,
        )  # fmt: skip

    def _releases(self) -> list[str]:
        return sorted({row[0] for row in self.rows.values()})

"""An assessment after disclosure: the same shape, every number a figure or held back. Words and charts read only this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sulis.catalogue.indicators import Better
from sulis.publish.disclosure import disclose
from sulis.tables import TABLES
from sulis.vocabulary import AreaLevel, Audience, Caveat, Estimate, Figure, Provenance, Suppressed
from sulis.year.needs.model import (
    Assessment,
    Boundary,
    ChartKind,
    ChartSpec,
    CoverageRow,
    Finding,
    FindingKind,
    ReleaseNote,
    SeriesBreak,
    Signal,
)
from sulis.year.needs.ruling import Claim

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class SeenSlot:
    """A named number of a finding, as the audience may see it."""

    name: str
    label: str
    figure: Figure
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class SeenPoint:
    """One mark of a chart, as the audience may see it."""

    key: str
    label: str
    figure: Figure
    emphasised: bool
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenSeries:
    """Points that belong together."""

    name: str
    points: tuple[SeenPoint, ...]


@dataclass(frozen=True, slots=True)
class SeenChart:
    """A chart whose every point may be drawn."""

    id: str
    kind: ChartKind
    series: tuple[SeenSeries, ...]
    breaks: tuple[SeriesBreak, ...]
    boundaries: tuple[Boundary, ...]

    @property
    def points(self) -> tuple[SeenPoint, ...]:
        return tuple(point for series in self.series for point in series.points)


@dataclass(frozen=True, slots=True)
class SeenFinding:
    """A finding as the audience may see it. When ``held_back`` is set, nothing else but the subject is there.

    One number held back holds back the finding: a label, a rank or a caveat beside it could say what it hides.
    """

    id: str
    kind: FindingKind
    subject: str
    slots: tuple[SeenSlot, ...] = ()
    charts: tuple[SeenChart, ...] = ()
    statements: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    methods: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    level: AreaLevel | None = None
    claim: Claim | None = None
    better: Better | None = None
    held_back: str | None = None

    def slot(self, name: str) -> SeenSlot:
        """The slot of that name; a KeyError names the finding."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(f"finding {self.id} has no slot {name}")

    def has(self, *names: str) -> bool:
        """Whether every named slot is there with a value."""
        found = {slot.name for slot in self.slots if slot.figure.value is not None}
        return found.issuperset(names)


def see_finding(finding: Finding, audience: Audience) -> SeenFinding:
    """The finding after disclosure: whole, or held back altogether."""
    seen = [disclose(estimate, audience) for estimate in _estimates(finding)]
    held = next((figure for figure in seen if isinstance(figure, Suppressed)), None)
    if held is not None:
        return SeenFinding(finding.id, finding.kind, finding.subject, level=finding.level, held_back=held.reason)
    figures = iter([figure for figure in seen if isinstance(figure, Figure)])
    slots = tuple(SeenSlot(slot.name, slot.label, next(figures), slot.p_value) for slot in finding.slots)
    charts = tuple(_see_chart(spec, figures) for spec in finding.charts)
    shown = [slot.figure for slot in slots] + [point.figure for chart in charts for point in chart.points]
    return SeenFinding(
        finding.id, finding.kind, finding.subject, slots, charts, finding.statements,
        caveats=_caveats(finding.caveats, slots, shown),
        provenance=_distinct(figure.shown.provenance for figure in shown if figure.shown.provenance),
        methods=_distinct(figure.shown.method for figure in shown if figure.value is not None),
        unsaid=finding.unsaid,
        level=finding.level,
        claim=finding.claim,
        better=finding.better,
    )  # fmt: skip


def see_coverage(assessment: Assessment, audience: Audience) -> tuple[CoverageRow, ...]:
    """The ledger's months that the audience may see: outside the partnership, those of open releases and the gaps."""
    if audience is Audience.INTERNAL:
        return assessment.coverage
    cleared = open_releases(assessment)
    return tuple(row for row in assessment.coverage if row.release is None or row.release in cleared)


def see_releases(assessment: Assessment, audience: Audience) -> tuple[ReleaseNote, ...]:
    """The releases that the audience may know of: outside the partnership none of a restricted table, nor its files' names."""
    if audience is Audience.INTERNAL:
        return assessment.releases
    closed = {table.kept_with for table in TABLES.values() if table.restricted}
    return tuple(release for release in assessment.releases if release.table not in closed)


def open_releases(assessment: Assessment) -> frozenset[str]:
    """Ids of the releases that at least one open number of the run was made from."""
    estimates = [e for chapter in assessment.chapters for finding in chapter.findings for e in _estimates(finding)]
    estimates += [estimate for entry in assessment.series for estimate in (entry.count, entry.rate)]
    known = (estimate.provenance for estimate in estimates)
    return frozenset(release for p in known if p is not None and p.open_data for release in p.releases)


def _estimates(finding: Finding) -> Iterator[Estimate]:
    """Every number of a finding, slots first, then charts, in the order that they are read back."""
    yield from (slot.estimate for slot in finding.slots)
    for spec in finding.charts:
        yield from (point.estimate for series in spec.series for point in series.points)


def _see_chart(spec: ChartSpec, figures: Iterator[Figure]) -> SeenChart:
    series = tuple(
        SeenSeries(
            each.name,
            tuple(
                SeenPoint(point.key, point.label, next(figures), point.emphasised, point.signals)
                for point in each.points
            ),
        )
        for each in spec.series
    )
    return SeenChart(spec.id, spec.kind, series, spec.breaks, spec.boundaries)


def _caveats(own: tuple[Caveat, ...], slots: tuple[SeenSlot, ...], shown: list[Figure]) -> tuple[Caveat, ...]:
    """A finding's caveats, then those of its slots, then those that any of its points carries; each once."""
    carried = [caveat for slot in slots for caveat in slot.figure.shown.caveats]
    carried += [caveat for figure in shown for caveat in figure.shown.caveats]
    return _distinct([*own, *carried])


def _distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))

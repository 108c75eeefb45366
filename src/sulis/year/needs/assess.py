"""The needs assessment's first chapters for one area and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.indicators import EXTRACT
from sulis.indicators.treated import ATTENDANCES
from sulis.vocabulary import Caveat, Period
from sulis.year.needs import caveats
from sulis.year.needs.benchmark import benchmark_chapter
from sulis.year.needs.breaks import Breaks, breaks_in
from sulis.year.needs.claims import claims_chapter
from sulis.year.needs.defined import definition_chapter
from sulis.year.needs.determinants import determinants_chapter
from sulis.year.needs.extent import extent_chapter
from sulis.year.needs.extracted import NoExtract
from sulis.year.needs.harm import harm_chapter
from sulis.year.needs.model import Assessment, Chapter, Finding, ReleaseNote, SeriesEntry
from sulis.year.needs.people_chapter import people_chapter
from sulis.year.needs.places import places_chapter
from sulis.year.needs.quality import coverage_rows, quality_chapter
from sulis.year.needs.recorded import recorded_chapter
from sulis.year.needs.series import area_residents, monthly_series
from sulis.year.needs.study import Record, Study, open_study
from sulis.year.needs.times import times_chapter
from sulis.year.needs.trend import trend_chapter

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Partnership
    from sulis.catalogue.sources import SourceCard
    from sulis.catalogue.violence import Definition
    from sulis.indicators import Residents
    from sulis.store import Release, Store

Told = Callable[[int, int, str], None]


def _untold(_done: int, _total: int, _words: str) -> None:
    """Nobody waits for news."""


def assess(
    store: Store,
    *,
    area_code: str,
    period: Period,
    definitions: Sequence[Definition],
    software: str,
    partnership: Partnership | None = None,
    level: float = 0.95,
    told: Told = _untold,
    record: Record | None = None,
) -> Assessment:
    """Count, rate and compare an area's incidents over whole months.

    Parameters
    ----------
    store : Store
        Incidents and look-ups must be loaded. Without a population rates are missing, without outlines there is no map;
        each says so in a caveat.
    area_code : str
        Code of a district, community safety partnership, ward, MSOA, bridged LSOA or force.
    period : Period
        Whole months. Those that were not received are missing in every figure, never zero.
    definitions : sequence of Definition
        One or more; each is counted, and the first is set beside every other.
    software : str
        Name and version of what made it, kept with the result.
    partnership : Partnership, optional
        Whose claims are put to the test and whose arrangements hold what the definition leaves out. Without one both are
        left out.
    level : float
        Confidence of every interval, above 0 and below 1.
    told : callable
        Called before each part with how many are done, of how many, and words for the part. What it raises ends the work.
    record : callable, optional
        Notes that the restricted releases of the force's own extract are about to be read. Without it they are not, and what
        they alone could answer cannot be told.

    Returns
    -------
    Assessment
        Chapters claims (of a partnership), trend, benchmark, places, times, definition, recorded and quality, and the series of every
        category and month.

    Raises
    ------
    WrongUsage
        When the area is unknown, or no incidents, look-ups or months of its force are loaded.

    Notes
    -----
    An area's incidents are all rows whose LSOA lies in it, from any force's file. Whether a month was received is
    judged by the files of the area's own force.
    """
    from sulis.catalogue.sources import load_source_card
    from sulis.definition import render

    study = open_study(store, area_code=area_code, period=period, definitions=definitions, level=level, record=record)
    with study.connection:
        card = load_source_card(study.card)
        told(0, STEPS, "Counting the months.")
        residents = area_residents(study)
        series = monthly_series(study, residents)
        breaks = breaks_in(card.series_breaks, study.period, study.scope.area.level)
        chapters = _chapters(_Made(study, card, series, residents, breaks, partnership), told)
        used = _used(study)
        return Assessment(
            area=study.scope.area,
            force=study.scope.force,
            period=period,
            definitions=tuple(recipe.ref for recipe in study.wanted),
            definition_titles=tuple(definition.title for definition in definitions),
            definition_texts=tuple(render(definition) for definition in definitions),
            chapters=chapters,
            series=series,
            coverage=coverage_rows(study),
            releases=tuple(_note(release, study.population_year) for release in used),
            caveats=_caveats(chapters, series, used, card),
            made_up=any(release.made_up for release in used),
            software=software,
        )


@dataclass(frozen=True, slots=True)
class _Made:
    """What chapters are made from, once the months are counted."""

    study: Study
    card: SourceCard
    series: tuple[SeriesEntry, ...]
    residents: Residents
    breaks: Breaks
    partnership: Partnership | None


# The chapters in the order of the pages, each with the words for what is being done.
_PARTS: tuple[tuple[str, Callable[[_Made], Chapter]], ...] = (
    (
        "Working out the trend.",
        lambda of: trend_chapter(of.study, of.series, of.breaks, of.partnership.rebased if of.partnership else ()),
    ),
    ("Comparing the area with others.", lambda of: benchmark_chapter(of.study, of.residents)),
    ("Looking at places.", lambda of: places_chapter(of.study)),
    ("Looking at when it happens.", lambda of: times_chapter(of.study, of.card)),
    ("Putting the definition to work.", lambda of: definition_chapter(of.study, of.breaks, of.partnership)),
    ("Looking at people.", lambda of: people_chapter(of.study, of.partnership.linked if of.partnership else ())),
    ("Weighing the harm.", lambda of: harm_chapter(of.study)),
    (
        "Asking what is on no record.",
        lambda of: extent_chapter(of.study, of.partnership.overlaps if of.partnership else ()),
    ),
    ("Looking at what is recorded.", lambda of: recorded_chapter(of.study, of.card)),
    (
        "Looking at what lies behind it.",
        lambda of: determinants_chapter(of.study, of.partnership.co_occurrence if of.partnership else ()),
    ),
    ("Checking the quality of the data.", lambda of: quality_chapter(of.study)),
)
STEPS = len(_PARTS) + 1  # the months, then the chapters


def _chapters(of: _Made, told: Told) -> tuple[Chapter, ...]:
    """Every chapter; the plan's claims, which are tested by the others, stand before them."""
    made: list[Chapter] = []
    for words, part in _PARTS:
        told(len(made) + 1, STEPS, words)
        made.append(part(of))
    claims = (claims_chapter(of.partnership, made),) if of.partnership is not None else ()
    return (*claims, *made)


def _used(study: Study) -> tuple[Release, ...]:
    """The releases read: every month of incidents in the period, whatever else is open, and what was opened of the restricted."""
    months = {month.label for month in study.period.months()}
    opened = () if study.extract in (NoExtract.NOT_LOADED, NoExtract.NOT_READ) else EXTRACT
    opened = (*opened, ATTENDANCES) if study.reads_attendances else opened
    return tuple(
        release
        for release in study.trail.by_id.values()
        if (release.table != "incidents" or release.period in months)
        and (not release.restricted or release.table in opened)
    )


def _note(release: Release, population_year: int | None) -> ReleaseNote:
    """The release for the notes; a population is named by the year that the rates divide by."""
    by_year = release.table == "population" and population_year is not None
    return ReleaseNote(
        release.id,
        release.table,
        release.source,
        release.publisher,
        release.licence,
        f"mid-{population_year}" if by_year else release.period,
        release.version,
        release.received,
        tuple(file.name for file in release.files),
        tuple(file.sha256 for file in release.files),
    )


def _caveats(
    chapters: Iterable[Chapter], series: Iterable[SeriesEntry], used: Iterable[Release], card: SourceCard
) -> tuple[Caveat, ...]:
    """Every caveat met, each once, in the order of the pages; then the source's own and those of its releases."""
    found: dict[Caveat, None] = dict.fromkeys(caveat for entry in series for caveat in entry.count.caveats)
    found.update(dict.fromkeys(caveat for entry in series for caveat in entry.rate.caveats))
    for chapter in chapters:
        for finding in chapter.findings:
            found.update(dict.fromkeys(_of_finding(finding)))
    known = {caveat.code for caveat in found} | {caveats.SNAP_POINTS.code}
    own = (caveat for caveat in card.caveats if caveat.code.replace("_", "-") not in known)
    of_releases = (Caveat("release", text) for release in used if not release.restricted for text in release.caveats)
    return tuple(dict.fromkeys((*found, *own, *of_releases)))


def _of_finding(finding: Finding) -> Iterable[Caveat]:
    yield from finding.caveats
    for slot in finding.slots:
        yield from slot.estimate.caveats
    for chart in finding.charts:
        for series in chart.series:
            for point in series.points:
                yield from point.estimate.caveats

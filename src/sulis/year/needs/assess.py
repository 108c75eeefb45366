"""The needs assessment's first chapters for one area and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sulis.vocabulary import Caveat, Period
from sulis.year.needs import caveats
from sulis.year.needs.benchmark import benchmark_chapter
from sulis.year.needs.breaks import breaks_in
from sulis.year.needs.compared import compare_definitions
from sulis.year.needs.model import Assessment, Chapter, Finding, ReleaseNote, SeriesEntry
from sulis.year.needs.places import places_chapter
from sulis.year.needs.quality import coverage_rows, quality_chapter
from sulis.year.needs.recorded import recorded_chapter
from sulis.year.needs.series import area_residents, monthly_series
from sulis.year.needs.study import Study, open_study
from sulis.year.needs.trend import trend_chapter

if TYPE_CHECKING:
    from sulis.catalogue.sources import SourceCard
    from sulis.catalogue.violence import Definition
    from sulis.indicators import Residents
    from sulis.store import Release, Store

Told = Callable[[int, int, str], None]
PARTS = 6  # the months and the chapters


def _untold(_done: int, _total: int, _words: str) -> None:
    """Nobody waits for news."""


def assess(
    store: Store,
    *,
    area_code: str,
    period: Period,
    definitions: Sequence[Definition],
    software: str,
    level: float = 0.95,
    told: Told = _untold,
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
    level : float
        Confidence of every interval, above 0 and below 1.
    told : callable
        Called before each part with how many are done, of how many, and words for the part. What it raises ends the work.

    Returns
    -------
    Assessment
        Chapters trend, benchmark, places, recorded and quality, and the series of every category and month.

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

    study = open_study(store, area_code=area_code, period=period, definitions=definitions, level=level)
    with study.connection:
        card = load_source_card(study.card)
        told(0, PARTS, "Counting the months.")
        residents = area_residents(study)
        series = monthly_series(study, residents)
        chapters = _chapters(study, card, series, residents, told)
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


def _chapters(
    study: Study, card: SourceCard, series: tuple[SeriesEntry, ...], residents: Residents, told: Told
) -> tuple[Chapter, ...]:
    """The chapters in the order of the pages; definitions are compared where the trend is told."""
    breaks = breaks_in(card.series_breaks, study.period, study.scope.area.level)

    def trend() -> Chapter:
        plain = trend_chapter(study, series, breaks)
        return Chapter(plain.id, (*plain.findings, *compare_definitions(study, breaks)))

    parts: tuple[tuple[str, Callable[[], Chapter]], ...] = (
        ("Working out the trend.", trend),
        ("Comparing the area with others.", lambda: benchmark_chapter(study, residents)),
        ("Looking at places.", lambda: places_chapter(study, card)),
        ("Looking at what is recorded.", lambda: recorded_chapter(study, card)),
        ("Checking the quality of the data.", lambda: quality_chapter(study)),
    )
    made: list[Chapter] = []
    for words, part in parts:
        told(len(made) + 1, PARTS, words)
        made.append(part())
    return tuple(made)


def _used(study: Study) -> tuple[Release, ...]:
    """The releases read: every month of incidents in the period, the look-ups, the outlines and the population."""
    months = {month.label for month in study.period.months()}
    return tuple(
        release for release in study.trail.by_id.values() if release.table != "incidents" or release.period in months
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
    of_releases = (Caveat("release", text) for release in used for text in release.caveats)
    return tuple(dict.fromkeys((*found, *own, *of_releases)))


def _of_finding(finding: Finding) -> Iterable[Caveat]:
    yield from finding.caveats
    for slot in finding.slots:
        yield from slot.estimate.caveats
    for chart in finding.charts:
        for series in chart.series:
            for point in series.points:
                yield from point.estimate.caveats

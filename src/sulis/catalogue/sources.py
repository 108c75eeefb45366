"""Source cards: what a publisher's series holds, how late it is, what is wrong with it and what it cannot express."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sulis.catalogue.concepts import Concept
from sulis.catalogue.published_files import PublishedFile, published_file
from sulis.catalogue.reader import Report, Table, closest
from sulis.catalogue.requests import Request, read_request
from sulis.catalogue.toml import catalogue_root, read_document
from sulis.vocabulary import AreaLevel, Caveat, Period, WrongUsage

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_CODE = re.compile(r"[a-z][a-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class CannotExpress:
    """Something that a definition may ask and this source does not record; ``why`` says what happens instead."""

    concept: Concept
    why: str


class Affects(StrEnum):
    """Which numbers a break sets apart."""

    EVERYTHING = "everything"  # every number drawn from the source
    CATEGORIES = "categories"  # counts of some categories, and of what is made of them
    PLACES = "places"  # where an incident is counted, not whether
    OUTCOMES = "outcomes"  # what became of an incident; counts of incidents stay comparable


@dataclass(frozen=True, slots=True)
class SeriesBreakNote:
    """A month from which some of the series is not comparable with the months before. ``unverified`` is empty when checked.

    ``levels`` are the sizes of area for which it matters, all where none is named: incidents that move between small areas
    stay in the same force. ``categories`` are those that changed, all where none is named.
    """

    id: str
    month: str
    label: str
    text: str
    unverified: str = ""
    affects: Affects = Affects.EVERYTHING
    levels: tuple[AreaLevel, ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def at(self) -> Period:
        return Period.month(self.month)

    def matters(self, level: AreaLevel, categories: Collection[str] | None = None) -> bool:
        """Whether counts of incidents before and after it cannot be compared, in an area of this level.

        ``categories`` are those that are counted; None where all are counted together, which moving incidents between
        categories does not change.

        Examples
        --------
        >>> renewed = SeriesBreakNote("a", "2022-07", "l", "t", affects=Affects.PLACES, levels=(AreaLevel.WARD,))
        >>> renewed.matters(AreaLevel.WARD), renewed.matters(AreaLevel.FORCE)
        (True, False)
        """
        if self.affects is Affects.OUTCOMES or (self.levels and level not in self.levels):
            return False
        if self.affects is not Affects.CATEGORIES:
            return True
        return categories is not None and (not self.categories or not set(self.categories).isdisjoint(categories))


class Feed(StrEnum):
    """Whose records a source holds."""

    OPEN = "open"  # published to everyone
    POLICE = "police"
    HEALTH = "health"  # taken without a person key or free text
    SOCIAL_CARE = "social care"  # taken without a person key or free text
    EDUCATION = "education"
    YOUTH_JUSTICE = "youth justice"
    COUNCIL = "council"

    @property
    def barred_from_people(self) -> bool:
        """Whether nothing that tells one person from another may come with it (section 16 of the 2022 Act)."""
        return self in (Feed.HEALTH, Feed.SOCIAL_CARE)


@dataclass(frozen=True, slots=True)
class SourceCard:
    """One source.

    ``also_fills`` are further tables that its files fill. ``feed`` says whose records they are, which decides what is asked
    at the door; ``free_text`` names the columns in which a sender's own words are allowed. ``lag_days`` is the usual wait in
    days after a period ends before its release, None when unknown. ``columns`` maps what a definition may ask to the column
    of ``table`` that answers it; empty for a source that holds no incidents. ``cannot_express`` covers every other concept.
    """

    id: str
    title: str
    publisher: str
    licence: str
    address: str
    cadence: str
    lag_days: int | None
    open_data: bool
    made_up: bool
    table: str
    columns: Mapping[Concept, str]
    cannot_express: tuple[CannotExpress, ...]
    known_faults: tuple[Caveat, ...]
    caveats: tuple[Caveat, ...]
    series_breaks: tuple[SeriesBreakNote, ...]
    unverified: tuple[str, ...]
    files: tuple[PublishedFile, ...] = ()
    also_fills: tuple[str, ...] = ()
    feed: Feed = Feed.OPEN
    free_text: tuple[str, ...] = ()
    request: Request | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.table, *self.also_fills)

    def as_made_up(self) -> SourceCard:
        """The card of an imitation of this source: the same in all but whose it is."""
        return replace(self, made_up=True, publisher="Sulis (nobody's records)", licence="MIT, as the application")

    def why_not(self, concept: Concept) -> str:
        """Why this source cannot answer; a plain sentence."""
        for missing in self.cannot_express:
            if missing.concept is concept:
                return missing.why
        return f"{self.title} does not record it"


def source_ids() -> tuple[str, ...]:
    """The ids of the catalogue's source cards, in the alphabet's order."""
    return tuple(sorted(path.stem for path in (catalogue_root() / "sources").glob("*.toml")))


def incident_sources() -> tuple[str, ...]:
    """The ids of the sources that hold incidents, so that a definition can be asked of them."""
    return tuple(source for source in source_ids() if load_source_card(source).columns)


@cache
def load_source_card(source: str) -> SourceCard:
    """The card of one source.

    Raises
    ------
    WrongUsage
        When there is no such card.
    InputRefused
        When the card breaks a rule, with all its faults.

    Examples
    --------
    >>> load_source_card("police_uk").table
    'incidents'
    """
    if source not in source_ids():
        raise WrongUsage(f'there is no source card "{source}"', closest(source, source_ids()))
    return _load(catalogue_root() / "sources" / f"{source}.toml")


@cache
def _load(path: Path) -> SourceCard:
    return read_source_card(path, f"catalogue/sources/{path.name}")


def read_source_card(path: Path, name: str | None = None) -> SourceCard:
    """Read and validate one card; ``name`` is what faults call the file.

    Raises
    ------
    InputRefused
        With every fault of the file.
    """
    report = Report(read_document(path, name))
    top = Table.of(report)
    card = SourceCard(
        id=_file_id(top, path),
        title=top.text("title"),
        publisher=top.text("publisher"),
        licence=top.text("licence"),
        address=top.text("address", required=False),
        cadence=top.text("cadence"),
        lag_days=top.whole("lag_days", 0, 3_650, required=False),
        open_data=top.yes_or_no("open_data") or False,
        made_up=top.yes_or_no("made_up", required=False) or False,
        table=top.text("table", why="It names the table that the source fills."),
        columns=_columns(top),
        cannot_express=tuple(_cannot(row) for row in top.tables("cannot_express", required=False)),
        known_faults=_notes(top, "known_fault"),
        caveats=_notes(top, "caveat"),
        series_breaks=tuple(_break(row) for row in top.tables("series_break", required=False)),
        unverified=top.words("unverified"),
        files=tuple(published_file(row) for row in top.tables("file", required=False)),
        also_fills=top.words("also_fills"),
        feed=top.choice("feed", Feed, required=False) or Feed.OPEN,
        free_text=top.words("free_text"),
        request=read_request(top),
    )
    _account_for_every_concept(top, card)
    top.finish()
    report.refuse_if_faulty()
    return card


def _file_id(top: Table, path: Path) -> str:
    given = top.id()
    if given and given != path.stem:
        top.fault("id", f'"{given}"', "A card's id is its file's name.", f'Write id = "{path.stem}".')
    return given


def _columns(top: Table) -> Mapping[Concept, str]:
    table = top.table("columns", required=False)
    found = {concept: table.text(concept) for concept in Concept if table.has(concept)}
    table.asked.update(Concept)
    table.finish()
    return MappingProxyType(found)


def _cannot(row: Table) -> CannotExpress:
    concept, why = row.word("concept", Concept), row.text("why")
    row.finish()
    return CannotExpress(Concept(concept) if concept else Concept.CATEGORY, why)


def _notes(top: Table, key: str) -> tuple[Caveat, ...]:
    found = []
    for row in top.tables(key, required=False):
        found.append(Caveat(_code(row), row.text("text")))
        row.finish()
    return tuple(found)


def _code(row: Table) -> str:
    code = row.text("code")
    if code and not _CODE.fullmatch(code):
        row.fault("code", f'"{code}"', "A code is small letters, digits and hyphens.", "Write it that way.")
    return code


def _break(row: Table) -> SeriesBreakNote:
    month = row.text("month")
    if month and not _MONTH.fullmatch(month):
        row.fault("month", f'"{month}"', "A month is written YYYY-MM.", 'Write month = "2023-06".')
    note = SeriesBreakNote(
        row.id(), month, row.text("label"), row.text("text"), row.text("unverified", required=False),
        row.choice("affects", Affects, required=False) or Affects.EVERYTHING, row.choices("levels", AreaLevel),
        row.words("categories"),
    )  # fmt: skip
    row.finish()
    return note


def _account_for_every_concept(top: Table, card: SourceCard) -> None:
    if not card.columns:
        return
    missing = {item.concept for item in card.cannot_express}
    for concept in Concept:
        if (concept in card.columns) == (concept in missing):
            top.fault(
                "columns",
                f'"{concept}" is in both lists' if concept in missing else f'"{concept}" is in neither list',
                "Each concept is either a column or under [[cannot_express]].",
                f"Put {concept} in one of them.",
            )

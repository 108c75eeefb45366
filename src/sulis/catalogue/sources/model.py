"""A source card: what a publisher's series holds, how late it is, what is wrong with it and what it cannot express."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sulis.catalogue.concepts import Concept
from sulis.catalogue.published_files import PublishedFile
from sulis.catalogue.requests import Request
from sulis.vocabulary import AreaLevel, Caveat, Period


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


class TimeKnown(StrEnum):
    """How closely a source says when something happened."""

    HOUR = "hour"  # or a span of hours
    DAY = "day"
    MONTH = "month"


class PlaceKnown(StrEnum):
    """How closely a source says where."""

    POINT = "point"  # where it was
    SNAP_POINT = "snap point"  # the nearest of a fixed list, each standing for several places
    AREA = "area"  # an area and no point in it


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
    ``time`` and ``place`` say how closely incidents are known; None for a source that holds none.
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
    time: TimeKnown | None = None
    place: PlaceKnown | None = None

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

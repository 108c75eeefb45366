"""Profiles: which published indicators are drawn together for an area."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sulis.catalogue.files import called, file_of, reading
from sulis.catalogue.indicators import Indicator, indicator_ids, load_indicator
from sulis.catalogue.sources import source_ids
from sulis.catalogue.toml import read_document


@dataclass(frozen=True, slots=True)
class ProfilePlan:
    """Indicators of one source. The middle of the neighbours is told where ``least_neighbours`` of them have a figure."""

    id: str
    title: str
    source: str
    least_neighbours: int
    indicators: tuple[Indicator, ...]


@cache
def load_profile(id: str) -> ProfilePlan:
    """A profile by its id.

    Raises
    ------
    WrongUsage
        When there is none.
    InputRefused
        When its file, or that of an indicator of it, breaks a rule, with all its faults.

    Examples
    --------
    >>> [indicator.id for indicator in load_profile("children").indicators]
    ['suspensions', 'first_time_entrants', 'alcohol_admissions']
    """
    path = file_of("profiles", id, "profile")
    with reading(read_document(path, called(path))) as top:
        source = top.word("source", source_ids())
        wanted = top.words("indicators", indicator_ids(), hint="Each is an id of catalogue/indicators.")
        indicators = tuple(load_indicator(one) for one in wanted if one in indicator_ids())
        for other in (one for one in indicators if one.source != source):
            top.fault("indicators", f'"{other.id}"', "A profile is of one source.", f"Its source is {other.source}.")
        return ProfilePlan(
            id=top.id(),
            title=top.text("title"),
            source=source,
            least_neighbours=top.whole("least_neighbours", 2, 50) or 0,
            indicators=indicators,
        )

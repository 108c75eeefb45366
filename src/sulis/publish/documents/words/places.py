"""Words for where it is recorded most."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import (
    interval_words,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording, recorded
from sulis.vocabulary import AreaLevel, Unit
from sulis.year.needs.model import ChartKind

LEVELS = {
    AreaLevel.LSOA: "neighbourhoods of around 1,500 people",
    AreaLevel.MSOA: "neighbourhoods of around 8,000 people",
    AreaLevel.WARD: "wards",
    AreaLevel.DISTRICT: "districts",
    AreaLevel.PARTNERSHIP: "community safety partnerships",
    AreaLevel.FORCE: "police force areas",
    AreaLevel.COUNTRY: "countries",
}


_SMALL = "These neighbourhoods have numbers and no names of their own. Officially they are {}."
OFFICIAL = {
    AreaLevel.LSOA: _SMALL.format("lower layer super output areas (LSOAs), joined where their borders have changed"),
    AreaLevel.MSOA: _SMALL.format("middle layer super output areas (MSOAs)"),
}


def places(finding: SeenFinding, about: About) -> Wording:
    """Slots highest, share_of_top (a proportion), places_for_half (a count of areas)."""
    highest = finding.slot("highest")
    what, where = recorded(finding.subject), highest.label or highest.figure.shown.area.name
    level = LEVELS[highest.figure.shown.area.level]
    heading = f"{upper_first(what)} was highest in {where}"
    sentences = [f"{upper_first(where)}: {with_interval(highest.figure)}."]
    if finding.has("places_for_half"):
        slot = finding.slot("places_for_half")
        of = f"of {slot.figure.shown.denominator or _how_many(finding):,.0f} {level}"
        heading = f"Half of {what} fell in {value_words(slot.figure)} {of}; {where} had the most"
    if highest.figure.value == 0:
        heading, sentences = f"No {what} in any of the {_how_many(finding):,.0f} {level}", []
    elif finding.has("share_of_top"):
        share = finding.slot("share_of_top")
        told = f"{value_words(share.figure)} of what was recorded, {interval_words(share.figure)}"
        sentences.append(f"{upper_first(share.label or 'the highest places')}: {told}.")
    sentences.append("Places whose intervals overlap cannot be told apart.")
    sentences += [OFFICIAL[each] for each in (highest.figure.shown.area.level,) if each in OFFICIAL]
    if highest.figure.unit is not Unit.INCIDENTS:
        sentences.append("Rates divide by residents, so they run high where many people visit and few live.")
    return Wording(heading, tuple(sentences))


def _how_many(finding: SeenFinding) -> int:
    """How many places there are: those drawn on the map, else those in the longest chart."""
    charts = [chart for chart in finding.charts if chart.kind is ChartKind.MAP] or list(finding.charts)
    return max((len({point.key for point in chart.points}) for chart in charts), default=0)

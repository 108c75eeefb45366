"""What the source's time and place are too coarse to test, said as a finding, with what to ask for instead."""

from __future__ import annotations

from sulis.catalogue.sources import PlaceKnown, SourceCard, TimeKnown
from sulis.year.needs.model import Finding, FindingKind

_TIME = {
    TimeKnown.MONTH: "gives the month and not the day",
    TimeKnown.DAY: "gives the day and not the hour",
}
_PLACE = {
    PlaceKnown.SNAP_POINT: "moves each incident to the nearest of a fixed list of points, each of which stands for several places",
    PlaceKnown.AREA: "gives an area and no point in it",
}
_ASK = "Ask the force for an extract with the day, the hour and the place of each incident."


def untested_findings(card: SourceCard) -> tuple[Finding, ...]:
    """That near repeats and hours cannot be tested, where they cannot: none is guessed from months and snap points."""
    return tuple(filter(None, (_near_repeats(card), _hours(card))))


def _near_repeats(card: SourceCard) -> Finding | None:
    coarse = [_TIME[card.time]] if card.time is TimeKnown.MONTH else []
    coarse += [_PLACE[card.place]] if card.place in _PLACE else []
    if not coarse:
        return None
    statement = (
        "Whether one incident is soon followed by another nearby (near repeats) cannot be tested:"
        f" {card.title} {' and '.join(coarse)}. {_ASK}"
    )
    return Finding(
        "times-near-repeats", FindingKind.CANNOT_TELL, "near repeats", statements=(statement,),
        unsaid=("whether one incident is soon followed by another nearby",),
    )  # fmt: skip


def _hours(card: SourceCard) -> Finding | None:
    if card.time is None or card.time is TimeKnown.HOUR:
        return None
    statement = (
        "At what hour it happens, and how much of it belongs to the night-time economy, cannot be told:"
        f" {card.title} {_TIME[card.time]}. {_ASK}"
    )
    return Finding(
        "times-hours", FindingKind.CANNOT_TELL, "hours of the day", statements=(statement,),
        unsaid=("at what hour it happened",),
    )  # fmt: skip

"""Finds the words for a finding by its kind."""

from __future__ import annotations

from collections.abc import Callable

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words import clusters, compare, direction, places, records, trend
from sulis.publish.documents.words.numbers import lower_first
from sulis.publish.documents.words.wording import About, Wording, cannot_word
from sulis.year.needs.model import FindingKind

_WORDS: dict[FindingKind, Callable[[SeenFinding, About], Wording]] = {
    FindingKind.MONTHLY_TREND: trend.monthly_trend,
    FindingKind.DIRECTION: direction.direction,
    FindingKind.ROLLING_YEAR: trend.rolling_year,
    FindingKind.LIKE_FOR_LIKE: trend.like_for_like,
    FindingKind.AGAINST_FORCE: compare.against_force,
    FindingKind.AGAINST_PARTNERSHIPS: compare.against_partnerships,
    FindingKind.DEFINITIONS: compare.definitions,
    FindingKind.PLACES: places.places,
    FindingKind.STANDING_OUT: clusters.standing_out,
    FindingKind.BEYOND_RESIDENTS: clusters.beyond_residents,
    FindingKind.CONCENTRATION: clusters.concentration,
    FindingKind.PERSISTENCE: clusters.persistence,
    FindingKind.RECORDED: records.recorded_total,
    FindingKind.CANNOT_TELL: records.cannot_tell,
    FindingKind.COVERAGE: records.coverage,
    FindingKind.BRIDGE: records.bridge,
}

# The slots without which a finding has nothing to say; the others are said when they are there.
_NEEDED: dict[FindingKind, tuple[str, ...]] = {
    FindingKind.MONTHLY_TREND: ("latest", "highest", "lowest"),
    FindingKind.ROLLING_YEAR: ("latest", "earliest"),
    FindingKind.LIKE_FOR_LIKE: ("before", "after", "ratio"),
    FindingKind.AGAINST_FORCE: ("area", "force", "ratio"),
    FindingKind.AGAINST_PARTNERSHIPS: ("area", "highest", "lowest"),
    FindingKind.DEFINITIONS: ("first", "second"),
    FindingKind.PLACES: ("highest",),
    FindingKind.STANDING_OUT: ("places",),
    FindingKind.BEYOND_RESIDENTS: ("ratio", "inside", "outside"),
    FindingKind.CONCENTRATION: ("top", "even", "gini"),
    FindingKind.PERSISTENCE: ("kept", "by_chance"),
    FindingKind.RECORDED: ("total", "largest"),
    FindingKind.BRIDGE: ("unplaced",),
}


def word_finding(finding: SeenFinding, about: About) -> Wording:
    """The finding in words for the audience that it was disclosed to.

    A finding that is held back says so and nothing more; one that lacks a number it needs says that it cannot tell.
    """
    if finding.held_back is not None:
        return Wording(f"Held back from this audience: {lower_first(finding.subject)}", (finding.held_back,))
    if not finding.has(*_NEEDED.get(finding.kind, ())):
        return cannot_word(finding)
    return _WORDS[finding.kind](finding, about)

"""Finds the words for a finding by its kind."""

from __future__ import annotations

from collections.abc import Callable

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words import (
    around,
    claims,
    clusters,
    compare,
    control,
    defined,
    determinants,
    direction,
    extent,
    harm,
    people,
    places,
    records,
    times,
    trend,
)
from sulis.publish.documents.words.numbers import lower_first
from sulis.publish.documents.words.wording import About, Wording, cannot_word
from sulis.year.needs.model import FindingKind

_WORDS: dict[FindingKind, Callable[[SeenFinding, About], Wording]] = {
    FindingKind.MONTHLY_TREND: trend.monthly_trend,
    FindingKind.DIRECTION: direction.direction,
    FindingKind.CONTROL: control.control,
    FindingKind.SEASON: control.season,
    FindingKind.STEPS: control.steps,
    FindingKind.ROLLING_YEAR: trend.rolling_year,
    FindingKind.LIKE_FOR_LIKE: trend.like_for_like,
    FindingKind.AGAINST_FORCE: compare.against_force,
    FindingKind.AGAINST_PARTNERSHIPS: compare.against_partnerships,
    FindingKind.DEFINITIONS: compare.definitions,
    FindingKind.FUNNEL: around.funnel,
    FindingKind.STEADIED: around.steadied,
    FindingKind.AMBIENT: around.ambient,
    FindingKind.REBASED: defined.rebased,
    FindingKind.HELD_ELSEWHERE: defined.held_elsewhere,
    FindingKind.GAPS: defined.gaps,
    FindingKind.WHOSE_AGE: defined.whose_age,
    FindingKind.CLAIM: claims.claim,
    FindingKind.UNTESTED_CLAIMS: claims.untested_claims,
    FindingKind.PLACES: places.places,
    FindingKind.STANDING_OUT: clusters.standing_out,
    FindingKind.BEYOND_RESIDENTS: clusters.beyond_residents,
    FindingKind.CONCENTRATION: clusters.concentration,
    FindingKind.PERSISTENCE: clusters.persistence,
    FindingKind.EXTRACT: people.extract,
    FindingKind.REPEATS: people.repeats,
    FindingKind.TIME_TO_REPEAT: people.time_to_repeat,
    FindingKind.ROLES_OVERLAP: people.roles_overlap,
    FindingKind.DISPARITY: people.disparity,
    FindingKind.SHARES: people.shares,
    FindingKind.BY_DAY: times.by_day,
    FindingKind.BY_HOUR: times.by_hour,
    FindingKind.NEAR_REPEATS: times.near_repeats,
    FindingKind.KNIFE: times.knife,
    FindingKind.KNIFE_GAPS: times.knife_gaps,
    FindingKind.HARM: harm.harm,
    FindingKind.HARM_MIX: harm.harm_mix,
    FindingKind.COST: harm.cost,
    FindingKind.EXTENT: extent.extent,
    FindingKind.AGE_ADJUSTED: people.age_adjusted,
    FindingKind.TOGETHER: determinants.together,
    FindingKind.TREATED: extent.treated,
    FindingKind.TRUE_NUMBER: extent.true_number,
    FindingKind.RECORDED: records.recorded_total,
    FindingKind.CANNOT_TELL: records.cannot_tell,
    FindingKind.COVERAGE: records.coverage,
    FindingKind.BRIDGE: records.bridge,
    FindingKind.DETERMINANT: determinants.determinant,
    FindingKind.DETERMINANTS: determinants.determinants,
    FindingKind.NOT_MEASURED: determinants.not_measured,
    FindingKind.NO_INDICATOR: determinants.no_indicator,
}

# The slots without which a finding has nothing to say; the others are said when they are there.
_NEEDED: dict[FindingKind, tuple[str, ...]] = {
    FindingKind.MONTHLY_TREND: ("latest", "highest", "lowest"),
    FindingKind.CONTROL: ("mean",),
    FindingKind.SEASON: ("highest", "lowest"),
    FindingKind.ROLLING_YEAR: ("latest", "earliest"),
    FindingKind.LIKE_FOR_LIKE: ("before", "after", "ratio"),
    FindingKind.AGAINST_FORCE: ("area", "force", "ratio"),
    FindingKind.AGAINST_PARTNERSHIPS: ("area", "highest", "lowest"),
    FindingKind.DEFINITIONS: ("first", "second"),
    FindingKind.FUNNEL: ("all", "spread"),
    FindingKind.STEADIED: ("counted", "steadied"),
    FindingKind.AMBIENT: ("by_resident", "by_workday"),
    FindingKind.REBASED: ("since_1",),
    FindingKind.PLACES: ("highest",),
    FindingKind.STANDING_OUT: ("places",),
    FindingKind.BEYOND_RESIDENTS: ("ratio", "inside", "outside"),
    FindingKind.CONCENTRATION: ("top", "even", "gini"),
    FindingKind.PERSISTENCE: ("kept", "by_chance"),
    FindingKind.EXTRACT: ("incidents",),
    FindingKind.REPEATS: ("people", "events", "top"),
    FindingKind.ROLES_OVERLAP: ("victims", "suspects"),
    FindingKind.DISPARITY: ("unknown",),
    FindingKind.SHARES: ("unknown", "share_1"),
    FindingKind.BY_DAY: ("highest", "lowest"),
    FindingKind.BY_HOUR: ("night", "evening"),
    FindingKind.NEAR_REPEATS: ("originators", "followers"),
    FindingKind.KNIFE: ("share",),
    FindingKind.KNIFE_GAPS: ("middle", "long", "short"),
    FindingKind.HARM: ("count", "weighted"),
    FindingKind.HARM_MIX: ("heavy_weight", "heavy_count", "common_weight", "common_count"),
    FindingKind.EXTENT: ("recorded",),
    FindingKind.AGE_ADJUSTED: ("adjusted", "crude", "unknown"),
    FindingKind.TOGETHER: ("people",),
    FindingKind.TREATED: ("treated", "unknown", "recorded"),
    FindingKind.TRUE_NUMBER: ("seen", "number", "both"),
    FindingKind.RECORDED: ("total", "largest"),
    FindingKind.BRIDGE: ("unplaced",),
    FindingKind.DETERMINANT: ("area",),
}


def word_finding(finding: SeenFinding, about: About) -> Wording:
    """The finding in words for the audience that it was disclosed to.

    A finding that is held back says so and nothing more; one that lacks a number it needs says that it cannot tell.
    """
    if finding.held_back is not None:
        subject = finding.subject if finding.kind is FindingKind.CLAIM else lower_first(finding.subject)
        return Wording(f"Held back from this audience: {subject}", (finding.held_back,))
    if not finding.has(*_NEEDED.get(finding.kind, ())):
        return cannot_word(finding)
    return _WORDS[finding.kind](finding, about)

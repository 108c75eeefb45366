"""What a reader of the needs assessment must know, in the words that go with each number."""

from __future__ import annotations

from collections.abc import Sequence

from sulis.indicators import MonthState, Recipe
from sulis.vocabulary import Caveat

SNAP_POINTS = Caveat(
    "snap-points",
    "Each incident is placed at the nearest of a fixed list of points and not where it happened, so a count for a small"
    " area may take in incidents from next door.",
)
REPEATED_IDS = Caveat(
    "repeated-ids",
    "An incident whose ID stands on several rows of a force's month is counted once, at the first of them that has a"
    " place. Rows without an ID, which are all anti-social behaviour, are each counted.",
)
NO_GEOGRAPHY = Caveat(
    "no-geography",
    "Rows that the publisher gave no place are in no area's count, so counts of areas are somewhat low.",
)
NO_BOUNDARIES = Caveat(
    "no-boundaries", "No outlines are loaded for these places, so there is no map. The table has them all."
)
PART_BOUNDARIES = Caveat(
    "part-boundaries",
    "Outlines are loaded for some of these places only; the others are in the table and not on the map.",
)
PART_PLACES = Caveat(
    "part-places", "Some of these places lie only partly in the area. Their numbers are of the part inside it alone."
)
SIMPLIFIED = Caveat("simplified-boundaries", "Outlines are simplified, and serve for looking at, not for measuring.")
VISITORS = Caveat(
    "residents-not-present",
    "Rates divide by residents. Where many people come to work, study or go out, more people are present than live"
    " there, and the rate overstates the risk to each.",
)
RECORDING = Caveat(
    "recording",
    "How the police record, and how many people report to them, can change too: a rise of what is recorded is not always a"
    " rise of what happens.",
)
STEADY_CHANGE = Caveat(
    "steady-change",
    "The direction is of a steady change over the whole period, the season taken out where two years are at hand. A step, or a"
    " turn half-way, looks like a slope.",
)
CONTROL_RULES = Caveat(
    "control-rules",
    "Months are charted by the day (u chart), with limits three standard errors either side of the mean, widened by how much"
    " neighbouring months differ beyond chance (Laney). A month is marked by the NHS rules: outside a limit, seven in a row on one"
    " side of the mean, seven in a row rising or falling, or two of three beyond two thirds of the way to one limit. A month that"
    " was not received ends every run. The limits start anew only for a written reason.",
)
TRIAL_LIMITS = Caveat("trial-limits", "Fewer than twelve months were received, so these are trial limits.")
SEASON_OUT = Caveat(
    "season-taken-out",
    "Each month is divided by what its time of year usually has beside the others, so that a usual summer is no signal.",
)
SEASON_IN = Caveat(
    "season-left-in",
    "There are too few months to know a season, so none is taken out: a month that stands apart may do so at its time of year always.",
)
BEST_STEP = Caveat(
    "best-step",
    "The month was chosen because the change is largest there, so the ratio is further from 1 and its interval narrower than for a"
    " month named beforehand. The test allows for every month that was tried. A slow climb, or months that resemble the one"
    " before, can look like a step.",
)
NEIGHBOURS_TOUCH = Caveat(
    "hot-places-method",
    "A neighbourhood lies in a cluster when those that touch it hold more than chance would give them (Getis-Ord Gi*, each"
    " tested by dealing the other counts out anew), with at most 5% of the finds false on average.",
)
EDGE_OF_AREA = Caveat(
    "edge-of-area",
    "Neighbourhoods beyond the area's edge are not looked at, so one at the edge is judged by fewer neighbours.",
)
BEST_OF_MANY = Caveat(
    "best-of-many",
    "The circle was chosen because it is the most unlike the rest, so its ratio is higher and its interval narrower than for"
    " a place named beforehand. The test allows for every circle that was tried (Kulldorff's scan).",
)
NO_ROLLING_YEAR = Caveat(
    "no-rolling-year", "No twelve months in a row were received in this period, so there is no rolling year."
)
NO_UNCUT_YEAR = Caveat(
    "no-rolling-year",
    "No twelve months in a row were received on one side of the break in the series, so there is no rolling year.",
)
NO_UNCUT_PAIR = Caveat(
    "no-like-for-like",
    "No calendar month was received in both the last year of the period and the year before with no break of the series"
    " between them, so they are not compared.",
)
NO_LIKE_FOR_LIKE = Caveat(
    "no-like-for-like",
    "No calendar month was received in both the last year of the period and the year before, so they are not compared.",
)


def proxy(recipe: Recipe) -> tuple[Caveat, ...]:
    """A caveat where the source cannot express all that the definition asks."""
    if not recipe.compiled.unexpressed:
        return ()
    return (
        Caveat(
            "police-uk-proxy",
            "The records do not hold all that the definition asks about, so"
            f" {recipe.compiled.definition.counted_as} stand for serious violence here. They can show where and when"
            " more or less was recorded, not how much serious violence there was.",
        ),
    )


def missing_months(months: Sequence[MonthState], force: str) -> tuple[Caveat, ...]:
    """A caveat that names the months that are not there."""
    gone = [f"{state.month.start:%B %Y}" for state in months if not state.received]
    if not gone:
        return ()
    shown = ", ".join(gone) if len(gone) <= 12 else f"{', '.join(gone[:6])} and {len(gone) - 6} more"
    text = f"No file of {force} was received for {shown}. These are gaps, never zeros: totals and rates leave them out."
    return (Caveat("missing-months", text),)


def provisional_months(months: Sequence[MonthState]) -> tuple[Caveat, ...]:
    """A caveat that names the months that the publisher may still change."""
    soon = [f"{state.month.start:%B %Y}" for state in months if state.provisional]
    return (Caveat("provisional", f"Provisional and likely to change: {', '.join(soon)}."),) if soon else ()


def other_forces(rows: int, of: int, forces: Sequence[str]) -> tuple[Caveat, ...]:
    """A caveat where rows of the area come from the files of forces other than its own."""
    if not rows:
        return ()
    text = f"{rows} of the {of} rows placed in the area come from the files of other forces ({', '.join(forces)})."
    return (Caveat("other-force-rows", text),)

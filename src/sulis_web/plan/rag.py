"""The written rule that proposes how an action goes. It reads days and what was said when; it weighs nothing and nobody.

Each line of the rule is one function with its sentence. They are asked in order, the first that holds gives the colour, and
the others that hold are told beside it. The page that explains the rule is made from this list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sulis_web.design.dates import day
from sulis_web.partnership.in_words import counted
from sulis_web.plan.states import Colour, State

LATE = timedelta(days=30)  # beyond it, what is late is off course
SOON = timedelta(days=30)  # within it of its day, open milestones put an action at risk
QUARTER = 92  # days between updates where no board says how often it meets


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: its day, and the day on which it was done."""

    title: str
    due: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """All that the rule looks at. ``begun`` is when the record was made: silence is counted from it until somebody has ``told``."""

    on: date
    state: State
    begun: date
    starts: date | None = None
    due: date | None = None
    told: date | None = None  # the last day on which anybody said how it goes
    cadence: int = QUARTER  # days that the board in charge lets pass between meetings
    board: str = ""  # its name; empty where none is recorded
    steps: tuple[Step, ...] = ()
    waits_for: tuple[str, ...] = field(default=())  # titles of actions that hold it up and are overdue


@dataclass(frozen=True, slots=True)
class Judged:
    """The colour that the rule proposes, every reason that holds, and whether nobody has said anything for too long."""

    colour: Colour
    because: tuple[str, ...]
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rule: what it proposes, its sentence for those who ask how it works, and when it holds."""

    colour: Colour
    words: str
    holds: Callable[[Watched], str]  # the reason as it is told of one action; empty where it does not hold


def judge(watched: Watched) -> Judged:
    """The colour of the first line that holds, with every reason of lines that hold and are no milder than at risk."""
    held = [(line, told) for line in RULE if (told := line.holds(watched))]
    stale = bool(_is_stale(watched))
    if not held:
        return Judged(Colour.GREEN, ("Nothing is late, and somebody has said how it goes.",), stale)
    first, told = held[0]
    if first.colour is Colour.CLOSED:
        return Judged(first.colour, (told,))
    more = [words for line, words in held[1:] if line.colour in {Colour.RED, Colour.AMBER}]
    return Judged(first.colour, tuple(dict.fromkeys([told, *more])), stale)


def _is_closed(watched: Watched) -> str:
    return f"It is {watched.state.label.lower()}." if watched.state in {State.DONE, State.STOPPED} else ""


def _is_overdue(watched: Watched) -> str:
    if watched.due is None or watched.due >= watched.on:
        return ""
    return f"It was due by {day(watched.due)} and is not done."


def _step_is_late(watched: Watched) -> str:
    late = [step for step in _open_steps(watched) if step.due + LATE < watched.on]
    return f"“{late[0].title}” was due by {day(late[0].due)}, over {LATE.days} days ago." if late else ""


def _begins_late(watched: Watched) -> str:
    overdue = _waits_to_begin(watched) and watched.starts is not None and watched.starts + LATE < watched.on
    return f"It was to begin on {day(watched.starts)}, over {LATE.days} days ago." if overdue and watched.starts else ""


def _step_is_missed(watched: Watched) -> str:
    missed = [step for step in _open_steps(watched) if step.due < watched.on <= step.due + LATE]
    return f"“{missed[0].title}” was due by {day(missed[0].due)} and is not done." if missed else ""


def _begins_after_its_day(watched: Watched) -> str:
    passed = (
        _waits_to_begin(watched) and watched.starts is not None and watched.starts < watched.on <= watched.starts + LATE
    )
    return f"It was to begin on {day(watched.starts)}." if passed and watched.starts else ""


def _is_paused(watched: Watched) -> str:
    return "It is paused." if watched.state is State.PAUSED else ""


def _is_held_up(watched: Watched) -> str:
    return f"It waits for “{watched.waits_for[0]}”, which is overdue." if watched.waits_for else ""


def _ends_soon(watched: Watched) -> str:
    near = watched.due is not None and watched.on <= watched.due <= watched.on + SOON
    still = len(list(_open_steps(watched)))
    if not near or not still or watched.due is None:
        return ""
    return f"It is due by {day(watched.due)}, with {counted(still, 'milestone')} to go."


def _is_stale(watched: Watched) -> str:
    if watched.state in {State.DONE, State.STOPPED}:
        return ""
    last = watched.told or watched.begun
    if watched.on - last <= timedelta(days=watched.cadence):
        return ""
    since = f"since {day(watched.told)}" if watched.told else f"since it was entered on {day(watched.begun)}"
    whose = (
        f"{watched.board} meets every {watched.cadence} days or so"
        if watched.board
        else "an update is wanted each quarter"
    )
    return f"Nobody has said how it goes {since}, and {whose}."


def _has_no_day(watched: Watched) -> str:
    return (
        "" if watched.due or watched.steps else "It has no day by which it is due and no milestones, so nothing tells."
    )


def _is_only_proposed(watched: Watched) -> str:
    return "Nobody has taken it on yet." if watched.state is State.PROPOSED else ""


def _open_steps(watched: Watched) -> Iterable[Step]:
    return sorted((step for step in watched.steps if step.done_on is None), key=lambda step: step.due)


def _waits_to_begin(watched: Watched) -> bool:
    return watched.state in {State.PROPOSED, State.AGREED}


RULE = (
    Line(Colour.CLOSED, "It is done or stopped.", _is_closed),
    Line(Colour.RED, "The day by which it is due has passed.", _is_overdue),
    Line(Colour.RED, f"A milestone is over {LATE.days} days late.", _step_is_late),
    Line(Colour.RED, f"It should have begun over {LATE.days} days ago.", _begins_late),
    Line(Colour.AMBER, "A milestone’s day has passed.", _step_is_missed),
    Line(Colour.AMBER, "The day on which it was to begin has passed.", _begins_after_its_day),
    Line(Colour.AMBER, "It is paused.", _is_paused),
    Line(Colour.AMBER, "An action that it waits for is overdue.", _is_held_up),
    Line(Colour.AMBER, f"It is due within {SOON.days} days and has milestones to go.", _ends_soon),
    Line(Colour.AMBER, "Nobody has said how it goes for longer than its board lets pass between meetings.", _is_stale),
    Line(Colour.UNKNOWN, "It is only proposed.", _is_only_proposed),
    Line(Colour.UNKNOWN, "It has no day and no milestones to judge it by.", _has_no_day),
)  # fmt: skip

"""What can be done in the background. Each app names its own kinds in its ``tasks``, which are read when the application starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sulis_web.audit.values import Actor
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who


class TakenAway(Exception):
    """The job is no longer this worker's: another has taken it up. What was worked out is thrown away."""


class PutBack(Exception):
    """The worker was asked to end: the job waits for the next one."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a kind is handed. ``step`` tells the person how far it is: steps done, of how many, what comes now."""

    job: str  # its public id
    who: Who  # the asker as they are now
    by: Actor  # the same for the audit
    at: datetime
    arguments: Mapping[str, Any]
    step: Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a job led to: words of a link, and its address inside the application."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Kind:
    """``do`` works something out and stores nothing, so it may be done again; ``keep`` stores it, in one transaction with the job's end."""

    slug: str
    words: str  # a job's title: "Running the needs assessment again"
    action: Action  # decided when the job is asked for, when it begins and before its result is kept
    do: Callable[[Work], Any]
    keep: Callable[[Work, Any], Result]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that nobody asks for and that has to be done every so often. Done twice it does no harm."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


HOURLY, DAILY, WEEKLY = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
KINDS: dict[str, Kind] = {}
DUE: dict[str, Due] = {}


def offer(kind: Kind) -> Kind:
    """Make a kind known.

    Raises
    ------
    ValueError
        When another goes by that name: a fault of ours.
    """
    if KINDS.get(kind.slug, kind) != kind:
        raise ValueError(f"two kinds of job are called {kind.slug}")
    KINDS[kind.slug] = kind
    return kind


def falls_due(name: str, every: timedelta) -> Callable[[Callable[[datetime], object]], Callable[[datetime], object]]:
    """Mark a function that is to be called every so often with the time."""

    def mark(do: Callable[[datetime], object]) -> Callable[[datetime], object]:
        DUE[name] = Due(name, every, do)
        return do

    return mark

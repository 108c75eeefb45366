"""The words of the linkage room: its terms, its thresholds, what a person decides, and what may leave it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

from sulis.vocabulary import WrongUsage


class RecordRef(NamedTuple):
    """One record of one source: the source's name in the room, and the key that the source itself gives the record."""

    source: str
    key: str


class Act(StrEnum):
    """What was done in a room. Each is told to the audit before it is done."""

    OPEN = "open"  # a new room was made
    ADD = "add"  # a sheet of identifiers was brought in
    LINK = "link"  # records of several sources were brought together
    REVIEW = "review"  # pairs were shown to a reviewer by how far they agree, without identifiers
    SHOW = "show"  # identifiers of pairs were shown to a reviewer
    DECIDE = "decide"  # a person judged a pair
    UNDO = "undo"  # an earlier judgement was taken back
    REPORT = "report"  # counts about clusters, the model or the quality were read; no identifiers
    KEYS = "keys"  # person keys and confidence bands left the room
    DESTROY = "destroy"  # the room's key and files were destroyed


@dataclass(frozen=True, slots=True)
class Why:
    """By whom, when and why something is done in a room. ``by`` is an account's public id or the system's user.

    Raises
    ------
    WrongUsage
        When there is no reason, or nobody who gives it.
    """

    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the time of an act says its zone")
        if not self.by.strip() or not self.reason.strip():
            raise WrongUsage(
                "nothing is done in a linkage room without a reason, and none was given",
                'Say why with --reason "..."; it is kept with who did what and when.',
            )

    @property
    def time(self) -> str:
        """The time in UTC, as it is kept."""
        return f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def day(self) -> date:
        """The day in UTC, by which a room ends."""
        return self.at.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """One act, as the audit keeps it. ``count`` is how many records or pairs it touched; never an identifier."""

    act: Act
    room: str
    why: Why
    count: int = 0


Recorder = Callable[[RoomEvent], None]
"""Writes an event to the audit. When it raises, what it tells of is not done."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a room was opened for, and until when.

    ``impact_assessment`` is the reference of the data protection impact assessment that allows the linkage. ``ends`` is
    the last day of use: on the day after, the room is destroyed by whoever touches it first.
    """

    purpose: str
    impact_assessment: str
    ends: date


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Which pairs are linked and which a person looks at, by the probability that two records are one person.

    A pair at or above ``link`` is linked; one from ``review`` up to ``link`` waits for a person. Both lie between 0 and 1.

    Raises
    ------
    WrongUsage
        When they are not in order.

    Examples
    --------
    >>> round(Thresholds().link_bits, 2)
    6.63
    """

    link: float = 0.99
    review: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.review <= self.link < 1:
            raise WrongUsage(
                f"thresholds of {self.review} for review and {self.link} for linking",
                "Give two probabilities between 0 and 1, that for review not above that for linking.",
            )

    @property
    def link_bits(self) -> float:
        """The threshold for linking as a match weight."""
        return bits(self.link)

    @property
    def review_bits(self) -> float:
        """The threshold for review as a match weight."""
        return bits(self.review)


class Judgement(StrEnum):
    """What a person decided about a pair of records."""

    SAME = "same"  # one person: linked, whatever the model says
    DIFFERENT = "different"  # two people: never in one cluster
    CANNOT_TELL = "cannot-tell"  # looked at without an answer: the model's own answer stands


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement of one pair. ``undone`` is the number of the version that took it back, None while it holds."""

    id: str
    left: RecordRef
    right: RecordRef
    judgement: Judgement
    by: str
    at: str
    reason: str
    undone: int | None = None


class Band(StrEnum):
    """How sure it is that the records under one person key are one person. About the linkage, never about the person.

    A cluster is as sure as the weakest pair that holds it together.
    """

    ALONE = "alone"  # no other record was linked to this one
    FAIR = "fair"  # at or above the threshold for linking
    STRONG = "strong"  # no more than one such pair in ten thousand is expected to be wrong, by the model
    DECIDED = "decided"  # held together by a person's judgement where the model alone would not


STRONG_PROBABILITY = 0.9999


@dataclass(frozen=True, slots=True)
class PersonKey:
    """One line of what leaves the room: a record's digest, its person key and the band of the link."""

    source: str
    record: str
    person_key: str
    band: Band


def bits(probability: float) -> float:
    """A probability as a match weight: the logarithm to base 2 of its odds.

    >>> bits(0.5), round(bits(0.999), 3)
    (0.0, 9.964)
    """
    return math.log2(probability / (1 - probability))


def probability(weight: float) -> float:
    """A match weight in bits as a probability, from 0 to 1.

    >>> probability(0.0), round(probability(6.63), 4)
    (0.5, 0.99)
    """
    odds: float = 2.0 ** max(-1000.0, min(1000.0, weight))
    return odds / (1 + odds)

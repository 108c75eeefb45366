"""What the plan says in public, sentence by sentence, and what each rests on. sentences.toml, which may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.catalogue.partnership.kinds import Kind, LinkBasis
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.reader import Table

LONGEST = 400  # letters: what is longer is more than a sentence
_GROUNDS = (
    Kind.FINDING, Kind.RISK_FACTOR, Kind.REASON, Kind.CONCERN, Kind.SUGGESTION, Kind.ENGAGEMENT, Kind.INTERVENTION,
    Kind.ARRANGEMENT, Kind.OBJECTIVE, Kind.MEASURE, Kind.SOURCE,
)  # fmt: skip


class Claim(StrEnum):
    """What the words of a public sentence claim. Each asks for something of its own to rest on."""

    FOUND = "found"  # something was found or counted
    SAID = "said"  # people said something
    CAUSE = "cause"  # something makes violence more likely
    DONE = "done"  # the partnership does something
    MEASURED = "measured"  # it will be known whether it worked


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Something that a sentence rests on, by its id, with whose word that is."""

    target: str
    basis: LinkBasis
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSentence:
    """One sentence of the public account. ``words`` are the plan's own or a paraphrase; ``where`` says where it is said."""

    id: str
    words: str
    where: str
    section: str
    claims: tuple[Claim, ...]
    rests_on: tuple[Ground, ...]


def read_sentences(reading: Reading) -> tuple[PublicSentence, ...]:
    """The sentences of the public account, in file order; none where there is no such file."""
    top = reading.open("sentences.toml", required=False)
    tables = top.tables("sentence", required=False)
    found: list[PublicSentence] = []
    for table in tables:
        one = _sentence(reading, table)
        if one.id in {other.id for other in found}:
            table.fault("id", f'"{one.id}" for a second time', "An id names one sentence.", "Choose another.")
        found.append(one)
    finished([top, *tables])
    return tuple(found)


def _sentence(reading: Reading, table: Table) -> PublicSentence:
    words = table.text("words", why="The sentence itself, as the public reads it.")
    if len(words) > LONGEST:
        table.fault(
            "words", f"{len(words)} letters", f"A sentence has {LONGEST} letters at the most.", "Make two of it."
        )
    grounds = table.tables("rests_on", required=False)
    made = PublicSentence(
        id=table.id(),
        words=words,
        where=table.text("where"),
        section=reading.section(table),
        claims=table.choices("claims", Claim),
        rests_on=tuple(_ground(reading, ground) for ground in grounds),
    )
    finished(grounds)
    return made


def _ground(reading: Reading, table: Table) -> Ground:
    return Ground(
        target=reading.refers(table, "target", *_GROUNDS),
        basis=table.chosen("basis", LinkBasis),
        reason=table.text("reason"),
    )

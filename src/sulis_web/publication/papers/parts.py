"""Parts of the plan's document that say what the plan knows: who, the definition, need, voice, what is done already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sulis.catalogue.partnership import Kind
from sulis.publish.headed import HeadedPart
from sulis_web.needs.queries import approved, moved, words_then
from sulis_web.partnership import register
from sulis_web.partnership.models.organisation import Cadence, Duty
from sulis_web.plan import lists
from sulis_web.plan.models import Record
from sulis_web.publication.papers.reading import Reading, table
from sulis_web.runs.queries import latest

NONE = "Nothing is recorded here yet."


def about(reading: Reading) -> Iterator[HeadedPart]:
    """What the plan says of itself."""
    yield HeadedPart(heading="About this plan", paragraphs=_said(reading, reading.of(Kind.STATEMENT)))


def who_we_are(reading: Reading) -> Iterator[HeadedPart]:
    """Organisations by what the Act asks of them, boards, and which board answers to which."""
    held = list(register.organisations(reading.who))
    order = {value: place for place, value in enumerate(Duty.values)}
    rows = tuple(
        (each.name, Duty(each.duty).label, each.authority)
        for each in sorted(held, key=lambda row: (order[row.duty], row.name))
    )
    yield HeadedPart(
        heading="Who we are", paragraphs=() if rows else (NONE,),
        tables=table("Organisations that take part", ("Organisation", "Its part under the Act", "Kind of authority"), rows),
    )  # fmt: skip
    boards = tuple(
        (each.name, each.chair.name if each.chair else "Not recorded", _meets(each.cadence), each.about)
        for each in register.boards(reading.who)
    )
    lines = tuple(f"{each.board.name}: {each.account} {each.to.name}." for each in register.lines(reading.who))
    yield HeadedPart(
        heading="Governance", level=2, points=lines,
        tables=table("Boards", ("Board", "Chaired by", "Meets", "What it is for"), boards),
    )  # fmt: skip


def definition(reading: Reading) -> Iterator[HeadedPart]:
    """The definition in the plan's own words, and what it leaves to others."""
    told = reading.partnership.definition
    words = tuple(line for line in str(told.get("text", "")).split("\n") if line.strip())
    yield HeadedPart(heading="What we mean by serious violence", paragraphs=words or (NONE,))
    quoted = [part for part in told.get("parts", []) if part.get("quotation")]
    for part in quoted:
        source = f"{told.get('quotation_source', '')}".strip()
        yield HeadedPart(
            heading=part["title"], level=2, paragraphs=(part["text"], f"“{part['quotation']}” {source}".strip())
        )
    if elsewhere := reading.of(Kind.ARRANGEMENT_ELSEWHERE):
        yield HeadedPart(heading="What others hold already", level=2, points=_points(reading, elsewhere))


def needs(reading: Reading) -> Iterator[HeadedPart]:
    """The plan's findings by what they rest on, what the partnership has approved of its newest assessment, and the causes."""
    found = reading.of(Kind.FINDING)
    words = ("Numbers in square brackets are the notes at the end.",) if found else (NONE,)
    yield HeadedPart(heading="What the needs assessment found", paragraphs=words)
    yield from _grouped(reading, lists.EVIDENCE.parts[0])
    if approved_now := _approved(reading):
        yield HeadedPart(heading="From our newest needs assessment", level=2, points=approved_now)
    if reading.of(Kind.RISK_FACTOR):
        yield HeadedPart(heading="What makes violence more likely")
        yield from _grouped(reading, lists.EVIDENCE.parts[1])


def voice(reading: Reading) -> Iterator[HeadedPart]:
    """How people were heard and what they said."""
    yield HeadedPart(heading="What people told us")
    for part in (lists.VOICE.parts[3], *lists.VOICE.parts[:3]):
        points = _points(reading, reading.of(part.kind))
        yield HeadedPart(heading=part.heading, level=2, points=points, paragraphs=() if points else (NONE,))


def done_so_far(reading: Reading) -> Iterator[HeadedPart]:
    """What is offered, and the partnerships, teams and strategies beside the plan."""
    for part, heading in zip(lists.OFFERED.parts[:2], ("What is in place", "Who works together on it"), strict=True):
        held = reading.of(part.kind)
        yield HeadedPart(heading=heading, paragraphs=() if held else (NONE,))
        yield from _grouped(reading, part)


def _grouped(reading: Reading, part: lists.Part) -> Iterator[HeadedPart]:
    """Records of a kind under the headings that the application's own pages have."""
    held = reading.of(part.kind)
    known = dict(part.headings)
    for group, heading in (*part.headings, ("", "Others")):
        rows = [row for row in held if (row.group == group if group else row.group not in known)]
        if rows:
            yield HeadedPart(heading=heading, level=2, points=_points(reading, rows))


def _points(reading: Reading, rows: Iterable[Record]) -> tuple[str, ...]:
    return tuple(point(reading, row) for row in rows)


def point(reading: Reading, row: Record) -> str:
    """Title, then text where it says more."""
    title = row.title.rstrip(".")
    more = f": {row.text}" if row.text and row.text.rstrip(".") != title else ""
    return reading.named(row).replace(row.title, f"{title}{more}" if more else row.title, 1)


def _said(reading: Reading, rows: Iterable[Record]) -> tuple[str, ...]:
    return _points(reading, rows) or (NONE,)


def _approved(reading: Reading) -> tuple[str, ...]:
    """Approved sentences whose numbers are still those of the newest run, with what their audience may see."""
    run = latest(reading.partnership)
    held = [each for each in approved().values() if not moved(each, run)] if run else []
    return tuple(filter(None, (words_then(each, reading.audience) for each in held)))


def _meets(cadence: str) -> str:
    return Cadence(cadence).label if cadence else "Not recorded"

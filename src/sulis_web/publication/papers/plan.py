"""The plan as a document: the strategy and its implementation plan, with the sources as notes."""

from __future__ import annotations

from itertools import chain

from sulis.publish.headed import HeadedDocument
from sulis_web.design.dates import day
from sulis_web.publication.papers import doing, parts
from sulis_web.publication.papers.reading import Reading


def plan_paper(reading: Reading) -> HeadedDocument:
    """Every part of the plan from the records as they stand, in the order in which such a plan is read."""
    made = chain(
        parts.about(reading), parts.who_we_are(reading), parts.definition(reading), parts.needs(reading), parts.voice(reading),
        parts.done_so_far(reading), doing.priorities(reading), doing.implementation(reading), doing.measures(reading),
        doing.review(reading), doing.consultation(reading),
    )  # fmt: skip
    told = tuple(made)  # before the notes: each citation takes its number as it is met
    return headed(
        reading, "Plan" if reading.is_public else "Working copy of the plan", told, notes=reading.notes_told()
    )


def headed(
    reading: Reading, kicker: str, told: tuple, *, title: str = "", notes: tuple[str, ...] = ()
) -> HeadedDocument:  # type: ignore[type-arg]
    partnership = reading.partnership
    return HeadedDocument(
        kicker=kicker, title=title or partnership.plan_title, subtitle=f"As the records stood on {day(reading.on)}",
        made_by=f"Made from the records of {partnership.name}.", made_up=partnership.made_up, parts=told, notes=notes,
    )  # fmt: skip

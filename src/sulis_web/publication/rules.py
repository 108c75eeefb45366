"""What may stand on a public page, and who may put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.vocabulary import Audience, PublicFigure
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Subject, Who, check
from sulis_web.publication.models import Publication, Stage

if TYPE_CHECKING:
    from sulis.publish.documents.model import Document


class NotForThePublic(TypeError):
    """Something other than what was cleared for the public reached a public page."""


def check_public(document: Document) -> None:
    """Refuse a document that was not made for the public, or in which any number is not a public figure.

    Raises
    ------
    NotForThePublic
        Naming the finding.
    """
    if document.audience is not Audience.PUBLIC:
        raise NotForThePublic(f"this document was made for the {document.audience.value} audience")
    for finding in document.findings:
        for shown in finding.figures:
            if not isinstance(shown.figure, PublicFigure):
                raise NotForThePublic(f"finding {finding.id} holds a {type(shown.figure).__name__}")


# What section 8(8) of the Police, Crime, Sentencing and Courts Act 2022 keeps out of a strategy, by the field of its answer.
QUESTIONS = {
    "safety": "Might anything in it put the safety of any person in jeopardy?",
    "crime": "Might anything in it prejudice the prevention or detection of crime, or the investigation or prosecution of an offence?",
    "institutions": "Might anything in it compromise the security of, or good order or discipline in, a prison or youth custody?",
}
_EVERYBODYS = Subject()


class NotNow(Exception):
    """What was asked does not follow from where the publication stands. The reason is for the reader, with what to do."""


def check_publish(who: Who) -> None:
    """Raise `Denied` unless somebody may propose, confirm and drop publications."""
    check(who, Action.PUBLISH, _EVERYBODYS)


def check_waits(held: Publication) -> None:
    """Raise `NotNow` unless it waits for a second person."""
    if held.stage != Stage.PROPOSED:
        raise NotNow(f"It now stands at “{Stage(held.stage).label}”. Somebody was there before you: read it again.")


def why_not_confirm(held: Publication, *, person: str) -> str:
    """Why this person cannot confirm it now, in words for them; empty where they can."""
    try:
        check_waits(held)
    except NotNow as refused:
        return str(refused)
    return "You proposed it. Somebody else has to confirm it." if person == held.proposer else ""

"""What is made in the background: papers in Word and PDF. And what nobody asks for: the public pages as they were last published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from sulis.publish.headed import HeadedDocument
from sulis.vocabulary import WrongUsage
from sulis_web.jobs.kinds import HOURLY, Kind, Result, Work, falls_due, offer
from sulis_web.partnership.actions import Action
from sulis_web.partnership.queries import current
from sulis_web.publication.life import queries as life
from sulis_web.publication.life.operations import document_of
from sulis_web.publication.operations import stand_by_the_last
from sulis_web.publication.papers import PAPERS, files, read
from sulis_web.publication.papers.views import PAPER_FILES


@falls_due("put in place the public pages that were last published", HOURLY)
def stand(at: datetime) -> None:
    """After a machine stopped between the record and the pages; otherwise there is nothing to do."""
    stand_by_the_last()


def make(work: Work) -> dict[str, Any]:
    """The paper, and the same as Word and PDF."""
    from sulis.publish.headed.pdf import headed_pdf
    from sulis.publish.headed.word import headed_word

    work.step(0, 3, "Reading the plan.")
    document = _document(work)
    work.step(1, 3, "Setting the Word file.")
    word = headed_word(document)
    work.step(2, 3, "Setting the PDF.")
    return {"document": document, "files": {"docx": word, "pdf": headed_pdf(document)}}


def keep(work: Work, made: dict[str, Any]) -> Result:
    files.keep(made["document"], made["files"])
    if "edition" in work.arguments:
        return Result("The edition, with its files", reverse("read-edition", args=[work.arguments["edition"]]))
    return Result("The paper, with its files", reverse("paper", args=[work.arguments["paper"]]))


def _document(work: Work) -> HeadedDocument:
    if "edition" in work.arguments:
        held = life.edition(work.who, str(work.arguments["edition"]))
        if held is None:
            raise WrongUsage("there is no such edition any more", "Open the plan’s own life.")
        return document_of(held)
    one, partnership = PAPERS.get(str(work.arguments["paper"])), current()
    if one is None or partnership is None:
        raise WrongUsage("there is no such paper", "Open the list of papers.")
    return one.make(read(work.who, partnership, on=work.at.date(), audience=one.audience, is_public=one.is_public))


offer(Kind(PAPER_FILES, "Making a paper of the plan", Action.READ_WORK, make, keep))

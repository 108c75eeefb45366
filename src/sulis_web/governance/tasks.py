"""What is made in the background: a meeting's pack in Word and PDF."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sulis.vocabulary import WrongUsage
from sulis_web.governance import operations
from sulis_web.governance.models import Meeting
from sulis_web.governance.queries import meetings as queries
from sulis_web.governance.reports import pack
from sulis_web.governance.views.meetings import PACK
from sulis_web.jobs.kinds import Kind, Result, Work, offer
from sulis_web.partnership.actions import Action
from sulis_web.partnership.queries import current


def make(work: Work) -> dict[str, Any]:
    """The pack as a document, and the same as Word and PDF."""
    from sulis.publish.headed import headed_json
    from sulis.publish.headed.pdf import headed_pdf
    from sulis.publish.headed.word import headed_word

    partnership = current()
    if partnership is None:
        raise WrongUsage("no partnership is served here", "Ask whoever runs the application to load its files.")
    work.step(0, 3, "Reading the plan.")
    document = pack(work.who, partnership, _meeting(work))
    work.step(1, 3, "Setting the Word file.")
    word = headed_word(document)
    work.step(2, 3, "Setting the PDF.")
    return {"document": headed_json(document), "word": word, "pdf": headed_pdf(document)}


def keep(work: Work, made: dict[str, Any]) -> Result:
    meeting = _meeting(work)
    operations.keep_pack(meeting=meeting, **made, by=work.by, at=work.at)
    return Result("The meeting, with its pack", f"{reverse('meeting', args=[meeting.public_id])}#pack")


def _meeting(work: Work) -> Meeting:
    found = queries.meeting(work.who, str(work.arguments["meeting"]))
    if found is None or found.is_retired:
        raise WrongUsage("there is no such meeting any more", "Open the list of meetings.")
    return found


offer(Kind(PACK, "Making a meeting’s pack", Action.KEEP_MEETINGS, make, keep))

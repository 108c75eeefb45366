from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.evidence import holdings, queries
from sulis_web.evidence.models import Verdict
from sulis_web.evidence.presenters import deliveries as presenters
from sulis_web.evidence.presenters import letters
from sulis_web.evidence.presenters.sources import source_trail
from sulis_web.evidence.views.pieces import shown
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.views.pieces import present

if TYPE_CHECKING:
    from sulis.delivery.letters import Letter
    from sulis_web.design.values import Crumb

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@permit(Action.READ_WORK)
@require_safe
def request_letter(request: HttpRequest, id: str) -> HttpResponse:
    """What to ask a source's sender for."""
    standing = present(holdings.standing(id, localdate()))
    if standing.card.request is None:
        raise Http404
    return _given(request, letters.request_for(standing.card, localdate()), source_trail(standing.card))


@permit(Action.DELIVER)
@require_safe
def refusal_letter(request: HttpRequest, id: str) -> HttpResponse:
    """Why a file was not taken in, to send back."""
    found = present(queries.delivery(request.who, id))
    standing = present(holdings.standing(found.source, localdate()))
    if found.verdict != Verdict.REJECTED or not found.answer.get("faults"):
        raise Http404
    letter = letters.refusal_of(standing.card, found, localdate())
    return _given(request, letter, presenters.trail(found))


def _given(request: HttpRequest, letter: Letter, trail: tuple[Crumb, ...]) -> HttpResponse:
    if request.GET.get("as") == "word":
        return _as_word(letter)
    return shown(request, "evidence/letter.html", letter=letter, trail=trail)


def _as_word(letter: Letter) -> HttpResponse:
    from sulis.publish.documents.letters import write_letter

    with tempfile.TemporaryDirectory() as folder:
        content = write_letter(letter, Path(folder) / f"{letter.id}.docx").read_bytes()
    return HttpResponse(
        content, content_type=WORD, headers={"Content-Disposition": f'attachment; filename="{letter.id}.docx"'}
    )

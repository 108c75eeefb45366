from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from sulis.publish.headed import HeadedDocument
from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.jobs.operations import ask
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.headed import headed_page
from sulis_web.partnership.presenters.pages import ListPage, Part
from sulis_web.partnership.queries import current
from sulis_web.partnership.views.pieces import present
from sulis_web.publication.life import queries as life
from sulis_web.publication.life.operations import document_of
from sulis_web.publication.papers import PAPERS, files, read
from sulis_web.records.once import once

PAPER_FILES = "paper-files"


@permit(Action.READ_WORK)
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    rows = tuple((Cell(one.title, reverse("paper", args=[key])), Cell(one.lede)) for key, one in PAPERS.items())
    table = Table("", (Column("Paper"), Column("What it holds")), rows)
    lede = (
        "Each is made from the records as they stand now, to read here, in Word and as a PDF. Nothing is typed twice."
    )
    page = ListPage(title="Papers of the plan", lede=lede, parts=(Part("What can be made", table=table),))
    return render(request, "partnership/list.html", {"page": page})


@permit(Action.READ_WORK)
@require_safe
def paper(request: HttpRequest, id: str) -> HttpResponse:
    document = _document(request, id)
    ways = files.ways_to_files("paper", document, id=id)
    trail = (Crumb("Plan", reverse("plan")), Crumb("Papers of the plan", reverse("papers")))
    given = {"page": headed_page(document), "trail": trail, "ways": ways, "make": reverse("make-paper", args=[id])}
    return render(request, "partnership/headed.html", given)


@permit(Action.READ_WORK)
@once
@require_POST
def make_paper(request: HttpRequest, id: str) -> HttpResponse:
    if id not in PAPERS:
        raise Http404
    return _asked(request, paper=id)


@permit(Action.READ_WORK)
@once
@require_POST
def make_edition(request: HttpRequest, id: str) -> HttpResponse:
    present(life.edition(request.who, id))
    return _asked(request, edition=id)


@permit(Action.READ_WORK)
@require_safe
def paper_file(request: HttpRequest, id: str, kind: str) -> HttpResponse:
    return _file(_document(request, id), f"{id}-{localdate():%Y-%m-%d}", kind)


@permit(Action.READ_WORK)
@require_safe
def edition_file(request: HttpRequest, id: str, kind: str) -> HttpResponse:
    held = present(life.edition(request.who, id))
    return _file(document_of(held), slugify(str(held)), kind)


def _asked(request: HttpRequest, **what: str) -> HttpResponse:
    job = ask(PAPER_FILES, by=request.who, at=request.who.at, **what)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))


def _document(request: HttpRequest, id: str) -> HeadedDocument:
    one, partnership = PAPERS.get(id), current()
    if one is None or partnership is None:
        raise Http404
    return one.make(read(request.who, partnership, on=localdate(), audience=one.audience, is_public=one.is_public))


def _file(document: HeadedDocument, name: str, kind: str) -> HttpResponse:
    path = files.path_of(document, kind) if kind in files.NAMES else None
    if path is None or not path.is_file():
        raise Http404
    made_up = "made-up-" if document.made_up else ""
    headers = {"Content-Disposition": f'attachment; filename="{made_up}{name}.{kind}"'}
    return HttpResponse(path.read_bytes(), content_type=files.TYPES[kind], headers=headers)

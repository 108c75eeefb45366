from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sulis_web.design.files import csv_file
from sulis_web.jobs.operations import ask
from sulis_web.needs import files
from sulis_web.needs import queries as needs
from sulis_web.needs.presenters import chapters, records
from sulis_web.needs.presenters import runs as presenters
from sulis_web.partnership import queries as partnerships
from sulis_web.partnership.actions import Action
from sulis_web.partnership.audiences import audience_of, who_sees_it
from sulis_web.partnership.decide import decide
from sulis_web.partnership.doors import permit
from sulis_web.records.once import once
from sulis_web.runs import queries, rules
from sulis_web.runs.models import Run

AGAIN = "needs-assessment"  # kinds of job, which `sulis_web.runs.tasks` and this app's own offer
DOCUMENTS = "needs-documents"
FINDING_AGAIN = "finding-again"
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@permit(Action.READ_WORK)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    partnership = partnerships.current()
    page = presenters.run_list(queries.runs_of(partnership)) if partnership else None
    given = {"page": page, "partnership": partnership, "can_run": bool(partnership) and rules.can_run(request.who)}
    given["can_publish"] = bool(partnership) and decide(request.who, Action.PUBLISH).allowed
    return render(request, "needs/runs.html", given)


@permit(Action.RUN_ASSESSMENT)
@once
@require_POST
def run_again(request: HttpRequest) -> HttpResponse:
    job = ask(AGAIN, by=request.who, at=request.who.at)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))


@permit(Action.READ_WORK)
@require_safe
def run(request: HttpRequest, run: str) -> HttpResponse:
    found = _run(run)
    audience = audience_of(request.who)
    made = [kind for kind in files.FILES if files.path_of(found, audience, kind).is_file()]
    given = {"page": presenters.run_page(found, audience, made), "who_sees_it": who_sees_it()}
    return render(request, "needs/run.html", given)


@permit(Action.READ_WORK)
@require_safe
def chapter(request: HttpRequest, run: str, chapter: str) -> HttpResponse:
    page = chapters.chapter_page(_run(run), audience_of(request.who), chapter)
    if page is None:
        raise Http404
    return render(request, "needs/chapter.html", {"page": page})


@permit(Action.READ_WORK)
@once
@require_POST
def make_documents(request: HttpRequest, run: str) -> HttpResponse:
    audience = audience_of(request.who)
    job = ask(DOCUMENTS, by=request.who, at=request.who.at, run=_run(run).pk, audience=audience.value)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))


@permit(Action.READ_WORK)
@require_safe
def document_file(request: HttpRequest, run: str, kind: str) -> HttpResponse:
    found = _run(run)
    path = files.path_of(found, audience_of(request.who), kind) if kind in _TYPES else None
    if path is None or not path.is_file():
        raise Http404
    name = f"{'made-up-' if found.made_up else ''}needs-assessment-{found.area_code.lower()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(path.read_bytes(), content_type=_TYPES[kind], headers=headers)


@permit(Action.READ_WORK)
@require_safe
def finding(request: HttpRequest, run: str, finding: str) -> HttpResponse:
    found = _run(run)
    page = chapters.finding_page(found, audience_of(request.who), finding)
    if page is None:
        raise Http404
    partnership = partnerships.current()
    newest = queries.latest(partnership) if partnership else None
    again = "" if page.held_back else chapters.again(needs.last_rerun(request.who, found, finding))
    given = {
        "page": page, "panel": records.panel(request.who, found, page.finding.block, newest),
        "again": again, "can_run": rules.can_run(request.who),
        "run": found.pk,
    }  # fmt: skip
    return render(request, "needs/finding.html", given)


@permit(Action.RUN_ASSESSMENT)
@once
@require_POST
def finding_again(request: HttpRequest, run: str, finding: str) -> HttpResponse:
    """The finding's numbers once more from the releases that its run read."""
    found = _run(run)
    if needs.block(found, finding, audience_of(request.who)) is None:
        raise Http404
    job = ask(FINDING_AGAIN, by=request.who, at=request.who.at, run=found.pk, finding=finding)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))


@permit(Action.READ_WORK)
@require_safe
def figure_table(request: HttpRequest, run: str, figure: str) -> HttpResponse:
    found = _run(run)
    text = chapters.figure_table(found, audience_of(request.who), figure)
    if text is None:
        raise Http404
    return csv_file(text, f"made-up-{figure}" if found.made_up else figure)


@permit(Action.READ_WORK)
@require_safe
def release(request: HttpRequest, run: str, release: str) -> HttpResponse:
    found = _run(run)
    page = presenters.release_page(found, audience_of(request.who), release)
    if page is None:
        raise Http404
    return render(request, "needs/release.html", {"page": page})


def _run(id: str) -> Run:
    """A run of this partnership; another's, or a made-up one here, is as if it were not there."""
    partnership = partnerships.current()
    found = queries.runs_of(partnership).filter(pk=id).first() if partnership else None
    if found is None:
        raise Http404
    return found

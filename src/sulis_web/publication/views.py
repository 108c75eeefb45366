from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from sulis_web.design.files import csv_file
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.doors import permit, public
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.queries import current
from sulis_web.partnership.views.pieces import answer, data_of, present, require_form
from sulis_web.publication import operations, presenters, queries, rules
from sulis_web.publication.forms import ProposeForm, SettleForm
from sulis_web.publication.rendering import prospect, render_set
from sulis_web.records.conflicts import Conflict
from sulis_web.records.once import once
from sulis_web.runs.models import Run
from sulis_web.runs.queries import latest

# Where the working pages stand.
CLOSED = ("account", "home", "needs", "plan", "publishing", "register", "sign-in")


def _tag(request: HttpRequest, page: str) -> str | None:
    prepared = queries.prepared_page(page)
    return f'"{prepared.sha256[:32]}"' if prepared else None


@public
@require_safe
@condition(etag_func=_tag)
def prepared(request: HttpRequest, page: str) -> HttpResponse:
    """The prepared file as it is: no database, no template, nothing worked out."""
    found = queries.prepared_page(page)
    if found is None:
        raise Http404
    return HttpResponse(found.body, headers={"Cache-Control": "public, max-age=60"})


def _figure_tag(request: HttpRequest, figure: str) -> str | None:
    prepared = queries.prepared_figure(figure)
    return f'"{prepared.sha256[:32]}"' if prepared else None


@public
@require_safe
@condition(etag_func=_figure_tag)
def prepared_figure(request: HttpRequest, figure: str) -> HttpResponse:
    """The numbers of one chart, as they were prepared with the pages."""
    found = queries.prepared_figure(figure)
    if found is None:
        raise Http404
    response = csv_file(found.body, figure)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Asks search engines to keep to the public pages."""
    lines = ["User-agent: *", *[f"Disallow: /{part}/" for part in CLOSED], ""]
    return HttpResponse("\n".join(lines), content_type="text/plain", headers={"Cache-Control": "public, max-age=3600"})


@permit(Action.PUBLISH)
@require_safe
def publishing(request: HttpRequest) -> HttpResponse:
    partnership, run = _served()
    last = queries.last_published()
    would = prospect(render_set(partnership, run), run, last.settled_at if last else None)
    page = presenters.list_page(would, run, queries.publications(request.who), queries.waiting())
    return render(request, "partnership/list.html", {"page": page})


@permit(Action.PUBLISH)
@require_safe
def publication_record(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.record_page(present(queries.publication(request.who, id)), person=request.who.public_id)
    given = {"page": page, "notices": presenters.done(request.GET.get("done", ""))}
    return render(request, "partnership/record.html", given)


@permit(Action.PUBLISH)
@require_safe
def proposed_page(request: HttpRequest, id: str, page: str) -> HttpResponse:
    """A page as it would be published, for whoever is asked to stand for it."""
    held = present(queries.publication(request.who, id))
    return HttpResponse(present(queries.proposed_page(held, page)))


@permit(Action.PUBLISH)
@once
@require_form
def propose(request: HttpRequest) -> HttpResponse:
    rules.check_publish(request.who)
    partnership, run = _served()
    form = ProposeForm(data_of(request))

    def act(_given: Mapping[str, Any]) -> str:
        by, at = actor(request.who), request.who.at
        return _told(
            operations.propose, "proposed", partnership=partnership, run=run, answers=form.answers, by=by, at=at
        )

    return answer(request, form, presenters.propose_page(), act)


@permit(Action.PUBLISH)
@once
@require_form
def confirm(request: HttpRequest, id: str) -> HttpResponse:
    partnership, run = _served()
    more = {"partnership": partnership, "run": run}
    return _settle(request, id, operations.confirm, "published", more)


@permit(Action.PUBLISH)
@once
@require_form
def drop(request: HttpRequest, id: str) -> HttpResponse:
    return _settle(request, id, operations.drop, "dropped", {})


def _settle(request: HttpRequest, id: str, do: Callable[..., Any], said: str, more: Mapping[str, Any]) -> HttpResponse:
    rules.check_publish(request.who)
    held = present(queries.publication(request.who, id))
    form = SettleForm(data_of(request)) if request.method == "POST" else SettleForm.of(held)

    def act(given: Mapping[str, Any]) -> str:
        by, at, seen = actor(request.who), request.who.at, form.seen_version
        return _told(do, said, held, reason=given["reason"], seen_version=seen, by=by, at=at, **more)

    return answer(request, form, presenters.settle_page(held, publish=said == "published"), act)


def _told(do: Callable[..., Any], said: str, *given: Any, **named: Any) -> str:
    """Where to go once it is done. What cannot be done now is said above the form."""
    try:
        held = do(*given, **named)
    except rules.NotNow as refused:
        raise ValidationError(str(refused)) from refused
    except Conflict as conflict:
        raise ValidationError("Somebody settled it before you. Open it again and read what became of it.") from conflict
    return f"{reverse('publication-record', args=[held.public_id])}?done={said}"


def _served() -> tuple[Partnership, Run | None]:
    held = current()
    if held is None:
        raise Http404
    return held, latest(held)

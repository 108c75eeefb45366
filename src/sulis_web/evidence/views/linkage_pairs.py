"""Inside a linkage room: pairs to judge, one pair, judgements taken back, how it stands, and person keys taken out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sulis.vocabulary import WrongUsage
from sulis_web.design.values import Crumb
from sulis_web.evidence import linkage_work, rules
from sulis_web.evidence.forms.linkage import JudgeForm, KeysForm, LabelsForm, ShowForm, UndoForm
from sulis_web.evidence.presenters import linkage_pairs as presenters
from sulis_web.evidence.presenters.linkage_quality import quality_parts
from sulis_web.evidence.presenters.linkage_words import LEAVES, trail
from sulis_web.evidence.views.linkage import in_words, open_state, shown
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, data_of, present, require_form
from sulis_web.records.forms import refuse_strangers
from sulis_web.records.once import once_outside

if TYPE_CHECKING:
    from sulis.linkage import PersonKey, State


@permit(Action.ENTER_LINKAGE)
@require_safe
def review(request: HttpRequest, room: str) -> HttpResponse:
    rules.check_enter_linkage(request.who)
    held = open_state(request, room)
    if not held.runs:
        return shown(request, "partnership/list.html", page=presenters.unlinked_page(room))
    pairs = linkage_work.pairs_to_review(room=room, by=request.who, at=request.who.at)
    return shown(request, "partnership/list.html", page=presenters.review_page(room, pairs))


@permit(Action.ENTER_LINKAGE)
@once_outside
@require_form
def pair(request: HttpRequest, room: str, pair: str) -> HttpResponse:
    """A pair by how far its fields agree; a post is a judgement of it."""
    rules.check_enter_linkage(request.who)
    held = _linked(request, room)
    form = JudgeForm(data_of(request), initial={"seen": len(held.versions)})
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            try:
                return HttpResponseRedirect(_judged(request, room, pair, form.cleaned_data))
            except ValidationError as broken:
                form.add_error(None, broken)
    return _pair_page(request, held, pair, form, ShowForm(), 422 if form.errors else 200)


@permit(Action.ENTER_LINKAGE)
@require_POST
def identifiers(request: HttpRequest, room: str, pair: str) -> HttpResponse:
    """Who the two records are of, for a reason that the audit has before the page is made."""
    rules.check_enter_linkage(request.who)
    held = _linked(request, room)
    form, show = JudgeForm(initial={"seen": len(held.versions)}), ShowForm(request.POST)
    refuse_strangers(show, request.POST)
    because = show.cleaned_data["identifiers_because"] if show.is_valid() else ""
    return _pair_page(request, held, pair, form, show, 422 if show.errors else 200, because=because)


def _judged(request: HttpRequest, room: str, pair: str, given: Mapping[str, Any]) -> str:
    def act() -> str:
        told = {name: given[name] for name in ("judgement", "seen", "reason")}
        linkage_work.judge(room=room, pair=pair, **told, by=request.who, at=request.who.at)
        return f"{reverse('linkage-review', args=[room])}?done=judged"

    return in_words(act)


def _pair_page(
    request: HttpRequest, held: State, pair: str, form: JudgeForm, show: ShowForm, status: int, *, because: str = ""
) -> HttpResponse:
    try:
        found = linkage_work.pair(
            room=held.room, pair=pair, by=request.who, at=request.who.at, identifiers_because=because
        )
    except WrongUsage:
        raise Http404 from None
    page = presenters.pair_page(held.room, pair, found, held.runs[-1].thresholds.link_bits)
    crumbs = (*trail(held.room, held.terms.purpose), Crumb("Pairs to judge", page.cancel))
    given = {"page": page, "form": form, "show": ShowForm() if because else show, "trail": crumbs}
    return shown(request, "evidence/linkage_pair.html", status=status, **given)


@permit(Action.ENTER_LINKAGE)
@once_outside
@require_form
def undo(request: HttpRequest, room: str, judgement: str) -> HttpResponse:
    rules.check_enter_linkage(request.who)
    held = _linked(request, room)
    present(next((each for each in held.standing if each.id == judgement), None))
    form = UndoForm(data_of(request), initial={"seen": len(held.versions)})
    words = ("Person keys are given out as if it had not been made. Both the judgement and its end stay on record.",)
    page = _form_page("Take a judgement back", held, words, "Take it back")

    def act(given: Mapping[str, Any]) -> str:
        def undone() -> str:
            told = {"seen": given["seen"], "reason": given["reason"]}
            linkage_work.undo(room=room, judgement=judgement, **told, by=request.who, at=request.who.at)
            return f"{reverse('linkage-room', args=[room])}?done=undone"

        return in_words(undone)

    return answer(request, form, page, act)


@permit(Action.ENTER_LINKAGE)
@require_form
def report(request: HttpRequest, room: str) -> HttpResponse:
    """How the linkage stands; a post brings labels, which are used once for precision and recall, and changes nothing."""
    rules.check_enter_linkage(request.who)
    held = open_state(request, room)
    if not held.runs:
        return shown(request, "partnership/list.html", page=presenters.unlinked_page(room))
    form, parts = LabelsForm(data_of(request), request.FILES or None), ()
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            labels = form.cleaned_data["labels"]
            parts = quality_parts(*linkage_work.quality(room=room, labels=labels, by=request.who, at=request.who.at))
    clusters, model = linkage_work.report(room=room, by=request.who, at=request.who.at)
    page, status = presenters.report_page(room, clusters, model), 422 if form.errors else 200
    given = {"page": page, "form": form, "quality": parts, "trail": trail(room, held.terms.purpose)}
    return shown(request, "evidence/linkage_report.html", status=status, **given)


@permit(Action.TAKE_KEYS)
@require_form
def keys(request: HttpRequest, room: str, version: int) -> HttpResponse:
    """Makes a version of the person keys again, as the file that alone leaves the room."""
    rules.check_take_keys(request.who)
    held = _linked(request, room)
    present(version if 1 <= version <= len(held.versions) else None)
    form = KeysForm(data_of(request))
    if request.method == "POST" and form.is_valid():
        refuse_strangers(form, request.POST)
        told = {"version": version, "reason": form.cleaned_data["reason"]}
        return _as_csv(linkage_work.keys(room=room, **told, by=request.who, at=request.who.at), version)
    page = _form_page(f"Person keys, version {version}", held, LEAVES, "Take the keys out")
    return answer(request, form, page, lambda given: "")


def _as_csv(found: tuple[PersonKey, ...], version: int) -> HttpResponse:
    text = io.StringIO()
    rows = ((key.source, key.record, key.person_key, key.band.value) for key in found)
    csv.writer(text).writerows([("source", "record", "person_key", "band"), *rows])
    named = {"Content-Disposition": f'attachment; filename="person-keys-version-{version}.csv"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=named)


def _linked(request: HttpRequest, room: str) -> State:
    """The state of an open room in which something was linked; absent otherwise."""
    held = open_state(request, room)
    return present(held if held.runs else None)


def _form_page(title: str, held: State, words: tuple[str, ...], button: str) -> FormPage:
    return FormPage(
        title=title, trail=trail(held.room, held.terms.purpose), words=words, button=button,
        cancel=reverse("linkage-room", args=[held.room]),
    )  # fmt: skip

"""Pages as any app would make them: one that adds a board and one that edits it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from sulis_web.audit.values import Actor
from sulis_web.design.inputs import DateBoxesField
from sulis_web.partnership.doors import public
from sulis_web.partnership.models import Board, Organisation
from sulis_web.partnership.models.organisation import Cadence
from sulis_web.records import operations
from sulis_web.records.conflicts import Conflict
from sulis_web.records.forms import OnceForm, RecordForm, posted, refuse_strangers
from sulis_web.records.once import once
from sulis_web.records.presenters import timeline
from sulis_web.records.views import conflict_response

WHY = "a test's page"
NAMES = {"sam00000000000aa": "Sam Rees", "robin0000000000a": "Robin Vale"}
FORM = """{% extends 'design/page.html' %}{% load fields %}
{% block content %}<h1>A board</h1>{% form_errors form %}{% whole_form form %}{% endblock %}"""
HISTORY = """{% extends 'design/page.html' %}{% load histories %}
{% block content %}<h1>History</h1>{% timeline happenings %}{% endblock %}"""


class BoardForm(RecordForm):
    name = forms.CharField(label="Name", max_length=200)
    about = forms.CharField(label="What it is for", required=False, widget=forms.Textarea)
    cadence = forms.ChoiceField(
        label="How often it meets", choices=[("", "Not said"), *Cadence.choices], required=False
    )
    first_meeting = DateBoxesField(label="First meeting", required=False)
    chair = forms.ModelChoiceField(
        label="Chair", queryset=Organisation.objects.unscoped(WHY), to_field_name="public_id", required=False
    )
    reason = forms.CharField(label="Why you change it", required=False)


class NewBoard(OnceForm):
    name = forms.CharField(max_length=200)
    status = forms.CharField(required=False, max_length=20)


def who(request: HttpRequest) -> Actor:
    return Actor(person=request.headers.get("X-Person", "sam00000000000aa"))


@public
@once
def add(request: HttpRequest) -> HttpResponse:
    form = NewBoard(request.POST or None)
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            name = form.cleaned_data["name"]
            board = Board(key=f"{name}-{Board.objects.unscoped(WHY).count()}", name=name)
            operations.create(board, by=who(request), at=timezone.now())
            if name == "broken after it was stored":
                raise RuntimeError(name)
            return redirect("edit", board.public_id)
    return _page(request, FORM, {"form": form}, 422 if form.errors else 200)


@public
@once
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    board = get_object_or_404(Board.objects.unscoped(WHY), public_id=public_id)
    if request.method != "POST":
        return _page(request, FORM, {"form": BoardForm.of(board)}, 200)
    form = BoardForm(posted(request.POST))
    refuse_strangers(form, request.POST)
    if not form.is_valid():
        return _page(request, FORM, {"form": form}, 422)
    try:
        operations.change(
            board, fields=form.fields_given(), seen_version=form.seen_version, by=who(request), at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except Conflict as conflict:
        return conflict_response(request, form, conflict, names=lambda _ids: NAMES, cancel=request.path)
    return redirect("edit", public_id)


@public
@once
def forgetful(request: HttpRequest) -> HttpResponse:
    """Acts, and answers with a page: what `once` does not allow."""
    operations.create(Board(key="forgetful", name="Forgetful"), by=who(request), at=timezone.now())
    return HttpResponse("done")


@public
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    board = get_object_or_404(Board.objects.unscoped(WHY), public_id=public_id)
    return _page(
        request,
        HISTORY,
        {"happenings": timeline(board, names=lambda _ids: NAMES, labels={"cadence": "How often it meets"})},
        200,
    )


def _page(request: HttpRequest, source: str, context: dict[str, Any], status: int) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(context, request), status=status)


urlpatterns = [
    path("boards/add/", add, name="add"),
    path("boards/forgetful/", forgetful),
    path("boards/<str:public_id>/edit/", edit, name="edit"),
    path("boards/<str:public_id>/history/", history),
    path("", include("sulis_web.config.urls")),
]
handler400 = "sulis_web.design.views.bad_request"

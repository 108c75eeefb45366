from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sulis.catalogue.mappings import mapping_ids
from sulis.vocabulary import InputRefused, WrongUsage
from sulis_web.evidence import drafting, operations, queries, rules, uploads
from sulis_web.evidence.forms.mappings import KeepForm, LinesForm, SampleForm, TextForm
from sulis_web.evidence.models import Sample
from sulis_web.evidence.presenters import mappings as presenters
from sulis_web.evidence.presenters.pieces import ABOUT_PEOPLE
from sulis_web.evidence.views.pieces import shown
from sulis_web.evidence.ways import mappings as known_mappings
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, data_of, present, require_form
from sulis_web.records.forms import refuse_strangers
from sulis_web.records.once import once


@permit(Action.READ_WORK)
@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    own = frozenset(queries.kept_mappings(request.who).values_list("key", flat=True))
    return shown(request, "partnership/list.html", page=presenters.mappings_page(request.who, known_mappings(), own))


@permit(Action.READ_WORK)
@require_safe
def mapping(request: HttpRequest, id: str) -> HttpResponse:
    found = present(next((each for each in known_mappings() if each.id == id), None))
    kept = queries.kept_mapping(request.who, id)
    return shown(request, "partnership/record.html", page=presenters.mapping_page(request.who, found, kept))


@permit(Action.KEEP_MAPPINGS)
@once
@require_form
def new_mapping(request: HttpRequest) -> HttpResponse:
    rules.check_keep_mappings(request.who)
    form = SampleForm(data_of(request), request.FILES or None, tables=presenters.tables())
    words = (
        "Send a file of the layout. Its headers are shown to you, and cells that are short and stand again and again. Nothing is loaded, "
        "and the file is removed when you are done, or after a day.",
        f"If it is about people: {ABOUT_PEOPLE[1][:1].lower()}{ABOUT_PEOPLE[1][1:]}",
    )
    page = FormPage(
        title="Describe a new layout",
        trail=presenters.trail(),
        cancel=reverse("mappings"),
        words=words,
        button="Look at it",
    )

    def act(given: dict) -> str:
        source, _, table = given["fills"].partition(":")
        file = given["file"]
        job = operations.send_sample(
            source=source, table=table, name=file.name, content=file.read(), by=request.who, at=request.who.at
        )
        return reverse("job", args=[job.public_id])

    return answer(request, form, page, act)


@permit(Action.KEEP_MAPPINGS)
@once
@require_form
def sample(request: HttpRequest, id: str) -> HttpResponse:
    """What was guessed, to be confirmed or corrected column by column."""
    found = _sample(request, id)
    form = LinesForm(data_of(request), table=found.table, source=found.source, seen=found.seen, guess=found.guess)
    if _is_sound(request, form):
        found.guess = drafting.plain(drafting.checked(form.cleaned_data["text"]))
        found.save(update_fields=["guess"])
        return _tried_anew(request, found, form.cleaned_data["text"])
    given = {"form": form, "sample": found, "seen": presenters.seen_table(found), "trail": presenters.trail()}
    return shown(request, "evidence/sample.html", status=422 if form.errors else 200, **given)


@permit(Action.KEEP_MAPPINGS)
@once
@require_form
def tried(request: HttpRequest, id: str) -> HttpResponse:
    """What the mapping makes of the sample; a post is the mapping's file changed by hand, to be tried again."""
    found = _sample(request, id)
    form = TextForm(request.POST if request.method == "POST" else None, initial={"text": found.text})
    if _is_sound(request, form):
        return _tried_anew(request, found, form.cleaned_data["text"])
    return _tried_page(request, found, form, KeepForm(), 422 if form.errors else 200)


@permit(Action.KEEP_MAPPINGS)
@once
@require_POST
def keep_mapping(request: HttpRequest, id: str) -> HttpResponse:
    """Keep what was tried. It need not have loaded: the sample may be what is wrong."""
    found = _sample(request, id)
    form = KeepForm(request.POST)
    if _is_sound(request, form) and found.tried:
        try:
            made = drafting.checked(found.text)
            operations.check_id_is_free(made.id, frozenset(mapping_ids()))
            operations.keep_mapping(
                key=made.id,
                title=made.title,
                sample=found,
                by=request.who,
                at=request.who.at,
                reason=form.cleaned_data["reason"],
            )
        except (WrongUsage, InputRefused) as refused:
            form.add_error(None, f"{refused.message}. {refused.remedy}")
        else:
            uploads.remove(found.public_id)
            return HttpResponseRedirect(f"{reverse('mapping', args=[made.id])}?done=kept")
    return _tried_page(request, found, TextForm(initial={"text": found.text}), form, 422)


def _sample(request: HttpRequest, id: str) -> Sample:
    """The sample that is asked for, for whoever may keep mappings."""
    rules.check_keep_mappings(request.who)
    return present(queries.sample(request.who, id))


def _is_sound(request: HttpRequest, form: BaseForm) -> bool:
    """Whether a form was sent and everything in it may be taken."""
    if request.method != "POST":
        return False
    refuse_strangers(form, request.POST)
    return form.is_valid()


def _tried_page(request: HttpRequest, found: Sample, form: TextForm, keep: KeepForm, status: int) -> HttpResponse:
    told = found.tried
    given = {
        "form": form, "keep": keep, "sample": found, "trail": presenters.trail(), "facts": presenters.tried_facts(told),
        "mark": presenters.tried_mark(told) if told else None, "parts": presenters.tried_parts(told),
    }  # fmt: skip
    return shown(request, "evidence/tried.html", status=status, **given)


def _tried_anew(request: HttpRequest, found: Sample, text: str) -> HttpResponse:
    job = operations.try_mapping(sample=found, text=text, by=request.who, at=request.who.at)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))

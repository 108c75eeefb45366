from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sulis_web.measures import operations, presenters, queries, rules
from sulis_web.measures.forms import FigureForm, NewFigureForm, NewSeriesForm, RecipeForm, SeriesForm
from sulis_web.measures.models import Recipe, Series
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views import pieces
from sulis_web.partnership.views.pieces import answer, by, data_of, done, of_record, present, require_form, save
from sulis_web.records.once import once


@permit(Action.KEEP_MEASURES)
@once
@require_form
def edit_recipe(request: HttpRequest, id: str) -> HttpResponse:
    held = present(queries.recipe(request.who, id))
    rules.check_keep(request.who)
    back = reverse("measure", args=[held.measure])
    page = FormPage(title=f"Change “{held.title}”", trail=presenters.trail(held), cancel=back)
    form = of_record(request, RecipeForm, held, who=request.who)

    def act(_given: Any) -> str:
        save(request, held, form)
        return f"{back}?done=changed"

    return answer(request, form, page, act)


@permit(Action.KEEP_MEASURES)
@require_safe
def series(request: HttpRequest, id: str) -> HttpResponse:
    held = _series(request, id)
    rules.check_keep(request.who)
    page = presenters.series_page(request.who, held)
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.KEEP_MEASURES)
@once
@require_form
def add_series(request: HttpRequest, id: str) -> HttpResponse:
    recipe = present(queries.recipe(request.who, id))
    rules.check_keep(request.who)
    page = FormPage(
        title=f"Add a series of figures to “{recipe.title}”", trail=presenters.trail(recipe), cancel=_back(recipe), button="Add it",
        words=("One series is the years of one place, counted in one way. Its years follow on the next page.",),
    )  # fmt: skip

    def act(given: dict[str, Any]) -> str:
        made = operations.add_series(recipe, fields=_fields(given), **by(request))
        return pieces.led_to("measure-series", made, what="recorded")

    return answer(request, NewSeriesForm(data_of(request), recipe=recipe), page, act)


@permit(Action.KEEP_MEASURES)
@once
@require_form
def edit_series(request: HttpRequest, id: str) -> HttpResponse:
    held = _series(request, id)
    rules.check_keep(request.who)
    form = of_record(request, SeriesForm, held, recipe=held.recipe)

    def act(_given: Any) -> str:
        save(request, held, form)
        return pieces.led_to("measure-series", held, what="changed")

    return answer(request, form, _page(held, "Change where these figures come from"), act)


@permit(Action.KEEP_MEASURES)
@once
@require_form
def retire_series(request: HttpRequest, id: str) -> HttpResponse:
    held = _series(request, id)
    rules.check_keep(request.who)
    told = ("The measure no longer reads them. They stay here with their history.",)
    page = _page(held, "Take these figures out", words=told, button="Take them out", kind="warning")
    return pieces.retire(request, held, page, pieces.led_to("measure-series", held, what="retired"))


@permit(Action.KEEP_MEASURES)
@once
@require_form
def restore_series(request: HttpRequest, id: str) -> HttpResponse:
    held = _series(request, id)
    rules.check_keep(request.who)
    page = _page(held, "Bring these figures back", button="Bring them back")
    return pieces.restore(request, held, page, pieces.led_to("measure-series", held, what="restored"))


@permit(Action.KEEP_MEASURES)
@once
@require_form
def add_figure(request: HttpRequest, id: str) -> HttpResponse:
    held = _series(request, id)
    rules.check_keep(request.who)

    def act(given: dict[str, Any]) -> str:
        operations.add_figure(held, fields=_fields(given), **by(request))
        return pieces.led_to("measure-series", held, what="recorded")

    page = _page(held, f"Add a year to “{held}”", button="Add it")
    return answer(request, NewFigureForm(data_of(request), recipe=held.recipe), page, act)


@permit(Action.KEEP_MEASURES)
@once
@require_form
def edit_figure(request: HttpRequest, id: str) -> HttpResponse:
    held = present(queries.figure(request.who, id))
    rules.check_keep(request.who)
    form = of_record(request, FigureForm, held, recipe=held.series.recipe)

    def act(_given: Any) -> str:
        save(request, held, form)
        return pieces.led_to("measure-series", held.series, what="changed")

    return answer(request, form, _page(held.series, f"Change {held.year}"), act)


@permit(Action.KEEP_MEASURES)
@once
@require_form
def retire_figure(request: HttpRequest, id: str) -> HttpResponse:
    held = present(queries.figure(request.who, id))
    rules.check_keep(request.who)
    told = ("For a year that should never have been here. A year whose number is missing stays, and says why.",)
    page = _page(held.series, f"Take {held.year} out", words=told, button="Take it out", kind="warning")
    return pieces.retire(request, held, page, pieces.led_to("measure-series", held.series, what="changed"))


def _series(request: HttpRequest, id: str) -> Series:
    return present(queries.series(request.who, id))


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "once"}


def _back(recipe: Recipe) -> str:
    return reverse("measure", args=[recipe.measure])


def _page(held: Series, title: str, **more: Any) -> FormPage:
    cancel = reverse("measure-series", args=[held.public_id])
    return FormPage(title=title, trail=presenters.trail(held.recipe, held), cancel=cancel, **more)

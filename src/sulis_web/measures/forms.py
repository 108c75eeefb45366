from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.measures.models import CADENCES, MOST, Recipe, Shape, Wanted
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.forms import pieces
from sulis_web.records.forms import OnceForm, RecordForm

_YEAR_HINT = "A calendar year, 2025, or a financial one, 2025-26."


def _year(label: str, hint: str = _YEAR_HINT, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=7, required=required, help_text=hint)


def _number(label: str, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST, help_text=hint)


class RecipeForm(RecordForm):
    """Who answers for a measure, what it is compared with, and what is awaited. What is counted stays as the files say."""

    owner = pieces.one_of("Organisation that answers for it", required=False)
    cadence = forms.ChoiceField(
        label="How often it is looked at", choices=[("", "Not recorded"), *CADENCES], required=False
    )
    wanted = forms.ChoiceField(label="Which way it should go", choices=Wanted.choices, widget=forms.RadioSelect)
    baseline_from = _year("First year of the baseline")
    baseline_until = _year("Last year of the baseline", "The same year again where it is one year.")
    baseline_note = pieces.text(
        "What to know about the baseline", "Why these years, or when one will be set and by whom.", rows=2
    )
    target = forms.IntegerField(
        label="Target, in percent of the baseline", required=False, min_value=0, max_value=1000,
        help_text="80 is a fifth less; 110 a tenth more. Leave it empty where no target is set.",
    )  # fmt: skip
    target_by = _year("By which year")
    target_reason = pieces.text("Why this target, or why none", rows=2)
    effect_months = forms.IntegerField(
        label="Months until the work can be expected to show", required=False, min_value=0, max_value=480
    )
    effect_reason = pieces.text("Why so long", rows=2)
    checker = pieces.line("Who has checked how it is made")
    next_review = pieces.day("Day by which to look again at how it is made", required=True)
    awaited = pieces.text("What is awaited", "Leave it empty where nothing is.", rows=2)
    awaited_from = pieces.line("From whom")
    awaited_by = pieces.day("By when")
    reason = pieces.reason()

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = register.organisations(who)


class SeriesFields(forms.Form):
    """Where a series is of, how it was counted, where it comes from."""

    rule = forms.ChoiceField(label="How it is counted", required=False)
    area = pieces.name("Place that it is of")
    wider = forms.BooleanField(
        label="This is the wider area around the partnership’s own", required=False,
        help_text="It is shown where the partnership’s own numbers cannot speak.",
    )  # fmt: skip
    open_data = forms.BooleanField(
        label="It is an open official statistic", required=False,
        help_text="Anything else is shown to the partnership’s analysts and co-ordinators alone.",
    )  # fmt: skip
    source = forms.CharField(
        label="Where it comes from", max_length=400, help_text="Publisher, name and date of the release."
    )
    received = pieces.day("Day on which it came")

    def __init__(self, *args: Any, recipe: Recipe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(id, title) for id, title, _text in recipe.rules]
        if not recipe.rules:
            del self.fields["rule"]


class SeriesForm(SeriesFields, RecordForm):
    reason = pieces.reason()


class NewSeriesForm(SeriesFields, OnceForm):
    """Its years follow, one by one."""


class FigureFields(forms.Form):
    """A year's number, or the reason why there is none."""

    count = _number("The number", "0 only where somebody counted and there were none.")
    total = _number("Of how many")
    why = pieces.line("Why there is no number", "For a year that nobody has a number of. It is never taken for 0.", 400)
    provisional = forms.BooleanField(label="It may still be revised", required=False)

    def __init__(self, *args: Any, recipe: Recipe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if recipe.shape != Shape.SHARE:
            del self.fields["total"]


class FigureForm(FigureFields, RecordForm):
    reason = pieces.reason()


class NewFigureForm(FigureFields, OnceForm):
    year = _year("Year", required=True)

    field_order = ("year",)

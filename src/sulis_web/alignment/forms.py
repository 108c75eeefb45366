from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.alignment import queries
from sulis_web.alignment.models import Acknowledges
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.forms import pieces
from sulis_web.records.forms import OnceForm, RecordForm


def _year(label: str) -> forms.IntegerField:
    hint = "Leave it empty while nobody has said."
    box = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, required=False, min_value=1990, max_value=2100, widget=box, help_text=hint)


class StrategyFields(forms.Form):
    """Another's strategy, and what somebody found on reading it."""

    title = pieces.name("Name of the strategy")
    text = pieces.text("What it is about")
    owner = pieces.one_of("Organisation that answers for it", required=False)
    from_year = _year("First year")
    until_year = _year("Last year")
    touches = forms.MultipleChoiceField(
        label="Causes of violence that it touches", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Those that it sets out to change, whether or not it speaks of violence.",
    )  # fmt: skip
    acknowledges = forms.ChoiceField(
        label="Does it speak of serious violence?", choices=Acknowledges.choices, widget=forms.RadioSelect
    )
    where = pieces.text("Where it does", "The chapter or the page.", rows=2)
    review = pieces.day("Day by which to look at it again")
    superseded_by = pieces.one_of("Strategy that took its place", required=False)
    notes = pieces.text("Notes")

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = register.organisations(who)
        self.fields["superseded_by"].queryset = queries.strategies(who)
        self.fields["touches"].choices = list(queries.causes(who).items())


class StrategyForm(StrategyFields, RecordForm):
    reason = pieces.reason()


class NewStrategyForm(StrategyFields, OnceForm):
    """It joins the register."""

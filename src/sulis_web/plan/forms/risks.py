from __future__ import annotations

from typing import Any

from django import forms

from sulis.catalogue.partnership import Kind
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.forms import pieces
from sulis_web.plan import queries
from sulis_web.plan.models.risk import Standing
from sulis_web.records.forms import OnceForm, RecordForm

LIKELIHOODS = (
    (1, "1: hardly ever"),
    (2, "2: unlikely"),
    (3, "3: may well"),
    (4, "4: likely"),
    (5, "5: almost certain"),
)
IMPACTS = (
    (1, "1: slight"),
    (2, "2: some delay"),
    (3, "3: an action fails"),
    (4, "4: an objective fails"),
    (5, "5: the plan fails"),
)


def _scale(label: str, choices: tuple[tuple[int, str], ...]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, widget=forms.RadioSelect)


class RiskFields(forms.Form):
    """A risk of the plan, never of a person."""

    title = pieces.name(
        "What may go wrong", help_text="With the plan, an objective or an action. Never about a person."
    )
    text = pieces.text("Why, and what would follow")
    objective = pieces.one_of("Objective that it threatens", required=False)
    action = pieces.one_of("Action that it threatens", required=False)
    owner = pieces.one_of("Organisation that watches it")
    likelihood = _scale("How likely it is", LIKELIHOODS)
    impact = _scale("How bad it would be", IMPACTS)
    response = pieces.text("What is done about it")
    review = pieces.day("Day by which to look at it again")

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = queries.records(who, Kind.OBJECTIVE)
        self.fields["action"].queryset = queries.actions(who)
        self.fields["owner"].queryset = register.organisations(who)


class RiskForm(RiskFields, RecordForm):
    standing = forms.ChoiceField(label="Where it stands", choices=Standing.choices, widget=forms.RadioSelect)
    reason = pieces.reason()


class NewRiskForm(RiskFields, OnceForm):
    """It begins as open."""


class RiskFilter(forms.Form):
    is_filter = True  # every field may be left

    standing = forms.ChoiceField(label="Where it stands", required=False, choices=[("", "Any"), *Standing.choices])

from __future__ import annotations

from typing import Any

from django import forms

from sulis.catalogue.duty import load_duty
from sulis_web.partnership.forms.pieces import day, in_order, line, name, reason, text
from sulis_web.partnership.models.organisation import Duty
from sulis_web.records.forms import OnceForm, RecordForm


class OrganisationForm(RecordForm):
    """What an organisation says of itself. What it is under the Act, and since when it takes part, is not its own to say."""

    name = name("Name")
    about = text("What it does", "In a sentence or two, as the partnership’s readers need it.")
    controller = line("Name as data controller", "As it is registered, where that differs from the name.")
    contact_role = line("Single point of contact", "The job title. No person’s name: people are kept under People.")
    reason = reason()


class PlaceFields(forms.Form):
    """An organisation's place in the partnership, which the co-ordinator records."""

    duty = forms.ChoiceField(label="What it is under the Act", choices=Duty.choices, widget=forms.RadioSelect)
    authority = forms.ChoiceField(
        label="Kind of authority", required=False, help_text="In the Act’s words. None for an organisation that takes part by agreement."
    )  # fmt: skip
    member_from = day("First day in the partnership", "Leave it empty when nobody knows.")
    member_until = day(
        "Last day in the partnership", "Leave it empty while it takes part. After this day its people have no access."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.name, kind.title) for kind in load_duty().authorities]
        self.fields["authority"].choices = [("", "None that the Act names"), *kinds]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        in_order(self, "member_from", "member_until", "The last day must be on or after the first")
        return given


class PlacedOrganisationForm(PlaceFields, OrganisationForm):
    """The whole entry."""

    field_order = (
        "name",
        "duty",
        "authority",
        "about",
        "controller",
        "contact_role",
        "member_from",
        "member_until",
        "reason",
    )


class NewOrganisationForm(PlaceFields, OnceForm):
    name = name("Name")
    about = text("What it does", "In a sentence or two, as the partnership’s readers need it.")
    controller = line("Name as data controller", "As it is registered, where that differs from the name.")
    contact_role = line("Single point of contact", "The job title. No person’s name: people are kept under People.")

    field_order = ("name", "duty", "authority", "about", "controller", "contact_role", "member_from", "member_until")


class DutyFilter(forms.Form):
    is_filter = True  # every field may be left

    duty = forms.ChoiceField(
        label="What it is under the Act", required=False, choices=[("", "Any"), *Duty.choices]
    )  # fmt: skip

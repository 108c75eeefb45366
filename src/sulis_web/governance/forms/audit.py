from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.audit.values import Action as Audited
from sulis_web.design.inputs import DateBoxesField
from sulis_web.governance.words import DONE
from sulis_web.partnership.roles import CHOICES


class PeopleFilter(forms.Form):
    """Whose access to show. Whatever it does not know narrows nothing."""

    is_filter = True  # every field may be left
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Any role"), *CHOICES])
    organisation = forms.ChoiceField(label="Organisation", required=False)
    past = forms.ChoiceField(
        label="Access", required=False, choices=[("", "In date now"), ("past", "That has ended, or is yet to begin")]
    )

    def __init__(self, data: Any, *, organisations: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["organisation"].choices = [("", "Any organisation"), *organisations]
        if len(organisations) < 2:
            del self.fields["organisation"]

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in ("role", "organisation", "past")}


class AuditFilter(forms.Form):
    """Which events to show."""

    is_filter = True  # every field may be left
    person = forms.ChoiceField(label="Person", required=False)
    organisation = forms.ChoiceField(label="Acting for", required=False)
    action = forms.ChoiceField(
        label="What was done",
        required=False,
        choices=[("", "Anything"), *((action.value, DONE[action]) for action in Audited)],
    )
    record = forms.CharField(
        label="Record", required=False, max_length=60, help_text="The reference of a record, such as k7m2qx9hw4tz3abc"
    )
    first = DateBoxesField(label="From", required=False)
    last = DateBoxesField(label="To", required=False)

    def __init__(self, data: Any, *, people: list[tuple[str, str]], organisations: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["person"].choices = [("", "Anybody"), *people]
        self.fields["organisation"].choices = [("", "Any organisation"), *organisations]
        if not organisations:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day must be the same as the first, or after it")
        return given

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from sulis_web.partnership.forms.pieces import day, in_order, reason, text
from sulis_web.records.forms import OnceForm, RecordForm


class DutyFields(forms.Form):
    done_on = day("Day on which it was done", required=True)
    how = text("How it is met", "In words, and where the proof is kept.", required=True)
    due_again = day("Day by which to look at it again")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("done_on") and given["done_on"] > self.today:
            self.add_error("done_on", "The day must be today or in the past")
        in_order(self, "done_on", "due_again", "It cannot be due again before it was done")
        return given


class NewDutyRecordForm(DutyFields, OnceForm):
    """The first word on a requirement."""


class DutyRecordForm(DutyFields, RecordForm):
    reason = reason()


class ShownFilter(forms.Form):
    is_filter = True  # every field may be left

    show = forms.ChoiceField(
        label="Which requirements", required=False,
        choices=(("", "Every requirement"), ("gaps", "What has to be done"), ("untold", "What the records cannot tell")),
    )  # fmt: skip

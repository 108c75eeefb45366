"""Fields that several forms of the register ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from sulis_web.design.inputs import DateBoxesField
from sulis_web.records.forms import RecordForm

REASON_LIMIT = 400
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def name(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **{"strip": True, **more})


def line(label: str, hint: str = "", limit: int = 200) -> forms.CharField:
    """One line that may be left empty."""
    return forms.CharField(label=label, max_length=limit, required=False, help_text=hint)


def text(label: str, hint: str = "", *, required: bool = False, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=5000, required=required, help_text=hint, widget=area)


def day(label: str, hint: str = "", *, required: bool = False) -> DateBoxesField:
    said = f"The year must be from {FIRST.year} to {LAST.year}"
    limits = [MinValueValidator(FIRST, said), MaxValueValidator(LAST, said)]
    missing = {"required": f"{label}: enter a date"}
    return DateBoxesField(label=label, required=required, help_text=hint, validators=limits, error_messages=missing)


def reason(label: str = "Why you change it", *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    hint = "Kept in the history, where all who read this page see it."
    return forms.CharField(label=label, max_length=REASON_LIMIT, required=required, help_text=hint, widget=area)


def one_of(
    label: str, rows: QuerySet[Any] | None = None, hint: str = "", *, required: bool = True
) -> forms.ModelChoiceField:
    """A record of the register, by its public id. The form narrows ``rows`` to the person when it is made."""
    return forms.ModelChoiceField(
        rows, label=label, to_field_name="public_id", required=required, help_text=hint,
        empty_label="Choose one" if required else "None",
    )  # fmt: skip


def in_order(form: forms.BaseForm, first: str, last: str, words: str) -> None:
    """Put a fault at the later day where it stands before the earlier one."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins and ends and ends < begins:
        form.add_error(last, words)


class EndForm(RecordForm):
    """Takes a record out of use; why is asked for and kept."""

    reason = reason("Why it is taken off the register", required=True)


class RestoreForm(RecordForm):
    reason = reason("Why it is brought back", required=True)

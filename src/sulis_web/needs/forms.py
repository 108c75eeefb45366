from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.needs.models import Confidence
from sulis_web.records.forms import RecordForm

_IN_BRACES = (
    "Name a number in braces, as in {change}, and the page fills it in with its interval. The names stand above."
)


class FindingForm(RecordForm):
    """What the partnership says of a finding. A text that is begun here has no version yet, so it starts at 1."""

    statement = forms.CharField(
        label="The finding in a sentence",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_IN_BRACES,
        error_messages={"required": "Say the finding in a sentence"},
    )
    text = forms.CharField(
        label="What there is to say about it",
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="What it means here, what else is known, what is not. An empty line begins a new paragraph.",
    )
    determinants = forms.MultipleChoiceField(
        label="Risk and protective factors that it bears on", required=False, widget=forms.CheckboxSelectMultiple
    )
    confidence = forms.ChoiceField(
        label="How sure we are",
        choices=Confidence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how sure the partnership is"},
    )
    confidence_reason = forms.CharField(
        label="Why we are so sure, and no surer",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The interval, how the records come about, other evidence for or against.",
        error_messages={"required": "Say why"},
    )
    aside = ()

    def __init__(self, *args: Any, factors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["determinants"].choices = factors


class SendForm(RecordForm):
    """Hand it over as it stands."""


class ApproveForm(RecordForm):
    """Stand for it as the second person."""

    correction = forms.CharField(
        label="Was what we said before wrong?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Then say what was wrong, for everyone to read: it stands in public as a correction. "
        "Leave it empty where the words only follow newer figures.",
    )

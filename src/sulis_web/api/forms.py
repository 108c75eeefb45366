from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from sulis_web.partnership.actions import Action
from sulis_web.records.forms import OnceForm

DAYS = ((30, "30 days"), (90, "90 days"), (365, "a year"))


class TokenForm(OnceForm):
    name = forms.CharField(
        label="What the token is for",
        max_length=80,
        help_text="In your own words, such as “monthly report of the council”. You will know it by this name.",
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do", widget=forms.CheckboxSelectMultiple, help_text="Never more than you may do yourself."
    )
    days = forms.TypedChoiceField(
        label="How long it holds", coerce=int, choices=DAYS, widget=forms.RadioSelect, initial=DAYS[0][0]
    )

    def __init__(self, *args: Any, scopes: Iterable[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(action.name, action.value.capitalize()) for action in scopes]


class WithdrawForm(OnceForm):
    """A button alone."""

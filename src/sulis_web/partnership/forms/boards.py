from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from sulis_web.partnership.forms.pieces import day, in_order, name, one_of, reason, text
from sulis_web.partnership.models import Board, Organisation
from sulis_web.partnership.models.organisation import Cadence, Part
from sulis_web.records.forms import OnceForm, RecordForm

ACCOUNTS = (
    ("accountable to", "It is accountable to the other"),
    ("line of governance into", "It is governed by the other"),
    ("feeds into", "It feeds into the other"),
)


class BoardFields(forms.Form):
    name = name("Name")
    about = text("What it is", "In a sentence or two.")
    terms_of_reference = text(
        "Terms of reference", "What it decides, who must be there, and to whom it answers.", rows=8
    )
    cadence = forms.ChoiceField(
        label="How often it meets", choices=[("", "Not recorded"), *Cadence.choices], required=False
    )
    first_meeting = day("A day on which it met", "Later meetings are counted from it.")


class BoardForm(BoardFields, RecordForm):
    chair = one_of("Organisation in the chair", hint="One of its members.", required=False)
    reason = reason()

    def __init__(self, *args: Any, members: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = members


class NewBoardForm(BoardFields, OnceForm):
    """Its seats, and so its chair, are given once it is there."""


class SeatFields(forms.Form):
    part = forms.ChoiceField(
        label="What it does there", widget=forms.RadioSelect,
        choices=((Part.MEMBER, "It is a member, and decides"), (Part.SUPPORTER, "It gives support and advice")),
    )  # fmt: skip
    held_from = day("First day", "Leave it empty when nobody knows.")


class SeatForm(SeatFields, RecordForm):
    held_until = day("Last day", "Leave it empty while it sits there.")
    reason = reason()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        in_order(self, "held_from", "held_until", "The last day must be on or after the first")
        return given


class NewSeatForm(SeatFields, OnceForm):
    organisation = one_of("Organisation")
    field_order = ("organisation", "part", "held_from")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class EndSeatForm(RecordForm):
    held_until = day("Last day on the board", required=True)
    reason = reason("Why it ends")


class NewLineForm(OnceForm):
    account = forms.ChoiceField(label="How it stands to the other board", choices=ACCOUNTS, widget=forms.RadioSelect)
    to = one_of("The other board")

    def __init__(self, *args: Any, boards: QuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = boards

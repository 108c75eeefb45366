from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.forms import pieces
from sulis_web.publication.life.rules import ASKED
from sulis_web.records.forms import OnceForm, RecordForm

_MUST = {"on", "said", "board"}


class EventFields(forms.Form):
    """One thing that happened to the plan."""

    on = pieces.day("Day", required=True)
    organisation = pieces.one_of("Organisation", required=False)
    people = pieces.line("People", "Such as: pupils of three schools. Never a person by name.")
    board = pieces.one_of("Board", required=False)
    role = pieces.line("Job title", "A job title, never a person’s name.")
    how = pieces.line("How", limit=400)
    said = pieces.text("Said", required=True)
    changed = pieces.text("Changed")
    filed = pieces.line("Filed", "The file’s name or number, so that somebody can find it.")
    next_due = pieces.day("Next")

    def __init__(self, *args: Any, who: Who, event: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = register.organisations(who)
        self.fields["board"].queryset = register.boards(who)
        asked = ASKED[event]
        for name in set(EventFields.base_fields) - set(asked):
            del self.fields[name]
        for name, label in asked.items():
            self.fields[name].label = label
            self.fields[name].required = name in _MUST
        if "board" in asked:
            self.fields["board"].empty_label = "Choose one"
            self.fields["board"].error_messages["required"] = "Choose the board that approved it"
        self.order_fields(asked)


class EventForm(EventFields, RecordForm):
    reason = pieces.reason()


class NewEventForm(EventFields, OnceForm):
    """It happened already, so it carries its day."""


class CloseYearForm(OnceForm):
    words = pieces.text(
        "What is said of the year as it closes",
        "It stands with the edition, for whoever reads it later.",
        required=True,
    )

from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.inbox import queries
from sulis_web.inbox.models import CADENCES, Sort, Triage
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.forms import pieces
from sulis_web.records.forms import OnceForm, RecordForm
from sulis_web.thread.kinds import name_of


class DocumentFields(forms.Form):
    """What came, or what is awaited."""

    title = pieces.name("Title")
    publisher = pieces.name("Who wrote it")
    sort = forms.ChoiceField(label="What it is", choices=Sort.choices, widget=forms.RadioSelect)
    text = pieces.text("What it is about", "Never anything about a person: only what services are told.")
    received = pieces.day("Day on which it came", "Leave it empty while it is awaited.")
    expected = pieces.day("Day by which it is expected")
    answer_by = pieces.day("Day by which it is answered")
    filed = pieces.line("Where it is kept", "An address, or the name or number of the file.", 400)
    leads = pieces.one_of("Organisation that leads the answer", required=False)
    cadence = forms.ChoiceField(label="How often it comes round", choices=[("", "Once"), *CADENCES], required=False)

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].queryset = register.organisations(who)


class DocumentForm(DocumentFields, RecordForm):
    reason = pieces.reason()


class NewDocumentForm(DocumentFields, OnceForm):
    """Its recommendations follow, one by one."""


class WordsFields(forms.Form):
    """A recommendation as the document has it."""

    number = forms.CharField(label="Its number in the document", max_length=20)
    text = pieces.text("What is recommended or found", "In the document’s words, or close to them.", required=True)


class WordsForm(WordsFields, RecordForm):
    reason = pieces.reason()


class NewRecommendationForm(WordsFields, OnceForm):
    """Nobody has looked at it yet."""


class TriageForm(RecordForm):
    """The partnership's answer: taken up, in part, or not, with the reason; who does what by when; what the public is told."""

    triage = forms.ChoiceField(
        label="The partnership’s answer", choices=[each for each in Triage.choices if each[0] != Triage.WAITING],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = pieces.text("Why", "Whoever recommended it is owed a reason, for a yes as for a no.", required=True)
    answered_by = forms.MultipleChoiceField(
        label="What in the plan takes it up", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Objectives, actions and measures that change or exist because of it.",
    )  # fmt: skip
    lead = pieces.one_of("Organisation that sees to it", required=False)
    due = pieces.day("Day by which it is done")
    done_on = pieces.day("Day on which it was done")
    response = pieces.text(
        "The answer in words", "As it is told to whoever recommended it, and to the public where that is chosen below."
    )
    is_public = forms.BooleanField(label="It may stand in the public log of answers", required=False)
    aside = ()

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = register.organisations(who)
        self.fields["reason"].error_messages["required"] = "Say why"
        self.fields["answered_by"].choices = [
            (item.key, f"{name_of(item)}: {item}") for item in queries.what_may_answer(who)
        ]

    def fields_given(self) -> dict[str, Any]:
        given = super().fields_given()
        given["owner"] = given.pop("lead")
        return given

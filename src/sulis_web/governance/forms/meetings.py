from __future__ import annotations

from typing import Any

from django import forms

from sulis.catalogue.partnership import Kind, ReportPart
from sulis_web.governance.models import Stage
from sulis_web.governance.report_parts import WORDS
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.forms import pieces
from sulis_web.partnership.in_words import upper_first
from sulis_web.partnership.models import Board
from sulis_web.partnership.models.organisation import ClauseAbout, ClauseEffect
from sulis_web.plan import queries as plan
from sulis_web.plan.models.action import Setting, Tier
from sulis_web.plan.states import Colour
from sulis_web.records.forms import OnceForm, RecordForm


def _several(label: str, hint: str = "", choices: Any = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint, choices=choices
    )  # fmt: skip


class ClauseFields(forms.Form):
    """One clause: what it quotes, what it does, and by what it knows the actions. One list is answered, that of its "by what"."""

    number = forms.CharField(label="Number of the clause", max_length=20)
    words = pieces.text("Its words", "Copied from the board’s terms of reference.", required=True)
    effect = forms.ChoiceField(label="What it does", choices=ClauseEffect.choices, widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label="By what it knows the actions", choices=ClauseAbout.choices, widget=forms.RadioSelect
    )
    priority = _several("Priorities", "Answer the one list that you chose above, and leave the others.")
    objective = _several("Objectives")
    cause = _several("Causes")
    organisations = _several("Organisations that answer for it or help")
    tier = _several("When it prevents", choices=Tier.choices)
    setting = _several("Where it meets people", choices=Setting.choices)
    under_age = forms.IntegerField(
        label="For people younger than", required=False, min_value=1, max_value=120, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )  # fmt: skip
    colour = _several("How it goes", choices=Colour.choices)
    parts = _several(
        "Parts of the report", choices=tuple((part.value, upper_first(WORDS[part])) for part in ReportPart)
    )

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = list(plan.titles(who, Kind.PRIORITY).items())
        self.fields["objective"].choices = list(plan.titles(who, Kind.OBJECTIVE).items())
        self.fields["cause"].choices = list(plan.titles(who, Kind.RISK_FACTOR).items())
        self.fields["organisations"].choices = [(each.key, each.name) for each in register.organisations(who)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        about = given.get("about", "")
        if about and about != ClauseAbout.EVERYTHING and not self.values():
            self.add_error(_LISTS[ClauseAbout(about)], "Choose at least one")
        return given

    def values(self) -> list[str]:
        """What was answered in the list that the clause is about."""
        about = self.cleaned_data.get("about", "")
        if not about or about == ClauseAbout.EVERYTHING:
            return []
        given = self.cleaned_data.get(_LISTS[ClauseAbout(about)])
        return [str(given)] if isinstance(given, int) else list(given or ())

    def clause(self) -> dict[str, Any]:
        """The record's own fields."""
        return {name: self.cleaned_data[name] for name in ("number", "words", "effect", "about")} | {
            "values": self.values()
        }


_LISTS = {
    ClauseAbout.PRIORITY: "priority", ClauseAbout.OBJECTIVE: "objective", ClauseAbout.CAUSE: "cause",
    ClauseAbout.ORGANISATION: "organisations", ClauseAbout.TIER: "tier", ClauseAbout.SETTING: "setting",
    ClauseAbout.UNDER_AGE: "under_age", ClauseAbout.COLOUR: "colour", ClauseAbout.PARTS: "parts",
}  # fmt: skip


class NewClauseForm(ClauseFields, OnceForm):
    """A clause that was not recorded yet."""


class MeetingFields(forms.Form):
    on = pieces.day("Day", required=True)
    place = pieces.line("Place")
    agenda = pieces.text("Agenda", "One item a line.", rows=6)


class NewMeetingForm(MeetingFields, OnceForm):
    board = pieces.one_of("Board")

    field_order = ("board", "on", "place", "agenda")

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = register.boards(who)


class MeetingForm(MeetingFields, RecordForm):
    stage = forms.ChoiceField(label="How far it is", choices=Stage.choices, widget=forms.RadioSelect)
    present = _several("Who was there")
    minutes = pieces.text("Minutes", "What was said. Decisions are recorded beside them, one by one.", rows=10)
    reason = pieces.reason()

    def __init__(self, *args: Any, who: Who, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sitting = {seat.organisation.key: seat.organisation.name for seat in register.seats(who).filter(board=board)}
        self.fields["present"].choices = list(sitting.items())


class DecisionFields(forms.Form):
    number = pieces.line("Number", limit=20)
    text = pieces.text("What was decided", required=True)


class NewDecisionForm(DecisionFields, OnceForm):
    """A decision of one meeting."""


class DecisionForm(DecisionFields, RecordForm):
    reason = pieces.reason()


class BecomesForm(RecordForm):
    """The action that a decision becomes: the least that an action needs. The rest is given on its own page."""

    title = pieces.name("What will be done", help_text="In one line, beginning with a verb.")
    accountable = pieces.one_of("Organisation that answers for it")
    objective = pieces.one_of("Objective that it serves", required=False)
    due = pieces.day("Day by which it is due")

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accountable"].queryset = register.organisations(who)
        self.fields["objective"].queryset = plan.records(who, Kind.OBJECTIVE)

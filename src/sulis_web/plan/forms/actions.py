from __future__ import annotations

from typing import Any

from django import forms

from sulis.catalogue.partnership import Kind
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.forms import pieces
from sulis_web.plan import queries
from sulis_web.plan.models import Action
from sulis_web.plan.models.action import OLDEST, Setting, Tier
from sulis_web.plan.states import Colour, State, following
from sulis_web.records.forms import OnceForm, RecordForm

DEAREST = 2_000_000_000  # pounds: beyond it a sum is a slip of the pen
# Closed is no judgement: it follows from the state.
JUDGEMENTS = tuple((each.value, each.label) for each in Colour if each is not Colour.CLOSED)


def _number(label: str, hint: str, most: int) -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric"})
    wrong = f"{label}: enter a whole number"
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, widget=box, help_text=hint, error_messages={"invalid": wrong}
    )  # fmt: skip


def _several(label: str, choices: Any = (), hint: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint
    )  # fmt: skip


class ActionFields(forms.Form):
    """What an action is. Its state and how it goes are told on forms of their own."""

    title = pieces.name("What will be done", help_text="In one line, beginning with a verb.")
    number = pieces.line("Number", "The partnership’s own, such as 1.2.a.", limit=20)
    text = pieces.text("More about it")
    objective = pieces.one_of("Objective that it serves", required=False)
    accountable = pieces.one_of("Organisation that answers for it", hint="One. It may have nobody who signs in here.")
    supporters = _several("Organisations that help")
    board = pieces.one_of(
        "Board that watches over it", hint="An update is wanted as often as it meets.", required=False
    )
    starts = pieces.day("Day on which it begins")
    due = pieces.day("Day by which it is due")
    waits_for = _several("Actions that it waits for")
    determinants = _several("Causes that it works on")
    tiers = _several("When it prevents", Tier.choices)
    settings = _several("Where it meets people", Setting.choices)
    from_age = _number("Youngest age that it is for", "Leave it empty where there is none.", OLDEST)
    to_age = _number("Oldest age that it is for", "Leave it empty where there is none.", OLDEST)
    places = pieces.line("Places", "Leave it empty when it is for the whole area.")
    cost = _number("Cost in pounds", "Leave it empty while nobody has worked it out: empty is not nothing.", DEAREST)
    funding = pieces.line("Who pays for it")
    funded_until = pieces.day("Paid for until")
    notes = pieces.text("Notes")

    def __init__(self, *args: Any, who: Who, own: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = register.organisations(who)
        self.fields["objective"].queryset = queries.records(who, Kind.OBJECTIVE)
        self.fields["accountable"].queryset = organisations
        self.fields["board"].queryset = register.boards(who)
        self.fields["supporters"].choices = [(each.key, each.name) for each in organisations]
        others = queries.actions(who).exclude(key=own) if own else queries.actions(who)
        self.fields["waits_for"].choices = [(each.key, str(each)) for each in others]
        self.fields["determinants"].choices = list(queries.titles(who, Kind.RISK_FACTOR).items())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        pieces.in_order(
            self, "starts", "due", "The day by which it is due must be on or after the day on which it begins"
        )
        youngest, oldest = given.get("from_age"), given.get("to_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("to_age", "The oldest age must be the youngest age or more")
        return given


class ActionForm(ActionFields, RecordForm):
    reason = pieces.reason()


class NewActionForm(ActionFields, OnceForm):
    """It begins as agreed, and not begun."""


class ProgressForm(RecordForm):
    """How an action goes, written once for every board. ``version`` is the action's."""

    text = pieces.text(
        "How it goes",
        "What has been done since it was last told, and what came of it. No names, and nothing about a single person’s case.",
        required=True, rows=6,
    )  # fmt: skip
    next_step = pieces.line("What happens next", limit=400)
    state = forms.ChoiceField(label="Where it stands now", widget=forms.RadioSelect)
    reason = pieces.reason("Why, if it is paused, stopped or taken up again")

    aside = ("reason", "text", "next_step", "state")

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = State(action.state)
        after = [(each.after.value, f"{each.after.label}: {each.words}") for each in following(now)]
        self.fields["state"].choices = [(now.value, f"{now.label}, as before"), *after]
        self.fields["state"].initial = now.value


class ColourForm(RecordForm):
    """A person's word against the rule's, with the reason that is shown beside both."""

    colour = forms.ChoiceField(
        label="How it goes, in your judgement", required=False, widget=forms.RadioSelect,
        choices=[("", "As the rule proposes"), *JUDGEMENTS],
    )  # fmt: skip
    colour_reason = pieces.text(
        "Why it is not as the rule proposes",
        "It stands beside the colour, for every reader and in every report.",
        rows=3,
    )
    aside = ()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("colour") and not given.get("colour_reason", "").strip():
            self.add_error("colour_reason", "Give the reason: it is shown beside the colour")
        if len(given.get("colour_reason", "")) > 400:
            self.add_error("colour_reason", "The reason must be 400 characters or fewer")
        if not given.get("colour"):
            given["colour_reason"] = ""
        return given


class NewMilestoneForm(OnceForm):
    title = pieces.name("Milestone")
    due = pieces.day("Day by which it is due", required=True)


class MilestoneForm(RecordForm):
    title = pieces.name("Milestone")
    due = pieces.day("Day by which it is due", required=True)
    done_on = pieces.day("Day on which it was done", "Leave it empty while it is not.")
    reason = pieces.reason()


class AskForm(OnceForm):
    to = pieces.name("Job title of the person asked", help_text="No name: the job title is kept with the answer.")


class AnswerForm(forms.Form):
    """What whoever holds a link is asked."""

    text = pieces.text(
        "How it goes",
        "What has been done, and what came of it. No names, and nothing about a single person’s case.",
        required=True,
        rows=6,
    )
    next_step = pieces.line("What happens next", limit=400)
    state = forms.ChoiceField(label="Where it stands now", widget=forms.RadioSelect)
    reason = pieces.reason("Why, if it is paused, stopped or taken up again")

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = State(action.state)
        after = [(each.after.value, f"{each.after.label}: {each.words}") for each in following(now)]
        self.fields["state"].choices = [(now.value, f"{now.label}, as before"), *after]
        self.fields["state"].initial = now.value


class ActionFilter(forms.Form):
    is_filter = True  # every field may be left

    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), ("open", "Not closed"), *State.choices]
    )
    colour = forms.ChoiceField(
        label="How it goes", required=False, choices=[("", "Any"), ("stale", "Nobody has said lately"), *Colour.choices]
    )
    owner = forms.ChoiceField(label="Who answers for it", required=False)
    objective = forms.ChoiceField(label="Objective", required=False)

    def __init__(self, *args: Any, who: Who, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [
            ("", "Anybody"),
            *((each.public_id, each.name) for each in register.organisations(who)),
        ]
        none = ("none", "None")
        self.fields["objective"].choices = [("", "Any"), none, *queries.titles(who, Kind.OBJECTIVE).items()]

    def wanted(self) -> dict[str, str]:
        """Each filter that was given and is known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def said(self) -> dict[str, str]:
        """The same in words."""
        return {name: str(dict(self.fields[name].choices)[value]) for name, value in self.wanted().items()}

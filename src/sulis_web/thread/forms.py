from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sulis_web.records.forms import OnceForm, RecordForm
from sulis_web.thread import queries
from sulis_web.thread.breaks import Break
from sulis_web.thread.kinds import NAMES, WITHDRAWN
from sulis_web.thread.models import Basis, Claim, Item, LinkKind

_LONGEST = 2000


def _reason(label: str, empty: str, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": empty}, **more
    )  # fmt: skip


class ReasonForm(RecordForm):
    """Why one item leads to another. Here the reason is the record's own field."""

    reason = _reason(
        "Why the one leads to the other",
        "Say why the one leads to the other",
        help_text="In a sentence or two that somebody who was not there would understand.",
    )
    aside = ()


class AddForm(OnceForm):
    """A new link, read as "this ... that"."""

    source = forms.ChoiceField(label="This", error_messages={"required": "Choose what the link starts from"})
    kind = forms.ChoiceField(
        label="How it stands to the other",
        choices=LinkKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the one stands to the other"},
    )
    target = forms.ChoiceField(label="That", error_messages={"required": "Choose what the link leads to"})
    reason = _reason("Why the one leads to the other", "Say why the one leads to the other")

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {item.public_id: item for item in items}
        for name in ("source", "target"):
            self.fields[name].choices = [("", "Choose one"), *_grouped(items)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("source") and given.get("source") == given.get("target"):
            self.add_error("target", "Choose something else: a link leads from one thing to another")
        return given

    def item(self, name: str) -> Item:
        return self.items[self.cleaned_data[name]]


class FilterForm(forms.Form):
    """Which links to show. Whatever it does not know narrows nothing."""

    is_filter = True  # every field may be left
    basis = forms.ChoiceField(
        label="Whose word it is", required=False,
        choices=[("", "Anybody’s"), *Basis.choices, (WITHDRAWN, "Withdrawn")],
    )  # fmt: skip
    kind = forms.ChoiceField(label="How the two stand", required=False, choices=[("", "Any way"), *LinkKind.choices])

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        given = self.cleaned_data
        basis = given.get("basis", "")
        return {
            "basis": "" if basis == WITHDRAWN else basis,
            "kind": given.get("kind", ""),
            "retired": basis == WITHDRAWN,
        }


def add_form(who: Any, asked: Mapping[str, str], **given: Any) -> AddForm:
    """The form over everything that can be tied; ``asked`` is what the address or the post names, which is always among it."""
    ends = [str(asked.get(name, ""))[:16] for name in ("source", "target")]
    return AddForm(items=queries.items_to_tie(who, ends), **given)


def _grouped(items: list[Item]) -> list[tuple[str, list[tuple[str, str]]]]:
    kinds = dict.fromkeys(item.kind for item in items)
    groups = {kind: [(item.public_id, str(item)) for item in items if item.kind == kind] for kind in kinds}
    return sorted((str(NAMES.get(kind, kind)), choices) for kind, choices in groups.items())


class BreaksFilter(forms.Form):
    """Which breaks of the thread to show. Whatever it does not know narrows nothing."""

    is_filter = True  # every field may be left
    kind = forms.ChoiceField(label="What is missing", required=False, choices=[("", "Anything"), *Break.choices])
    said = forms.ChoiceField(
        label="Whether the partnership says why not", required=False,
        choices=[("", "It has not said so"), ("yes", "It has said why not")],
    )  # fmt: skip

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {"what": self.cleaned_data.get("kind", ""), "excused": self.cleaned_data.get("said") == "yes"}


class WhyNotForm(OnceForm):
    reason = _reason(
        "Why not", "Say why not",
        help_text="In words that whoever asked for it would understand. It stands on the page of breaks for all who read the plan.",
    )  # fmt: skip


class SentenceFields(forms.Form):
    words = forms.CharField(
        label="The sentence", max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the sentence as the public reads it"},
        help_text="One sentence, word for word as it is said.",
    )  # fmt: skip
    where = forms.CharField(
        label="Where it is said", max_length=200, error_messages={"required": "Say where it is said"},
        help_text="For instance the plan’s summary, or a leaflet of March 2027.",
    )  # fmt: skip
    section = forms.CharField(label="Section of the plan", max_length=200, required=False)
    claims = forms.MultipleChoiceField(
        label="What its words claim", choices=Claim.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each asks for something of its own to rest on, and a break shows where that is missing.",
    )  # fmt: skip


class NewSentenceForm(SentenceFields, OnceForm):
    pass


class SentenceForm(SentenceFields, RecordForm):
    reason = forms.CharField(
        label="Why you change it", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the history, where all who read this page see it.",
    )  # fmt: skip

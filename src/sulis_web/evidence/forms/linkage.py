from __future__ import annotations

import csv
import io
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sulis_web.partnership.forms.pieces import REASON_LIMIT, day
from sulis_web.records.forms import OnceForm

MOST_SHEET = 20_000_000  # bytes: some 200,000 records; more are brought in at the command line
_SOURCE = re.compile(r"[a-z][a-z0-9-]{0,39}")
# What a record may carry, by the names that the linkage knows them by.
COLUMNS = {
    "record_key": "Record key", "given_name": "Given name", "family_name": "Family name", "date_of_birth": "Date of birth",
    "sex": "Sex", "postcode": "Postcode", "address": "Address", "town": "Town", "email": "E-mail", "number": "A number that agencies share",
}  # fmt: skip
JUDGEMENTS = [
    ("same", "One person"),
    ("different", "Two people"),
    ("cannot-tell", "I cannot tell"),
]
_LABELS = ("source", "record_key", "person")
_NAME_NOBODY = "Kept in the audit and in the room. Name nobody here."


def _why(label: str, hint: str = _NAME_NOBODY) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=REASON_LIMIT, help_text=hint, widget=forms.Textarea(attrs={"rows": 2})
    )


def _seen() -> forms.IntegerField:
    """How many versions or runs there were when the page was opened."""
    lost = "The form has lost its place. Open the page again and decide there"
    return forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), lost),
    )  # fmt: skip


class OpenForm(OnceForm):
    purpose = forms.CharField(
        label="What the linkage is for", max_length=200,
        help_text="All who see the room read it. Such as: how many of those known to police are known to youth justice.",
    )  # fmt: skip
    impact_assessment = forms.CharField(
        label="Reference of the impact assessment", max_length=80,
        help_text="Of the data protection impact assessment that allows this linkage. Without one there is no room.",
    )  # fmt: skip
    ends = day(
        "Last day",
        "At most three years away. On the day after, the room is destroyed. It cannot be moved.",
        required=True,
    )


class SheetForm(OnceForm):
    source = forms.CharField(
        label="Which agency’s records", max_length=40,
        help_text="A short name in small letters, once in this room. Such as police, school, youth-justice.",
    )  # fmt: skip
    file = forms.FileField(
        label="The sheet", max_length=None,
        help_text="CSV in UTF-8, one row a record, 20 MB at most. Kept encrypted until it is in the room, and removed then.",
        error_messages={"empty": "The sheet is empty. Ask its agency for it again"},
    )  # fmt: skip
    reason = _why("Why it is brought in")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in COLUMNS.items():
            hint = f"Only where the header is not {name}."
            self.fields[name] = forms.CharField(
                label=f"{label}: its header", required=False, max_length=80, help_text=hint
            )

    def clean_source(self) -> str:
        given = str(self.cleaned_data["source"]).strip()
        if not _SOURCE.fullmatch(given):
            raise ValidationError("Which agency’s records: small letters, digits and hyphens, beginning with a letter")
        return given

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_SHEET:
            raise ValidationError(
                f"The sheet has {file.size / 1_000_000:,.1f} MB, and one sent here has {MOST_SHEET // 1_000_000} MB at most: "
                "ask whoever runs the application to bring it in"
            )
        return file

    def columns(self) -> dict[str, str]:
        """The file's own headers, where they differ."""
        return {name: self.cleaned_data[name] for name in COLUMNS if self.cleaned_data[name]}


class LinkForm(OnceForm):
    link = forms.FloatField(
        label="Link from a probability of", min_value=0.5, max_value=0.999999, initial=0.99,
        help_text="That two records are one person. Lower finds more, and is wrong more often.",
        widget=forms.NumberInput(attrs={"step": "any", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    review = forms.FloatField(
        label="Ask a person from a probability of", min_value=0.01, max_value=0.999999, initial=0.5,
        help_text="Not above the other. Pairs between the two wait for a person.",
        widget=forms.NumberInput(attrs={"step": "any", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    hold_twins = forms.BooleanField(
        label="Pairs that look like twins wait for a person", required=False, initial=True,
        help_text="One family name and date of birth, two given names.",
    )  # fmt: skip
    reason = _why("Why it is linked now")
    seen = _seen()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"link", "review"} <= given.keys() and given["review"] > given["link"]:
            self.add_error("review", "Ask a person from: not above the probability from which records are linked")
        return given


class JudgeForm(OnceForm):
    judgement = forms.ChoiceField(
        label="These two records are of", choices=JUDGEMENTS, widget=forms.RadioSelect,
        error_messages={"required": "Choose one person, two people, or that you cannot tell"},
    )  # fmt: skip
    reason = _why("What you go by")
    seen = _seen()


class ShowForm(forms.Form):
    identifiers_because = _why("Why you need to see who they are")


class LabelsForm(forms.Form):
    """Records of which it is known whose they are. They are used once and not kept."""

    labels = forms.FileField(
        label="Records of which it is known whose they are", max_length=None,
        help_text="CSV in UTF-8 with the headers source, record_key and person. Draw them at random, not from the pairs to judge.",
        error_messages={"empty": "The file is empty. Give one row for each labelled record"},
    )  # fmt: skip

    def clean_labels(self) -> dict[tuple[str, str], str]:
        """Whose record each is, by agency and key."""
        file = self.cleaned_data["labels"]
        try:
            rows = list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error):
            raise ValidationError("The labels are no CSV file in UTF-8. Save them again as CSV UTF-8") from None
        if not rows or not set(_LABELS) <= rows[0].keys():
            raise ValidationError("The labels lack a header or any row: source, record_key and person are needed")
        if any(not row[name] for row in rows for name in _LABELS):
            raise ValidationError("A row of the labels has an empty cell: each has source, record_key and person")
        return {(row["source"], row["record_key"]): row["person"] for row in rows}


class UndoForm(OnceForm):
    reason = _why("Why it is taken back")
    seen = _seen()


class KeysForm(forms.Form):
    reason = _why("What the keys are for")


class EndForm(OnceForm):
    reason = _why("Why it ends now", "Kept in the audit and on the certificate. Name nobody here.")

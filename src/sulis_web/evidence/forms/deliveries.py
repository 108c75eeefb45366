from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sulis_web.evidence.models import Verdict
from sulis_web.evidence.uploads import MOST
from sulis_web.records.forms import OnceForm

_WORD = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PERIOD = re.compile(r"\d{4}(-\d{2})?(_\d{4}(-\d{2})?)?")


def checked_size(file: Any) -> Any:
    """A file of the size that can be taken by hand, and with something in it. Its kind is judged by what reads it."""
    if file.size > MOST:
        raise ValidationError(
            f"The file has {file.size / 1_000_000:,.1f} MB. A file sent here has {MOST // 1_000_000} MB at most: send it in parts, or "
            "ask whoever runs the application to load it with sulis ingest"
        )
    return file


class FileForm(OnceForm):
    file = forms.FileField(
        label="The file", max_length=None,
        help_text="CSV, Excel (.xlsx), OpenDocument (.ods), Parquet or XML; CSV may be packed with gzip. 50 MB at most.",
        error_messages={"empty": "The file is empty: nothing delivered is not the same as zero. Ask its sender for it again"},
    )  # fmt: skip

    def clean_file(self) -> Any:
        return checked_size(self.cleaned_data["file"])


class DeliveryForm(FileForm):
    """What is said of a file beside the file: only where its mapping does not say it, or says it wrongly for this one."""

    series = forms.CharField(
        label="Series, if the mapping does not tell it", required=False, max_length=60,
        help_text="Small letters, digits and hyphens, such as avon-and-somerset.",
    )  # fmt: skip
    period = forms.CharField(
        label="Period, if the mapping does not tell it", required=False, max_length=15,
        help_text="Such as 2026-09, or 2026-07_2026-09, or 2026.", widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )  # fmt: skip
    provisional = forms.BooleanField(label="These figures are provisional", required=False)

    def clean_series(self) -> str:
        return self._like("series", _WORD, "Series: small letters, digits, dots and hyphens")

    def clean_period(self) -> str:
        return self._like(
            "period", _PERIOD, "Period: a year, a month such as 2026-09, or two of them such as 2026-07_2026-09"
        )

    def _like(self, name: str, pattern: re.Pattern[str], words: str) -> str:
        given = str(self.cleaned_data[name]).strip()
        if given and not pattern.fullmatch(given):
            raise ValidationError(words)
        return given


class ReadForm(FileForm):
    """For a source with a reader of its own, which tells series and period by itself."""

    provisional = forms.BooleanField(label="These figures are provisional", required=False)


class DeliveryFilter(forms.Form):
    is_filter = True
    source = forms.ChoiceField(label="Source", required=False)
    verdict = forms.ChoiceField(label="Verdict", required=False, choices=[("", "Any"), *Verdict.choices])

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", "Any"), *sources]


class ReleaseFilter(forms.Form):
    is_filter = True
    source = forms.ChoiceField(label="Source", required=False)
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "Current"), ("provisional", "Provisional"), ("withdrawn", "Withdrawn"), ("every", "Every release ever")],
    )  # fmt: skip

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", "Any"), *sources]


class ReasonForm(OnceForm):
    reason = forms.CharField(
        label="Why", max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the release, where all who read it see it.",
    )  # fmt: skip

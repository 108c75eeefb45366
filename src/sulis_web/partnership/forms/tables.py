from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.partnership.forms.pieces import reason
from sulis_web.records.forms import OnceForm

MEGABYTE = 1024 * 1024


class FileForm(forms.Form):
    """A spreadsheet to be looked at. Nothing is stored by sending it."""

    file = forms.FileField(label="The spreadsheet", help_text="An Excel workbook (.xlsx) or CSV, of at most 1 MB.")

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MEGABYTE:
            raise forms.ValidationError("The file must be 1 MB or smaller. Take out rows that you have not changed")
        return given


class StoreForm(OnceForm):
    """Stores the spreadsheet that was looked at: it is carried along, signed, so that it is that one and no other."""

    kept = forms.CharField(widget=forms.HiddenInput)
    reason = reason("Why these rows are changed")

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sulis.catalogue.mappings import ColumnMap, Part, ReleaseRule
from sulis.catalogue.mappings.write import to_toml
from sulis.catalogue.reader import ID
from sulis.tables import TABLES, Column
from sulis.vocabulary import InputRefused
from sulis_web.evidence import drafting
from sulis_web.evidence.forms.deliveries import FileForm
from sulis_web.records.forms import OnceForm

MOST_TEXT = 100_000
_NOT_HERE = ("", "Not in the file")
_CONSTANT = (drafting.CONSTANT, "Not in the file, and the same in every row: written below")
_PARTS = [("", "All of it"), *((part.value, part.value.capitalize()) for part in Part)]
NAME_PATTERN = r"(\d{4}-\d{2})"


class SampleForm(FileForm):
    fills = forms.ChoiceField(
        label="What it holds", help_text="The source that it belongs to, and the table that it fills."
    )

    def __init__(self, *args: Any, tables: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fills"].choices = [("", "Choose one"), *tables]


class TextForm(OnceForm):
    text = forms.CharField(
        label="The mapping as a file", max_length=MOST_TEXT, strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "code"}),
    )  # fmt: skip

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        check_text(text)
        return text


class KeepForm(OnceForm):
    reason = forms.CharField(
        label="Why it is kept or changed", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class LinesForm(OnceForm):
    """One column of the table after another: the header that it is read from, and what its cells mean."""

    is_filter = True  # the page says what the table needs, so nothing says of the rest that it is optional
    key = forms.CharField(label="Id of the mapping", max_length=61, help_text="Small letters, digits and underscores.")
    title = forms.CharField(label="Title", max_length=200, help_text="Whose layout it is, in a few words.")
    series = forms.CharField(
        label="Series", required=False, max_length=60, help_text="Whose releases these are, such as avon-and-somerset."
    )
    series_from = forms.ChoiceField(label="Or the column that tells it", required=False)
    period = forms.CharField(
        label="Period", required=False, max_length=15, help_text="Only where it is the same for every file."
    )
    period_from = forms.ChoiceField(label="Or the column of days that tells it", required=False)
    period_in_name = forms.BooleanField(label="It stands in the file’s name, as 2026-09", required=False)

    def __init__(
        self, *args: Any, table: str, source: str, seen: dict[str, Any], guess: dict[str, Any], **kwargs: Any
    ) -> None:
        self.table, self.source = TABLES[table], source
        self.headers = [each["header"] for each in seen.get("columns", ())]
        guessed = {each["to"]: each for each in guess.get("columns", ())}
        self.layout = guess.get("file") or {}
        super().__init__(*args, initial=self._initial(guess, guessed), **kwargs)
        for column in drafting.fillable(self.table):
            self._add(column, guessed.get(column.name, {}))
        names = [("", "None"), *((c.name, c.name.replace("_", " ")) for c in drafting.fillable(self.table))]
        days = [
            ("", "None"),
            *((c.name, c.name.replace("_", " ")) for c in drafting.fillable(self.table) if drafting.is_day(c)),
        ]
        self.fields["series_from"].choices, self.fields["period_from"].choices = names, days

    def lines(self) -> Iterator[tuple[Column, list[Any]]]:
        """Each column with its fields, for the page."""
        for column in drafting.fillable(self.table):
            names = [f"{kind}-{column.name}" for kind in ("from", "part", "cells")]
            yield column, [self[name] for name in names if name in self.fields]

    def about(self) -> list[Any]:
        return [self[name] for name in ("key", "title")]

    def places(self) -> list[Any]:
        return [self[name] for name in ("series", "series_from", "period", "period_from", "period_in_name")]

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip()
        if not ID.fullmatch(key):
            raise ValidationError("Id of the mapping: small letters, digits and underscores, with a letter first")
        return key

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        columns = [made for column in drafting.fillable(self.table) if (made := self._column(column, given))]
        if not self.errors:
            self._whole(given, columns)
        return given

    def _column(self, column: Column, given: dict[str, Any]) -> ColumnMap | None:
        header = given.get(f"from-{column.name}", "")
        if not header:
            if not column.nullable:
                self.add_error(f"from-{column.name}", f"{_words(column)}: the table needs it")
            return None
        try:
            return drafting.column_of(
                column, header=header, lines=given.get(f"cells-{column.name}", ""), part=given.get(f"part-{column.name}", ""),
                quantity=column.name in self.table.quantities,
            )  # fmt: skip
        except drafting.LineRefused as refused:
            self.add_error(f"cells-{column.name}", f"{_words(column)}: {refused}")
            return None

    def _whole(self, given: dict[str, Any], columns: list[ColumnMap]) -> None:
        names = ("series", "series_from", "period", "period_from")
        rule = ReleaseRule(
            **{name: given.get(name, "") for name in names},
            period_in_name=NAME_PATTERN if given["period_in_name"] else "",
        )
        mapping = drafting.mapping_of(
            id=given["key"], title=given["title"], source=self.source, table=self.table.name, columns=columns,
            headers=self.headers, release=rule,
        )  # fmt: skip
        try:
            check_text(to_toml(mapping))
        except ValidationError as broken:
            self.add_error(None, broken)
            return
        given["text"] = to_toml(mapping)

    def _initial(self, guess: dict[str, Any], guessed: dict[str, Any]) -> dict[str, Any]:
        release = guess.get("release", {})
        told = {
            "key": guess.get("id", ""),
            "title": guess.get("title", ""),
            "period_in_name": bool(release.get("period_in_name")),
        }
        told |= {name: release.get(name, "") for name in ("series", "series_from", "period", "period_from")}
        for name, column in guessed.items():
            headers = column.get("headers") or []
            told[f"from-{name}"] = headers[0] if headers else drafting.CONSTANT if column.get("value") else ""
            told[f"cells-{name}"] = drafting.lines_of(column)
            told[f"part-{name}"] = column.get("part") or ""
        return told

    def _add(self, column: Column, guessed: dict[str, Any]) -> None:
        words, helped = _words(column), _help(column, column.name in self.table.quantities)
        headers = [(header, header) for header in self.headers]
        self.fields[f"from-{column.name}"] = forms.ChoiceField(
            label=f"{words}: read from", required=False, choices=[_NOT_HERE, _CONSTANT, *headers]
        )
        if drafting.is_day(column) or guessed.get("part"):
            self.fields[f"part-{column.name}"] = forms.ChoiceField(
                label=f"{words}: what is taken of the day", required=False, choices=_PARTS
            )
        self.fields[f"cells-{column.name}"] = forms.CharField(
            label=f"{words}: what its cells mean", required=False, max_length=4000, help_text=helped,
            widget=forms.Textarea(attrs={"rows": 2 + min(len(guessed.get("codes", {})), 6), "spellcheck": "false"}),
        )  # fmt: skip


def check_text(text: str) -> None:
    """Raise Django's `ValidationError` with every fault of a mapping's text."""
    try:
        drafting.checked(text)
    except InputRefused as refused:
        raise ValidationError([_told(fault) for fault in refused.faults]) from None


def _told(fault: Any) -> str:
    where = f"Line {fault.row}" if fault.row else "The mapping"
    return f"{where}{f', {fault.column}' if fault.column else ''}: {fault.given}. {fault.rule} {fault.remedy}"


def _words(column: Column) -> str:
    words = column.name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _help(column: Column, quantity: bool) -> str:
    if quantity:
        return "One line for each mark that stands where a number would: “* = suppressed”, “(empty) = not received”."
    if column.sql_type == "BOOLEAN":
        return "One line each: “Y = yes”, “N = no”, “9 = unknown”."
    if drafting.is_day(column):
        return "How days are written, one form a line: %d/%m/%Y is 27/03/2026, %Y-%m-%d is 2026-03-27, %H:%M a time."
    if column.allowed:
        listed = ", ".join(column.allowed)
        return f"One line for each code: “M = male”. It becomes one of: {listed}; or unknown."
    return "One line for each code that stands for something else, or “N/K = unknown”. Cells that are not listed stay as they are."

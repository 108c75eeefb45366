"""Inputs that Django's forms lack: a date in three boxes, and a one-time code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Boxes(NamedTuple):
    """What stands in the three boxes, as it was typed."""

    day: str
    month: str
    year: str

    @property
    def empty(self) -> tuple[str, ...]:
        return tuple(name for name, typed in self._asdict().items() if not typed)


class DateBoxes(forms.Widget):
    """Day, month and year in boxes of their own, posted as ``<name>-day`` and so on."""

    template_name = "design/date_boxes.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Boxes:
        return Boxes(*(str(data.get(f"{name}-{part}", "")).strip() for part in Boxes._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in Boxes._fields)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        typed = value if isinstance(value, Boxes) else boxes_of(value)
        said = context["widget"]["attrs"]
        context["boxes"] = [
            {
                "part": part,
                "id": f"{said.get('id', name)}-{part}",
                "name": f"{name}-{part}",
                "value": text,
                "width": 4 if part == "year" else 2,
                "autocomplete": f"bday-{part}" if said.get("autocomplete") == "bday" else "",
            }
            for part, text in zip(Boxes._fields, typed, strict=True)
        ]
        return context


class DateBoxesField(forms.DateField):
    """A date typed as people write it: 27 3 2026, or 27 March 2026."""

    widget = DateBoxes
    default_error_messages = {
        "required": "Enter a date",
        "parts": "The date must have a %(parts)s",
        "unreal": "The date must be a real one, such as 27 3 2026",
        "year": "The year must have four figures, such as 2026",
    }

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, Boxes):
            return super().to_python(value)
        if len(value.empty) == len(value):
            return None
        if value.empty:
            raise ValidationError(self.error_messages["parts"], "parts", {"parts": " and a ".join(value.empty)})
        if not (_is_figures(value.year) and len(value.year) == 4):
            raise ValidationError(self.error_messages["year"], "year")
        try:
            return date(int(value.year), _month(value.month), _number(value.day))
        except ValueError:
            raise ValidationError(self.error_messages["unreal"], "unreal") from None


class OneTimeCodeField(forms.CharField):
    """Six figures from an authenticator; the spaces that people put between them are taken out."""

    def __init__(self, *, digits: int = 6, **kwargs: Any) -> None:
        self.digits = digits
        kwargs.setdefault("label", "Code from your authenticator")
        super().__init__(max_length=digits * 2, **kwargs)
        self.widget.attrs.update(
            {
                "class": "code-box govuk-input--width-10",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "spellcheck": "false",
            }
        )
        self.widget.attrs.pop("maxlength", None)  # a pasted code may carry spaces

    def to_python(self, value: Any) -> str:
        code = "".join(str(super().to_python(value)).split())
        if code and not (_is_figures(code) and len(code) == self.digits):
            raise ValidationError(
                f"The code must be {self.digits} figures, such as {'123456789'[: self.digits]}", "code"
            )
        return code


def boxes_of(value: Any) -> Boxes:
    """A date spread over its boxes."""
    return Boxes(str(value.day), str(value.month), str(value.year)) if isinstance(value, date) else Boxes("", "", "")


def _is_figures(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _number(text: str) -> int:
    """Short figures as a number: a megabyte of figures is no day, and would be slow to read."""
    if not _is_figures(text) or len(text) > 2:
        raise ValueError("not a number of one or two figures")
    return int(text)


def _month(text: str) -> int:
    """The month by its number, its name or the name's first three letters."""
    for number, name in enumerate(MONTHS, 1):
        if text.lower() in {name.lower(), name[:3].lower()}:
            return number
    return _number(text)

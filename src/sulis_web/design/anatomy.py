"""A form's field taken apart for the page: which anatomy it has, and what its input must carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django import forms
from django.core.validators import EmailValidator
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from sulis_web.design.inputs import Boxes, DateBoxes


class Anatomy(StrEnum):
    """How a field is laid out. Those with a legend ask one question with several inputs."""

    INPUT = "input"
    SELECT = "select"
    TEXTAREA = "textarea"
    FILE = "file-upload"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    TICK = "tick"  # one checkbox, whose label stands beside it
    DATE = "date"


# Asked of each in turn, from the most particular widget to the least.
_WIDGETS: tuple[tuple[type[forms.Widget], Anatomy], ...] = (
    (DateBoxes, Anatomy.DATE),
    (forms.CheckboxSelectMultiple, Anatomy.CHECKBOXES),
    (forms.RadioSelect, Anatomy.RADIOS),
    (forms.CheckboxInput, Anatomy.TICK),
    (forms.Select, Anatomy.SELECT),
    (forms.Textarea, Anatomy.TEXTAREA),
    (forms.FileInput, Anatomy.FILE),
)
# How to mend an answer that is missing, where the form does not say so itself.
_MEND = {
    Anatomy.SELECT: "choose one",
    Anatomy.RADIOS: "choose one",
    Anatomy.CHECKBOXES: "choose at least one",
    Anatomy.FILE: "choose a file",
    Anatomy.TICK: "tick the box",
}
_MISSING = str(forms.Field.default_error_messages["required"])
_NO_ADDRESS = str(EmailValidator.message)
_WITH_LEGEND = {Anatomy.RADIOS, Anatomy.CHECKBOXES, Anatomy.DATE}

# What browsers and password managers may fill in: names that mean one thing about the person at the keyboard.
_AUTOCOMPLETE = {
    "login": "username",
    "username": "username",
    "password": "current-password",  # nosec B105
    "oldpassword": "current-password",
    "password1": "new-password",
    "password2": "new-password",
    "new_password1": "new-password",
    "new_password2": "new-password",
    "code": "one-time-code",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A bound field, ready for its template."""

    bound: BoundField
    anatomy: Anatomy

    @property
    def has_legend(self) -> bool:
        return self.anatomy in _WITH_LEGEND

    @property
    def label(self) -> str:
        """The label, saying of a field that may be left empty that it may. A lone tick and a filter may always be left."""
        words = str(self.bound.label or "")
        said = self.bound.field.required or self.anatomy is Anatomy.TICK or getattr(self.bound.form, "is_filter", False)
        return words if said else f"{words} (optional)"

    @property
    def options(self) -> list[BoundWidget]:
        return list(self.bound)

    @property
    def described_by(self) -> str:
        return self.bound.aria_describedby or ""

    @property
    def errors(self) -> list[str]:
        """What is wrong, naming the field: each error also stands alone, in the summary at the head of the page."""
        return [self._worded(str(words)) for words in self.bound.errors]

    def _worded(self, words: str) -> str:
        if words == _NO_ADDRESS:
            return "Enter an e-mail address in the right form, such as name@example.org"
        if words != _MISSING:
            return words
        label, mend = str(self.bound.label or ""), _MEND.get(self.anatomy, "fill this in")
        return f"{label} {mend[:1].upper()}{mend[1:]}" if label.endswith("?") else f"{label}: {mend}"

    @property
    def target(self) -> str:
        """Where the error summary leads: the input to put right, which for a date is the first empty box."""
        value = self.bound.value()
        if isinstance(value, Boxes) and value.empty:
            return f"{self.bound.auto_id}-{value.empty[0]}"
        return self.bound.id_for_label or f"{self.bound.auto_id}_0"

    def control(self) -> SafeString:
        """The input itself, as its widget draws it, with GOV.UK's class beside the widget's own."""
        kind = "checkboxes__input" if self.anatomy is Anatomy.TICK else self.anatomy.value
        own = self.bound.field.widget.attrs
        classes = [f"govuk-{kind}", own.get("class", ""), f"govuk-{kind}--error" if self.bound.errors else ""]
        attrs = {"class": " ".join(each for each in classes if each)}
        if self.anatomy is Anatomy.INPUT and "autocomplete" not in own and self.bound.name in _AUTOCOMPLETE:
            attrs["autocomplete"] = _AUTOCOMPLETE[self.bound.name]
        if self.anatomy is Anatomy.TEXTAREA and own.get("rows") == "10":
            attrs["rows"] = "5"  # Django's default fills a phone's screen
        return self.bound.as_widget(attrs=attrs)


def taken_apart(bound: BoundField) -> Field:
    """The field with the anatomy that its widget asks for."""
    widget = bound.field.widget
    return Field(bound, next((anatomy for kind, anatomy in _WIDGETS if isinstance(widget, kind)), Anatomy.INPUT))

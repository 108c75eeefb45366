"""Forms of records: which version somebody saw, a key so that a double click acts once, and no field that was not asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from sulis_web.records.models import Versioned
from sulis_web.records.once import once_key

# What a page's own form never asks for unless it says so. A post that carries one tries to set what is not its to set.
PROTECTED = frozenset(
    {
        "id", "pk", "public_id", "key", "owner", "organisation", "org", "person", "user", "role", "roles", "groups",
        "membership", "permissions", "user_permissions", "is_superuser", "is_staff", "is_active", "active", "status",
        "version", "created_at", "created_by", "changed_at", "changed_by", "retired", "retired_at", "retired_reason",
        "retained_until", "by", "at", "who", "made_up",
    }
)  # fmt: skip
LOST = "The form has lost its place. Go back to the record, open it again and make your change there."


class StrangerKeys(SuspiciousOperation):
    """A post carried a field that its form does not have, of those that are never a form's to set. Answered with 400."""


class OnceForm(forms.Form):
    """A form that acts: it carries the one-time key that a view under `once` asks for."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, initial=once_key)


class RecordForm(OnceForm):
    """A form that changes a record: it carries the version that was seen. It takes no prefix: one record a page."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), LOST),
    )
    # Fields of the form that are no fields of the record.
    aside: tuple[str, ...] = ("reason",)

    @classmethod
    def of(cls, record: Versioned, **more: Any) -> Self:
        """The form as it first stands: the record's values, and its version."""
        names = [name for name in cls.base_fields if name not in {"once", "version", *cls.aside}]
        initial = {name: getattr(record, name) for name in names if hasattr(record, name)}
        return cls(initial=initial | {"version": record.version}, **more)

    @property
    def seen_version(self) -> int:
        return int(self.cleaned_data["version"])

    def fields_given(self) -> dict[str, Any]:
        """The record's fields as the form leaves them."""
        aside = {"once", "version", *self.aside}
        return {name: value for name, value in self.cleaned_data.items() if name not in aside}


class TurnForm(RecordForm):
    """A record is taken back, brought back or sent back, and somebody says why."""

    reason = forms.CharField(
        label="Your reason",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give your reason"},
        help_text="It stays in the history, for whoever asks later.",
    )


def refuse_strangers(form: forms.BaseForm, given: Iterable[str]) -> None:
    """Raise `StrangerKeys` where a post sets what is never a form's to set and is none of this form's fields."""
    own = {form.add_prefix(name) for name in form.fields}
    for key in [*given, *form.data]:
        bare = key.lower().removeprefix(f"{form.prefix}-".lower() if form.prefix else "")
        if key not in own and {bare, bare.removesuffix("_id"), bare.removesuffix("_pk")} & PROTECTED:
            raise StrangerKeys(f"{type(form).__name__} has no field {bare[:30]!r}")


def posted(data: QueryDict) -> QueryDict:
    """What a form was given. From the page that shows two edits, what was chosen there stands as if it had been typed.

    A field that nothing was chosen for keeps what its editor typed, under the version first seen: so it conflicts again.
    """
    fields = data.getlist("disputed")
    if not fields:
        return data
    settled = QueryDict(mutable=True)
    for key in data:
        if "." not in key and key not in {"disputed", "was"}:
            settled.setlist(key, data.getlist(key))
    for field in fields:
        side = data.get(f"choice.{field}", "")
        if side not in {"theirs", "mine", "third"}:
            side, settled["version"] = "mine", data.get("was", "")
        _take_side(settled, data, f"{side}.{field}-")
    return settled


def _take_side(settled: QueryDict, data: QueryDict, start: str) -> None:
    for key in data:
        if key.startswith(start):
            settled.setlist(key.removeprefix(start), data.getlist(key))

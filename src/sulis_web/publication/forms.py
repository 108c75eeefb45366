from __future__ import annotations

from typing import Any

from django import forms

from sulis_web.publication.rules import QUESTIONS
from sulis_web.records.forms import OnceForm, RecordForm

_ANSWERS = (("no", "No"), ("yes", "Yes, or nobody can say"))
_ON = {
    "safety": "the safety of any person",
    "crime": "crime, investigations and prosecutions",
    "institutions": "prisons and youth custody",
}
_YES = "Then it is not published. Take out of the plan or the findings what does it, or have it approved anew, and come back"


class ProposeForm(OnceForm):
    """The check under section 8(8): each question answered, with the reason. One that is answered yes ends it here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[f"{name}_answer"] = forms.ChoiceField(
                label=question, choices=_ANSWERS, widget=forms.RadioSelect,
                error_messages={"required": f"Answer the question on {_ON[name]}"},
            )  # fmt: skip
            self.fields[name] = forms.CharField(
                label=f"How you know, on {_ON[name]}", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Who looked, at what, and why the answer is no. It is kept with the publication.",
                error_messages={"required": f"Say how you know, on {_ON[name]}"},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in QUESTIONS:
            if given.get(f"{name}_answer") == "yes":
                self.add_error(f"{name}_answer", _YES)
        return given

    @property
    def answers(self) -> dict[str, str]:
        return {name: str(self.cleaned_data[name]) for name in QUESTIONS}


class SettleForm(RecordForm):
    """Confirmed or dropped, with what the second person looked at or why not."""

    reason = forms.CharField(
        label="What you looked at, and why you decide so",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what you looked at and why you decide so"},
        help_text="It is kept with the publication.",
    )

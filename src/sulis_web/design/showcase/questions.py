"""One form with a field of every kind, for the style page."""

from __future__ import annotations

from django import forms

from sulis_web.design.inputs import DateBoxesField, OneTimeCodeField


class EveryField(forms.Form):
    title = forms.CharField(label="Title of the agreement", help_text="As it stands on its first page.")
    purpose = forms.CharField(label="What it is for", widget=forms.Textarea, required=False)
    reference = forms.CharField(
        label="Reference", required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    signed = DateBoxesField(label="When was it signed?", help_text="For example, 27 3 2026")
    kind = forms.ChoiceField(
        label="Kind of information",
        choices=[("", "Choose one"), ("none", "No personal information"), ("personal", "Personal information")],
    )
    cadence = forms.ChoiceField(
        label="How often is it reviewed?",
        widget=forms.RadioSelect,
        choices=[("quarterly", "Every quarter"), ("yearly", "Every year"), ("never", "Not at all")],
    )
    parties = forms.MultipleChoiceField(
        label="Which organisations signed it?",
        help_text="Choose every one that did.",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("council", "Aldermere Council"),
            ("police", "Mereshire Police"),
            ("fire", "Mereshire Fire and Rescue"),
        ],
    )
    document = forms.FileField(label="The signed document", help_text="PDF, at most 10 MB.", required=False)
    email = forms.EmailField(
        label="Your e-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    code = OneTimeCodeField(help_text="Six figures. They change every half minute.")
    agreed = forms.BooleanField(
        label="I have checked this against the signed document",
        error_messages={"required": "Tick that you have checked it against the signed document"},
    )


class FewFilters(forms.Form):
    """A form that narrows a list: nothing in it must be filled in."""

    is_filter = True
    name = forms.CharField(label="Name", required=False)
    kind = forms.ChoiceField(
        label="Kind of authority",
        required=False,
        choices=[("", "Every kind"), ("specified", "Specified"), ("relevant", "Relevant"), ("other", "Other")],
    )
    state = forms.ChoiceField(
        label="Membership", required=False, choices=[("", "Every state"), ("now", "A member now"), ("left", "Has left")]
    )


def few_faults() -> dict[str, str]:
    """What somebody might send who filled in the form in haste."""
    return {
        "wrong-title": "Sharing after serious incidents", "wrong-signed-day": "31", "wrong-signed-month": "2",
        "wrong-signed-year": "2026", "wrong-email": "sam.rees", "wrong-code": "12345", "wrong-cadence": "yearly",
    }  # fmt: skip

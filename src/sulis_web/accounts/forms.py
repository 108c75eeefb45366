from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from sulis_web.design.inputs import OneTimeCodeField
from sulis_web.partnership.models import Person
from sulis_web.partnership.roles import ROLES, Purpose, Role
from sulis_web.records.forms import OnceForm

# One answer whatever was wrong, so that nobody learns which names exist.
WRONG = "The name or the password is not right. Check both and try again."
WRONG_CODE = "The code is not right, or was used before. Wait for the next one and enter that."
WRONG_PASSKEY = "The passkey was not accepted. Try again, or use a code."
_LONGEST_ANSWER = 20_000  # of a passkey, as the browser sends it


class SignInForm(forms.Form):
    username = forms.CharField(
        label="Name you sign in with",
        help_text="Your e-mail address works too.",
        max_length=254,
        error_messages={"required": "Enter your name", "max_length": WRONG},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Password",
        max_length=1000,
        strip=False,
        error_messages={"required": "Enter your password", "max_length": WRONG},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """A code of an authenticator, or one of the recovery codes, which are longer."""

    code = forms.CharField(
        label="Code",
        help_text="Six figures from your authenticator, or one of your recovery codes.",
        max_length=40,
        error_messages={"required": "Enter the code"},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false",
                "class": "govuk-input--width-10",
            }
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split())
        if not (code.isascii() and code.isdigit() and len(code) in {6, 8}):
            raise ValidationError("A code has six figures, and a recovery code eight.")
        return code


class PasskeyForm(forms.Form):
    """What the browser answered, as the page's script put it there."""

    answer = forms.CharField(widget=forms.HiddenInput, max_length=_LONGEST_ANSWER)

    def clean_answer(self) -> dict[str, Any]:
        try:
            given = json.loads(self.cleaned_data["answer"])
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            raise ValidationError(WRONG_PASSKEY)
        return given


class NewPasskeyForm(PasskeyForm):
    name = forms.CharField(
        label="What you call it",
        help_text="So that you can tell it from others: “phone”, or “blue key”.",
        max_length=40,
        error_messages={"required": "Give the passkey a name"},
    )


class NewCodeForm(forms.Form):
    code = OneTimeCodeField(error_messages={"required": "Enter the code that the authenticator shows"})


class ConfirmForm(forms.Form):
    password = forms.CharField(
        label="Password",
        max_length=1000,
        strip=False,
        error_messages={"required": "Enter your password"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Why do you need to see restricted records?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a purpose", "invalid_choice": "Choose a purpose from the list"},
    )
    reason = forms.CharField(
        label="In your own words",
        help_text="At least 10 characters. Do not name anyone: this is kept in the audit.",
        min_length=10,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why in your own words"},
    )

    def __init__(self, *args: Any, part: type[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [purpose for purpose in Purpose if purpose in part.purposes]
        self.fields["purpose"].choices = [(each.name, _capital(each.value)) for each in allowed]


class NewPasswordForm(forms.Form):
    """A new password for a person, who may not have been made yet: then the rules know them by the names given."""

    new_password1 = forms.CharField(
        label="New password",
        help_text="At least 12 characters. Three or four words that belong to nothing else are easy to keep.",
        max_length=1000,
        strip=False,
        error_messages={"required": "Enter a new password"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label="The same password again",
        max_length=1000,
        strip=False,
        error_messages={"required": "Enter the new password again"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, second = given.get("new_password1"), given.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", "The two passwords differ. Enter the same one twice.")
        elif first and second:
            try:
                password_validation.validate_password(first, self._known())
            except ValidationError as broken:
                self.add_error("new_password1", broken)
        return given

    def _known(self) -> Person:
        return self.person


class ChangePasswordForm(NewPasswordForm):
    field_order = ("oldpassword",)
    oldpassword = forms.CharField(
        label="Password now",
        max_length=1000,
        strip=False,
        error_messages={"required": "Enter the password that you have now"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ResetForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        max_length=150,
        error_messages={"required": "Enter your e-mail address"},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class InviteForm(OnceForm):
    name = forms.CharField(label="Their name", max_length=150, error_messages={"required": "Enter their name"})
    email = forms.EmailField(
        label="Their e-mail address at work",
        max_length=150,
        help_text="The invitation goes there. It holds for two days and can be used once.",
        error_messages={"required": "Enter their e-mail address"},
    )
    role = forms.ChoiceField(
        label="What they will do here", widget=forms.RadioSelect, error_messages={"required": "Choose a role"}
    )

    def clean_email(self) -> str:
        """As for notices: where letters may go is the installation's to say."""
        email = str(self.cleaned_data["email"])
        if settings.MAIL_DOMAINS and email.rpartition("@")[2].lower() not in settings.MAIL_DOMAINS:
            raise ValidationError("Letters may not go to that domain. Give an address at one of the organisations.")
        return email

    def __init__(self, *args: Any, gives: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [role for role in ROLES.values() if role.slug in gives]
        self.fields["role"].choices = [(role.slug, _capital(f"{role.name}: {role.description}")) for role in allowed]


class AcceptForm(NewPasswordForm):
    field_order = ("first_name", "last_name")
    first_name = forms.CharField(
        label="First name",
        max_length=150,
        error_messages={"required": "Enter your first name"},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label="Last name",
        max_length=150,
        error_messages={"required": "Enter your last name"},
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    def _known(self) -> Person:
        self.person.first_name = self.cleaned_data.get("first_name", "")
        self.person.last_name = self.cleaned_data.get("last_name", "")
        return self.person


class EndForm(OnceForm):
    reason = forms.CharField(
        label="Why their access ends",
        help_text="Kept with who ended it and when. Do not write about their health or conduct.",
        min_length=5,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why their access ends"},
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

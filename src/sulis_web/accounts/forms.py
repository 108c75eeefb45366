from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm

# One answer whatever was wrong, so that nobody learns which names exist.
WRONG = "The name or the password is not right. Check both and try again."


class SignInForm(AuthenticationForm):
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name you sign in with"
        self.fields["password"].label = "Password"
        for name, field in self.fields.items():
            field.widget.attrs.update({"class": "govuk-input", "spellcheck": "false"})
            field.error_messages["required"] = f"Enter your {'name' if name == 'username' else 'password'}"
            field.widget.attrs.pop("autofocus", None)

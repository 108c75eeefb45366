"""The provider's own process: ``python -m tests.support.openid_provider.site FOLDER PORT REDIRECT...``

Its people are in PEOPLE. Some of them have a provider that lies about them, each in one way, so that every lie is told by
a provider that is otherwise whole: with its own signature, state, code and PKCE.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

CLIENT, SECRET = "sulis", "the client's secret for tests"
PASSWORD = "a password at the council"
# name: the claims that are not like those of the first
PEOPLE: dict[str, dict[str, Any]] = {
    "sam": {},
    "mfa": {"email": "sam@council.example", "amr": ["pwd", "mfa"]},
    "stranger": {"email": "stranger@elsewhere.example"},
    "unverified": {"email": "sam@council.example", "email_verified": False},
    "unverified-word": {"email": "sam@council.example", "email_verified": "true"},
    "no-email": {"email": None},
    "wrong-nonce": {"email": "sam@council.example", "nonce": "another"},
    "no-nonce": {"email": "sam@council.example", "nonce": ""},
    "wrong-issuer": {"email": "sam@council.example", "iss": "https://elsewhere.example"},
    "wrong-audience": {"email": "sam@council.example", "aud": "another-client"},
    "expired": {"email": "sam@council.example", "exp": 1},
    "new": {"email": "new@council.example"},
    "closed": {"email": "closed@council.example"},
    "twin": {"email": "sam@council.example"},
}


def settings_for(folder: Path, port: int) -> dict[str, Any]:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    return {
        "SECRET_KEY": "for tests alone", "DEBUG": False, "ALLOWED_HOSTS": ["127.0.0.1"], "USE_TZ": True,
        "ROOT_URLCONF": "tests.support.openid_provider.urls", "LOGIN_URL": "/login/",
        "INSTALLED_APPS": [
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider",
        ],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        "SESSION_COOKIE_NAME": "provider-session", "CSRF_COOKIE_NAME": "provider-csrf",
        "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent],
                       "OPTIONS": {"context_processors": ["django.template.context_processors.request"]}}],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "OAUTH2_PROVIDER": {
            "OIDC_ENABLED": True, "OIDC_RSA_PRIVATE_KEY": pem.decode(), "PKCE_REQUIRED": True,
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o",
            "SCOPES": {"openid": "who", "email": "address", "profile": "name"},
            "OAUTH2_VALIDATOR_CLASS": "tests.support.openid_provider.validator.Validator",
        },
    }  # fmt: skip


def fill(redirects: list[str]) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", interactive=False, verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name, password=PASSWORD)
    Application.objects.create(
        name="Sulis", client_id=CLIENT, client_secret=SECRET, client_type="confidential", skip_authorization=True,
        authorization_grant_type="authorization-code", algorithm="RS256", redirect_uris=" ".join(redirects),
    )  # fmt: skip


def main(folder: Path, port: int, redirects: list[str]) -> None:
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.configure(**settings_for(folder, port))
    django.setup()
    fill(redirects)

    class Threads(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_said: Any) -> None:
            pass

    with make_server("127.0.0.1", port, get_wsgi_application(), Threads, Quiet) as server:
        server.serve_forever()


def lied(name: str, claims: dict[str, Any]) -> dict[str, Any]:
    """The claims as the provider tells them of this person."""
    told = claims | {"email": f"{name}@council.example", "email_verified": True} | PEOPLE[name]
    return {key: value for key, value in told.items() if value is not None}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])

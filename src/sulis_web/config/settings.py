"""Django's settings. Everything that differs between installations is read from the environment, below."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from sulis_web.accounts.openid.configured import read_openid
from sulis_web.config.environment import read_environment
from sulis_web.config.home import database, home_folder, secret_key
from sulis_web.config.logs import logging_settings
from sulis_web.config.mail import mail_settings

_SAID = read_environment(os.environ)
HOME = home_folder()
PRODUCTION = _SAID.production
TRUSTED_PROXIES = _SAID.proxies

SECRET_KEY = secret_key(HOME)
DEBUG = False
# In production no name but its own: one that anyone could send would be written into links.
ALLOWED_HOSTS = [*_SAID.hosts, *([] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _SAID.hosts]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "sulis_web.design",
    "sulis_web.audit",
    "sulis_web.records",
    "sulis_web.partnership",
    "django_tasks",
    "django_tasks_db",
    "sulis_web.jobs",
    "sulis_web.accounts",
    "sulis_web.runs",
    "sulis_web.thread",
    "sulis_web.needs",
    "sulis_web.plan",
    "sulis_web.measures",
    "sulis_web.inbox",
    "sulis_web.alignment",
    "sulis_web.evidence",
    "sulis_web.publication",
    "sulis_web.governance",
    "sulis_web.api",
]

MIDDLEWARE = [
    "sulis_web.config.requests.RequestName",
    "sulis_web.config.requests.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # outside what may refuse: refusals are framed nowhere either
    "csp.middleware.CSPMiddleware",
    "sulis_web.design.middleware.SecureHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sulis_web.partnership.middleware.NoNulls",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sulis_web.design.middleware.KnownTrouble",  # whatever trouble those below have no words of their own for
    "sulis_web.accounts.middleware.Lifetime",
    "sulis_web.partnership.middleware.Doors",  # a view that names nobody is open to nobody
]

ROOT_URLCONF = "sulis_web.config.urls"
WSGI_APPLICATION = "sulis_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "sulis_web.partnership.frame.frame",
            ],
        },
    }
]

DATABASES = {"default": database(HOME, _SAID.database)}

# Signing in
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
# By name or by address. The pages are our own: of django-allauth's, none has an address here.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is verified by the invitation that it was sent
MFA_ADAPTER = "sulis_web.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
OPENID = read_openid(os.environ)  # an organisation's own sign-in
PASSWORD_RESET_TIMEOUT = 60 * 60
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "sulis_web.accounts.validators.NotLikeTheName"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 5 * 24 * 60 * 60  # the longest; `accounts.lifetime` ends most sign-ins sooner
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-sulis-session" if PRODUCTION else "sulis-session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-sulis-csrf" if PRODUCTION else "sulis-csrf"
CSRF_FAILURE_VIEW = "sulis_web.design.views.stale_form"

# What a browser is told. "same-origin" rather than "no-referrer": nothing goes to another host either way, and
# "no-referrer" makes browsers send a null Origin with our own forms, which the forgery check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked on the machine itself, beside the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Static files: collected into the home folder under names that carry their content's hash
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # of what is no file
FILE_UPLOAD_HANDLERS = [
    "sulis_web.evidence.uploads.InMemory"
]  # what may name people is written to no disk on its way in

LOGGING = logging_settings(_SAID.log)
globals().update(mail_settings(_SAID.mail, _SAID.mail_from, HOME))

# Work in the background: a queue in the records' own database. What a notice's link begins with, and whom it may go to.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
ADDRESS = _SAID.address
MAIL_DOMAINS = _SAID.mail_domains

RUNS: Path = HOME / "runs"
PUBLIC: Path = HOME / "public"

# The audit's secrets, kept outside the database, and where its heads are exported to: best another machine's folder
AUDIT_KEY_FILE = Path(os.environ.get("SULIS_AUDIT_KEY_FILE") or HOME / "audit-key")
AUDIT_SIGNING_KEY_FILE = Path(os.environ.get("SULIS_AUDIT_SIGNING_KEY_FILE") or HOME / "audit-signing-key")
AUDIT_HEADS = Path(os.environ.get("SULIS_AUDIT_HEADS") or HOME / "audit-heads")
AUTH_USER_MODEL = "partnership.Person"

"""Settings with the audit and nothing else: for writers in processes of their own, which then start in a moment."""

from __future__ import annotations

import os
from pathlib import Path

from sulis_web.config.home import database, home_folder

HOME = home_folder()
SECRET_KEY = "of tests alone"
INSTALLED_APPS = ["sulis_web.audit"]
DATABASES = {"default": database(HOME, os.environ.get("SULIS_DATABASE_URL", ""))}
USE_TZ = True
TIME_ZONE = "Europe/London"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUDIT_KEY_FILE: Path = HOME / "audit-key"
AUDIT_SIGNING_KEY_FILE: Path = HOME / "audit-signing-key"
AUDIT_HEADS: Path = HOME / "audit-heads"

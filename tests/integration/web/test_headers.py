"""What every answer tells the browser."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import ROOT

ADDRESSES = ("/", "/data-and-trends/", "/sign-in/", "/home/", "/needs/", "/plan/", "/nothing/", "/robots.txt")


@pytest.mark.parametrize("path", ADDRESSES)
def test_headers_are_strict_everywhere(analyst: Any, prepared: Any, path: str) -> None:
    headers = analyst.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/home/", "/needs/", "/plan/", "/sign-in/", "/nothing/"])
def test_restricted_pages_are_not_kept_by_the_browser(analyst: Any, partnership: Any, path: str) -> None:
    assert "no-store" in analyst.get(path, follow=True).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/data-and-trends/trend/", "/needs/"])
def test_pages_carry_no_inline_script_or_style_and_ask_no_other_host(
    analyst: Any, run: Any, prepared: Any, path: str
) -> None:
    pages = [analyst.get(path).text, analyst.get(f"/needs/{run.id}/").text]
    for text in pages:
        assert " style=" not in text and "<style" not in text and "<script" not in text and " onclick" not in text
        assert 'src="http' not in text and 'href="http' not in text.replace('href="https://www.bbc.co.uk/weather"', "")


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    env = dict(
        os.environ, SULIS_HOME=str(tmp_path), SULIS_PRODUCTION="1", SULIS_HOSTS="vrp.example.gov.uk",
        DJANGO_SETTINGS_MODULE="sulis_web.config.settings", PYTHONPATH=str(ROOT / "src"), PYTHONWARNINGS="error",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_migrations_match_the_models(db: None) -> None:
    from django.core.management import call_command

    said = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)  # leaves with an error where they differ
    assert "No changes detected" in said.getvalue()


def test_secret_key_is_drawn_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    from sulis_web.config.home import secret_key

    first = secret_key(tmp_path)
    assert len(first) > 60 and secret_key(tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_database_address_is_read_as_postgresql(tmp_path: Path) -> None:
    from sulis.vocabulary import WrongUsage
    from sulis_web.config.home import database

    read = database(tmp_path, "postgresql://vrp:p%40ss@db.internal:5433/sulis?sslmode=verify-full")
    assert read["OPTIONS"] == {"sslmode": "verify-full"}, "what was asked for safety is never dropped"
    assert (read["NAME"], read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == (
        "sulis", "vrp", "p@ss", "db.internal", "5433",
    )  # fmt: skip
    for wrong in ("mysql://somewhere/else", "postgresql://host", "postgresql://user:hidden@host:port/name"):
        with pytest.raises(WrongUsage, match="no address") as told:
            database(tmp_path, wrong)
        assert "hidden" not in told.value.message + told.value.remedy


def test_records_on_sqlite_are_read_by_their_owner_alone(tmp_path: Path) -> None:
    from sulis_web.config.home import database

    file = database(tmp_path, "")["NAME"]
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    database(tmp_path, "")
    assert file.stat().st_mode & 0o777 == 0o600

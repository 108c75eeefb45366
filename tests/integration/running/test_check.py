"""`sulis check` names every unsafe setting at once, and production is not served until it is content."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sulis_web.config.mail import Mail, Tls
from sulis_web.config.safety import of_files, of_settings
from sulis_web.config.safety.finding import Finding, Level
from tests.integration.running.processes import command

GOOD = {
    "SULIS_PRODUCTION": "1", "SULIS_HOSTS": "vrp.example.gov.uk", "SULIS_PROXIES": "127.0.0.1",
    "SULIS_MAIL_URL": "smtp://u:hidden@mail.example.gov.uk", "SULIS_MAIL_FROM": "vrp@example.gov.uk",
}  # fmt: skip
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def settings(**changed: object) -> Any:
    good: dict[str, object] = {
        "ALLOWED_HOSTS": ["vrp.example.gov.uk"], "CSRF_TRUSTED_ORIGINS": ["https://vrp.example.gov.uk"], "DEBUG": False,
        "SECRET_KEY": "".join(map(chr, range(40, 120))), "DEFAULT_FROM_EMAIL": "vrp@example.gov.uk",
        "TRUSTED_PROXIES": (SimpleNamespace(num_addresses=1),), "AUDIT_HEADS": Path("/mnt/heads"),
    }  # fmt: skip
    return SimpleNamespace(**(good | changed))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A home in good order, made at NOW."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "secret-key").write_text("x", "utf-8")
    (folder / "secret-key").chmod(0o600)
    os.utime(folder / "secret-key", (NOW.timestamp(), NOW.timestamp()))
    return folder


def codes(found: Iterator[Finding]) -> list[tuple[str, str]]:
    return [(one.level.value, one.code) for one in found]


RULES: list[tuple[Callable[..., Iterator[Finding]], dict[str, object], list[tuple[str, str]]]] = [
    (of_settings.names, {}, []),
    (of_settings.names, {"ALLOWED_HOSTS": []}, [("fault", "hosts")]),
    (of_settings.names, {"ALLOWED_HOSTS": ["*"]}, [("fault", "hosts-any")]),
    (of_settings.names, {"ALLOWED_HOSTS": [".example"]}, [("fault", "hosts-any")]),
    (of_settings.names, {"CSRF_TRUSTED_ORIGINS": ["http://a.example"]}, [("fault", "origin")]),
    (of_settings.debugging, {}, []),
    (of_settings.debugging, {"DEBUG": True}, [("fault", "debug")]),
    (of_settings.secret_key, {}, []),
    (of_settings.secret_key, {"SECRET_KEY": "short"}, [("fault", "secret-key-weak")]),
    (of_settings.secret_key, {"SECRET_KEY": "ab" * 40}, [("fault", "secret-key-weak")]),
    (of_settings.sign_in, {"OPENID": None}, []),
    (of_settings.sign_in, {"OPENID": SimpleNamespace(domains=("council.example",))}, []),
    (of_settings.sign_in, {"OPENID": SimpleNamespace(domains=())}, [("warning", "sign-in-domains")]),
    (of_settings.proxies, {}, []),
    (of_settings.proxies, {"TRUSTED_PROXIES": ()}, [("fault", "proxies")]),
    (of_settings.proxies, {"TRUSTED_PROXIES": (SimpleNamespace(num_addresses=2**32),)}, [("fault", "proxies-many")]),
]


@pytest.mark.parametrize(("rule", "changed", "expected"), RULES)
def test_rule_on_settings(
    rule: Callable[..., Iterator[Finding]], changed: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert codes(rule(settings(**changed))) == expected


@pytest.mark.parametrize(
    ("said", "sender", "expected"),
    [
        (None, "a@b.uk", [("warning", "mail")]),
        (Mail("mail.example", 587, "", "", Tls.STARTTLS), "a@b.uk", []),
        (Mail("mail.example", 25, "", "", Tls.NONE), "a@b.uk", [("fault", "mail-plain")]),
        (Mail("127.0.0.1", 25, "", "", Tls.NONE), "a@b.uk", []),
        (Mail("mail.example", 587, "", "", Tls.TLS), "sulis@localhost", [("warning", "mail-from")]),
    ],
)
def test_rule_on_mail(said: Mail | None, sender: str, expected: list[tuple[str, str]]) -> None:
    assert codes(of_settings.mail(settings(DEFAULT_FROM_EMAIL=sender), said)) == expected


def test_rules_on_the_home(folder: Path) -> None:
    assert codes(of_files.modes(folder)) == [] and codes(of_files.contents(folder, settings())) == []
    folder.chmod(0o750)
    (folder / "secret-key").chmod(0o640)
    for name in ("audit-key", "sign-ins.txt", "backup-key"):
        (folder / name).write_text("x", "utf-8")
        (folder / name).chmod(0o600)
    assert codes(of_files.modes(folder)) == [("fault", "home-mode"), ("fault", "secret-key-mode")]
    assert codes(of_files.contents(folder, settings(AUDIT_HEADS=folder / "audit-heads"))) == [
        ("fault", "sign-ins"), ("warning", "audit-heads"), ("note", "backup-key"),
    ]  # fmt: skip


def test_rule_on_the_clock(folder: Path) -> None:
    assert codes(of_files.clock(folder, NOW)) == []
    assert codes(of_files.clock(folder, NOW - timedelta(hours=1))) == [("fault", "clock-behind")]
    assert codes(of_files.clock(folder, datetime(1970, 1, 1, tzinfo=UTC))) == [("fault", "clock")]


def test_every_finding_says_what_to_do() -> None:
    found = [one for rule, changed, _expected in RULES for one in rule(settings(**changed))]
    assert found and all(one.given and one.rule.endswith(".") and one.remedy.endswith(".") for one in found)


# --- the command, in a process of its own with the settings of that installation ---


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    (tmp_path / "installed").mkdir(mode=0o700)
    return tmp_path / "installed"


def test_check_of_a_demonstration_says_that_it_is_one(installed: Path) -> None:
    done = command("check", "--home", installed, "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["verdict"] == "demonstration"


def test_check_names_all_faults_at_once_and_leaves_with_3(installed: Path) -> None:
    installed.chmod(0o755)
    (installed / "sign-ins.txt").write_text("analyst\thidden\n", "utf-8")
    done = command("check", "--home", installed, "--json", SULIS_PRODUCTION="1")
    told = json.loads(done.stdout)
    assert done.returncode == 3 and told["verdict"] == "unsafe" and told["error"] and told["remedy"]
    named = {one["code"] for one in told["faults"]}
    assert {"hosts", "proxies", "home-mode", "sign-ins", "sign-ins.txt-mode"} <= named
    assert {"mail", "sqlite", "audit-heads"} <= {one["code"] for one in told["warnings"]}
    assert "hidden" not in done.stdout
    in_words = command("check", "--home", installed, SULIS_PRODUCTION="1")
    assert in_words.returncode == 3 and all(f"Fault {code}: " in in_words.stdout for code in named)


def test_check_of_a_sound_installation_is_safe(installed: Path) -> None:
    done = command("check", "--home", installed, "--json", **GOOD)
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["verdict"] == "safe" and told["faults"] == [], done.stdout
    assert "hidden" not in done.stdout


def test_check_of_a_home_that_is_not_there_makes_none(tmp_path: Path) -> None:
    done = command("check", "--home", tmp_path / "typo", "--json")
    assert done.returncode == 2 and not (tmp_path / "typo").exists()


def test_check_where_the_database_does_not_answer_still_tells_the_rest(installed: Path) -> None:
    done = command(
        "check", "--home", installed, "--json", SULIS_PRODUCTION="1",
        SULIS_DATABASE_URL="postgresql://u:hidden@127.0.0.1:9/none?connect_timeout=2",
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert done.returncode == 3 and {"database", "hosts", "proxies"} <= {one["code"] for one in told["faults"]}
    assert "hidden" not in done.stdout + done.stderr


def test_levels_are_the_lists_of_the_answer(installed: Path) -> None:
    told = json.loads(command("check", "--home", installed, "--json").stdout)
    assert {f"{level}s" for level in Level} <= told.keys()

"""The units and the container's file are sound, hardened, and name commands and settings that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.parts import skip_without
from tests.support.shared import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
INSTALLED = "/opt/sulis/.venv/bin/"
# Every key that our units use, by section: a misspelt key is passed over by systemd with a line in a log that nobody reads.
KEYS = {
    "Unit": {"Description", "After", "Wants", "StartLimitIntervalSec", "StartLimitBurst"},
    "Timer": {"OnCalendar", "Persistent", "RandomizedDelaySec"},
    "Install": {"WantedBy"},
}
PLAIN = {
    "Type", "User", "Group", "WorkingDirectory", "EnvironmentFile", "Environment", "ExecStart", "Restart", "RestartSec",
    "TimeoutStopSec", "ReadWritePaths",
}  # fmt: skip
HARDENING = {
    "StateDirectory": "sulis", "StateDirectoryMode": "0700", "UMask": "0077", "ProtectSystem": "strict", "ProtectHome": "yes",
    "PrivateTmp": "yes", "PrivateDevices": "yes", "PrivateUsers": "yes", "PrivateMounts": "yes", "PrivateIPC": "yes",
    "ProtectProc": "invisible", "ProcSubset": "pid", "ProtectHostname": "yes", "ProtectClock": "yes",
    "ProtectKernelTunables": "yes", "ProtectKernelModules": "yes", "ProtectKernelLogs": "yes", "ProtectControlGroups": "yes",
    "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "AmbientCapabilities": "", "LockPersonality": "yes",
    "RestrictRealtime": "yes", "RestrictSUIDSGID": "yes", "RestrictNamespaces": "yes",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6", "SystemCallArchitectures": "native",
    "SystemCallFilter": "~@privileged @resources @mount", "SystemCallErrorNumber": "EPERM", "KeyringMode": "private",
    "RemoveIPC": "yes", "DevicePolicy": "closed", "MemoryMax": "2G", "TasksMax": "256",
}  # fmt: skip


def sections(unit: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for line in unit.read_text(encoding="utf-8").splitlines():
        if head := re.fullmatch(r"\[(\w+)]", line):
            keys = found.setdefault(head[1], {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys.setdefault(key, []).append(value)
    return found


def name_of(unit: Path) -> str:
    return unit.name


@pytest.mark.parametrize("unit", UNITS, ids=name_of)
def test_unit_uses_known_keys_alone(unit: Path) -> None:
    known = KEYS | {"Service": PLAIN | HARDENING.keys()}
    assert [(part, key) for part, keys in sections(unit).items() for key in keys if key not in known[part]] == []


@pytest.mark.parametrize("unit", SERVICES, ids=name_of)
def test_service_is_hardened_and_no_root(unit: Path) -> None:
    service = sections(unit)["Service"]
    assert {key: service.get(key, ["absent"])[-1] for key in HARDENING} == HARDENING
    assert service["User"] == ["sulis"] and "SULIS_DATABASE_OWNER_URL" not in unit.read_text("utf-8")
    assert ("-/etc/sulis/owner.env" in service["EnvironmentFile"]) == (unit.name == "sulis.service")


@pytest.mark.parametrize("unit", SERVICES, ids=name_of)
def test_command_of_service_exists(unit: Path) -> None:
    from tests.docs.test_commands_exist import trouble

    program, *words = sections(unit)["Service"]["ExecStart"][0].removeprefix(INSTALLED).split()
    assert program in {"sulis", "python"}
    if program == "sulis":
        assert trouble(words) is None


def test_timers_have_their_service() -> None:
    assert {unit.stem for unit in UNITS if unit.suffix == ".timer"} == {"sulis-audit-head", "sulis-backup"}
    assert {"sulis-audit-head", "sulis-backup"} <= {unit.stem for unit in SERVICES}


@pytest.fixture
def copied(tmp_path: Path) -> list[str]:
    """The units with programs of this machine in place of those of an installation."""
    if shutil.which("systemd-analyze") is None:
        skip_without("systemd-analyze")
    for unit in UNITS:
        text = re.sub(
            r"^ExecStart=\S+", f"ExecStart={sys.executable}", unit.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    return [str(tmp_path / unit.name) for unit in UNITS]


def test_systemd_finds_nothing_wrong_with_the_units(copied: list[str]) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *copied], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if any(unit.name in line for unit in UNITS)]
    assert ours == []


def test_systemd_counts_little_exposure(copied: list[str]) -> None:
    services = [path for path in copied if path.endswith(".service")]
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", *services],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    levels = [float(level) for level in re.findall(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)]
    assert done.returncode == 0 and len(levels) == len(services) and max(levels) <= 2.0, done.stdout[-500:]


# --- the container ---


def instructions() -> list[tuple[str, str]]:
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line.strip())]


def test_container_runs_as_an_ordinary_user_by_number() -> None:
    users = [rest for word, rest in instructions() if word == "USER"]
    assert users == ["10001:10001"]
    after = [word for word, _ in instructions()][[word for word, _ in instructions()].index("USER") :]
    assert "RUN" not in after and "COPY" not in after


def test_container_is_built_by_known_steps_alone() -> None:
    known = {
        "ARG",
        "FROM",
        "RUN",
        "WORKDIR",
        "COPY",
        "ENV",
        "USER",
        "VOLUME",
        "EXPOSE",
        "HEALTHCHECK",
        "ENTRYPOINT",
        "CMD",
    }
    assert {word for word, _ in instructions()} <= known, "no ADD: it fetches and unpacks"
    assert [rest for word, rest in instructions() if word == "FROM"][0].endswith(" AS build")
    assert all(":latest" not in rest and "@" not in rest for word, rest in instructions() if word == "FROM")
    for rest in (rest for word, rest in instructions() if word == "RUN"):
        assert "sudo" not in rest and "curl" not in rest and "chmod 777" not in rest
        if "apt-get install" in rest:
            assert "--no-install-recommends" in rest and "rm -rf /var/lib/apt/lists" in rest


def test_container_code_is_not_writable_by_its_user_and_holds_no_secret() -> None:
    copies = [rest for word, rest in instructions() if word == "COPY" and "--from" in rest]
    assert copies == ["--from=build --chown=0:0 /opt/sulis /opt/sulis"]
    assert not re.search(r"(password|secret|key|token)=", CONTAINER, re.IGNORECASE)
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "var", "*.env"} <= set(ignored)


def test_container_asks_for_its_health_and_says_words_as_lists() -> None:
    health = next(rest for word, rest in instructions() if word == "HEALTHCHECK")
    assert '["python", "-m", "sulis_web.config.ask_health"]' in health
    assert all(rest.startswith("[") for word, rest in instructions() if word in {"CMD", "ENTRYPOINT"})


def test_settings_in_deploy_files_are_those_of_the_reference() -> None:
    reference = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    named = {
        name
        for path in DEPLOY.rglob("*")
        if path.is_file()
        for name in re.findall(r"\bSULIS_[A-Z_]+\b", path.read_text("utf-8"))
    }
    assert [name for name in sorted(named) if f"`{name}`" not in reference] == []

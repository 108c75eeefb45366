"""Every command and option that a page shows exists, and every command that exists is in the reference."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from sulis_cli.main import app
from tests.docs.pages import command_lines, name_of, pages
from tests.support.shared import ROOT

REFERENCE = ROOT / "docs" / "reference" / "command-line.md"


def top() -> Any:
    return typer.main.get_command(app)


def members(command: Any) -> dict[str, Any]:
    """The commands of a group, and none of a single command."""
    return getattr(command, "commands", {})


def trouble(words: list[str]) -> str | None:
    """What is wrong with a call: a command or an option that does not exist."""
    command = top()
    for word in words:
        if word.startswith("-"):
            break
        if not members(command):
            break
        if word == word.upper():  # a placeholder, as COMMAND is
            return None
        if word not in members(command):
            return f"no command {word!r}"
        command = members(command)[word]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    unknown = [word for word in words if word.startswith("--") and word.split("=")[0] not in known | {"--help"}]
    return f"no option {unknown[0]} of {command.name}" if unknown else None


def leaves(group: Any, before: tuple[str, ...] = ()) -> list[str]:
    """Every command in full, as ``ingest police-uk``."""
    found = []
    for name, command in members(group).items():
        path = (*before, name)
        if members(command):
            found += leaves(command, path)
        else:
            found.append(" ".join(path))
    return found


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_sulis_commands_of_page_exist(page: Path) -> None:
    wrong = [(" ".join(words), found) for words in command_lines(page, "sulis") if (found := trouble(words))]
    assert wrong == []


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_make_targets_of_page_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {word for words in command_lines(page, "make") for word in words if re.fullmatch(r"[a-z]+", word)}
    assert asked - targets == set()


def test_reference_names_every_command() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert [name for name in leaves(top()) if f"sulis {name}" not in text] == []


def test_option_that_does_not_exist_would_be_found() -> None:
    assert trouble(["ingest", "police-uk", "file.csv", "--hoome", "x"]) == "no option --hoome of police-uk"
    assert trouble(["ingets"]) == "no command 'ingets'"

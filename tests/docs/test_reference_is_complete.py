"""The reference and the code name the same things, both ways: options, exit codes, settings, columns, fields and keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from sulis.catalogue.concepts import Concept
from sulis.store import Release
from sulis.tables import TABLES
from sulis.vocabulary import InputRefused, PartWayFailure, WrongUsage
from sulis_cli.main import STOPPED
from tests.docs.test_commands_exist import REFERENCE, members, top
from tests.support.shared import ROOT

STORE = ROOT / "docs" / "reference" / "store.md"
DEFINITIONS = ROOT / "docs" / "reference" / "definitions.md"
FOR_ALL = "What holds for every command"
COMMANDS = sorted(members(top()))
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_SETTING = re.compile(r"\bSULIS_[A-Z_]+\b")


def sections(text: str) -> dict[str, str]:
    """What stands under each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


PARTS = sections(REFERENCE.read_text(encoding="utf-8"))


def options(command: Any) -> set[str]:
    """Every long option of a command and of the commands inside it."""
    own = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    inside = (options(below) for below in members(command).values())
    return {name for name in own if name.startswith("--")}.union(*inside)


@pytest.mark.parametrize("name", COMMANDS)
def test_options_of_command_are_all_in_its_section(name: str) -> None:
    named = set(_OPTION.findall(PARTS[f"sulis {name}"] + PARTS[FOR_ALL]))
    assert options(members(top())[name]) - named == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_options_in_the_section_of_command_all_exist(name: str) -> None:
    assert set(_OPTION.findall(PARTS[f"sulis {name}"])) - options(members(top())[name]) == set()


def test_sections_on_commands_are_those_of_the_program() -> None:
    assert sorted(title.removeprefix("sulis ") for title in PARTS if title.startswith("sulis ")) == COMMANDS


def test_options_for_every_command_exist() -> None:
    assert set(_OPTION.findall(PARTS[FOR_ALL])) - options(top()) == {"--help"}


def test_exit_codes_are_those_of_the_program() -> None:
    shown = {int(code) for code in re.findall(r"^\| (\d+) \|", PARTS[FOR_ALL], re.MULTILINE)}
    assert shown == {0, WrongUsage.exit_code, InputRefused.exit_code, PartWayFailure.exit_code, STOPPED}


def test_settings_are_those_that_the_program_reads() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = re.findall(r"\"(SULIS_[A-Z_]+)\"", code)
    assert set(_SETTING.findall(PARTS["Settings"])) == set(read)


def test_columns_of_tables_are_those_of_the_code() -> None:
    page = STORE.read_text(encoding="utf-8").split("## Tables")[1].split("## Counting")[0]
    shown = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", page, re.MULTILINE | re.DOTALL))
    rows = {
        name: re.findall(r"^\| `(\w+)` \| `([A-Z]+)` \| (.+) \|$", text, re.MULTILINE) for name, text in shown.items()
    }
    rows["population"] = [row for row in rows["population"] if row[0] != "bridge_code"]  # the view adds it
    assert rows == {
        name: [(c.name, c.sql_type, c.meaning + (", or empty" if c.nullable else "")) for c in table.columns]
        for name, table in TABLES.items()
    }


def test_fields_of_release_are_those_of_the_code() -> None:
    page = STORE.read_text(encoding="utf-8").split("## A release")[1].split("## Tables")[0]
    first = "".join(re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", first)) == {field.name for field in fields(Release)}


def keys(value: object) -> Iterator[str]:
    """Every key of a parsed file, at any depth."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from keys(inside)
    elif isinstance(value, list):
        for one in value:
            yield from keys(one)


def test_keys_of_the_catalogues_definitions_are_in_the_reference() -> None:
    text = DEFINITIONS.read_text(encoding="utf-8")
    files = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "catalogue" / "violence").glob("*.toml")
    ]
    own_names = {name for one in files for name in (*one.get("offence_lists", {}), *(p["id"] for p in one["part"]))}
    used = {key for one in files for key in keys(one)} - own_names
    assert {key for key in used | set(Concept) if not re.search(rf"[`\[.]{key}[`\].]", text)} == set()

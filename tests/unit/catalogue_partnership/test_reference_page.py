"""The reference and the files name the same keys and the same words, both ways."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum

import pytest

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty import CheckedBy, Duty, Nation, Strength
from sulis.catalogue.partnership import Account, Outcome, Purpose, Standing, partnerships_root
from sulis.catalogue.toml import catalogue_root
from tests.support.shared import ROOT

PAGE = (ROOT / "docs" / "reference" / "partnership-files.md").read_text(encoding="utf-8")
FOR_EVERY_ITEM = {"id", "title", "text", "section", "unverified", "made_up"}
SHOWN = set(re.findall(r"`([a-z_]+)`", PAGE))
LISTS = (Cadence, Duty, Nation, Strength, CheckedBy, Account, Outcome, Purpose, Standing)


@pytest.mark.parametrize("name", ["organisations", "boards", "agreements", "calendar"])
def test_keys_of_file_are_on_the_page(name: str) -> None:
    top = tomllib.loads((partnerships_root() / "made_up" / f"{name}.toml").read_text(encoding="utf-8"))
    part = PAGE.split(f"## {name}.toml")[1].split("\n## ")[0]
    shown = set(re.findall(r"^\| (.+?) \|", part, re.MULTILINE))
    named = {key for cell in shown for key in re.findall(r"`([a-z_]+)`", cell)}
    used = {key for rows in top.values() if isinstance(rows, list) for row in rows for key in keys(row)}
    assert used - FOR_EVERY_ITEM - {"line", "seat", "clause"} == named - FOR_EVERY_ITEM


def test_keys_of_the_duty_are_on_the_page() -> None:
    top = tomllib.loads((catalogue_root() / "duty" / "requirements.toml").read_text(encoding="utf-8"))
    used = {key for name, rows in top.items() if name != "source" for key in ([name] if isinstance(rows, str) else ())}
    used |= {key for rows in top.values() if isinstance(rows, list) for row in rows for key in row}
    assert used - SHOWN == set()


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_words_of_closed_list_are_on_the_page(words: type[StrEnum]) -> None:
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_no_contact_is_a_name() -> None:
    """A job title holds no two words in capitals side by side."""
    for path in partnerships_root().glob("*/organisations.toml"):
        titles = re.findall(r'^contact_role = "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert [title for title in titles if re.search(r"\b[A-Z][a-z]+ [A-Z][a-z]+", title)] == []


def keys(row: dict[str, object]) -> set[str]:
    """The keys of a table, and those of the tables in it."""
    inside = (keys(one) for value in row.values() if isinstance(value, list) for one in value if isinstance(one, dict))
    return set(row).union(*inside)

"""No page, reviewed file or template uses an abbreviation that the glossary lacks; the pages keep the house's words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import name_of, pages, prose
from tests.support.shared import ROOT

GLOSSARY = ROOT / "GLOSSARY.md"
ABBREVIATION = re.compile(r"(?<![\w.-])(?:[A-Z]&)?[A-Z]{2,}(?=s?\b)(?![\w-]*\.md)")
# Names and everyday words in capitals, not abbreviations that a reader would have to look up.
UNDERSTOOD = {
    "II",
    "MM",
    "README",
    "YYYY",
    "GLOSSARY",
    "CONTRIBUTING",
    "SECURITY",
    "CHANGELOG",
    "LICENSE",
    "PATH",
    "DIR",
    "PARTNERSHIP",
    "DATA",
    "AA",
    "CRUSH",
    "FILE",
    "FOLDER",
    "ID",
    "IMPACT",
    "NAME",
    "TABLE",
    "TEXT",
}
AVOIDED = {
    "metric": "indicator or measure",
    "KPI": "measure",
    "dataset": "source, release or table",
    "snapshot": "release",
    "utilize": "use",
    "simply": "",
    "behavior": "behaviour",
    "color": "colour",
    "neighborhood": "neighbourhood",
    "organization": "organisation",
}
PLAIN_PAGES = [page for page in pages() if "tests" not in page.parts]
REVIEWED = sorted(path for name in ("catalogue", "partnerships") for path in (ROOT / name).rglob("*.toml"))
TEMPLATES = sorted((ROOT / "src" / "sulis_web").rglob("templates/**/*.html"))


def known() -> set[str]:
    """The abbreviations that the glossary spells out."""
    table = GLOSSARY.read_text(encoding="utf-8").split("## Abbreviations")[1]
    cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    return {short for cell in cells for short in ABBREVIATION.findall(cell)}


@pytest.mark.parametrize("page", PLAIN_PAGES, ids=name_of)
def test_abbreviations_of_page_are_in_the_glossary(page: Path) -> None:
    text = re.sub(r"\]\([^)]*\)", "]", prose(page))
    assert {found.removesuffix("s") for found in ABBREVIATION.findall(text)} - known() - UNDERSTOOD == set()


@pytest.mark.parametrize("page", [page for page in PLAIN_PAGES if page != GLOSSARY], ids=name_of)
def test_words_of_page_are_the_houses(page: Path) -> None:
    # "World Health Organization" writes itself so.
    text = prose(page).replace("World Health Organization", "")
    assert [word for word in AVOIDED if re.search(rf"\b{word}s?\b", text, re.IGNORECASE)] == []


# What a mapping repeats of somebody else's file: headers, codes and marks, in the sender's own words.
SENDERS = {
    "from", "joined", "first_of", "is", "unknown", "yes", "no", "missing", "header", "headers", "take", "sheet", "record",
    "name", "value", "also", "series", "dates", "series_in_name", "period_in_name",
}  # fmt: skip


def texts(value: object, skipped: frozenset[str]) -> Iterator[str]:
    """Every text for readers in a parsed file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            if key not in skipped:
                yield from texts(inside, skipped)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, skipped)


@pytest.mark.parametrize("path", REVIEWED, ids=name_of)
def test_abbreviations_of_reviewed_file_are_in_the_glossary(path: Path) -> None:
    theirs = {"mappings": SENDERS, "indicators": {"indicator"}}.get(path.parent.name, set())
    skipped = frozenset({"url", "code", "codes"} | theirs)
    text = "\n".join(texts(tomllib.loads(path.read_text(encoding="utf-8")), skipped))
    assert {found.removesuffix("s") for found in ABBREVIATION.findall(text)} - known() - UNDERSTOOD == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_abbreviations_of_template_are_in_the_glossary(path: Path) -> None:
    text = re.sub(r"<[^>]*>|{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert {found.removesuffix("s") for found in ABBREVIATION.findall(text)} - known() - UNDERSTOOD == set()

"""The pages of the documentation, their links and their blocks of code."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.support.shared import ROOT

_FENCE = re.compile(r"(?P<mark><!-- run -->\n)?^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """One block of code; ``runs`` when the page promises that it works as it stands."""

    language: str
    code: str
    runs: bool


def pages() -> list[Path]:
    """Every page: those at the root, and those under ``docs``, ``changelog.d``, ``benchmarks`` and ``tests``."""
    folders = [ROOT / name for name in ("docs", "changelog.d", "benchmarks", "tests", "catalogue", "partnerships")]
    return sorted([*ROOT.glob("*.md"), *(page for folder in folders for page in folder.rglob("*.md"))])


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(found["language"], found["code"], bool(found["mark"])) for found in _FENCE.finditer(text)]


def prose(page: Path) -> str:
    """The page's text without its code."""
    return _INLINE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))


def links(page: Path) -> list[str]:
    return _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """The names that a page's headings can be linked by."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def command_lines(page: Path, program: str) -> list[list[str]]:
    """Each call of a program that the page shows, in a block or in a line of text, as its words."""
    shown = [line for block in blocks(page) if block.language == "sh" for line in block.code.splitlines()]
    shown += _INLINE.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    calls = []
    for line in shown:
        before, _, after = line.strip().removeprefix(".venv/bin/").partition(f"{program} ")
        if after and (not before or "=" in before) and " " not in before.strip():
            calls.append(shlex.split(after.split(" > ")[0], comments=True))
    return calls

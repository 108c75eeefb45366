"""Colour is computed, not guessed: every pair that text is set in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sulis_web.design

DESIGN = Path(sulis_web.design.__file__).parent
STYLES, TEMPLATES = DESIGN / "static" / "design", DESIGN / "templates" / "design"
SHEETS = sorted(file.name for file in STYLES.glob("*.css"))
TEXT_ON = [
    (text, ground)
    for text in ("ink", "quiet", "link", "link-strong", "accent", "trouble", "watch", "good")
    for ground in ("paper", "stone")
]
# Pairs that components set beside those: (text, ground).
PAIRS = [
    ("paper", "link"), ("paper", "link-strong"), ("paper", "trouble"), ("paper", "trouble-strong"), ("paper", "ink"),
    ("paper", "good"), ("ink", "second"), ("ink", "second-strong"), ("ink", "added"), ("ink", "removed"), ("ink", "hover"),
    ("quiet", "hover"), ("quiet-strong", "stone"), ("ink", "focus"), ("link", "second"),
]  # fmt: skip
# What has no words but must be seen against what is beside it, at three to one: edges of inputs, shapes, bars.
SHAPES = [
    ("ink", "paper"), ("trouble", "paper"), ("watch", "paper"), ("good", "paper"), ("quiet", "paper"), ("accent", "paper"),
    ("accent", "stone"), ("link", "paper"), ("ink", "stone"), ("trouble", "removed"), ("good", "added"),
]  # fmt: skip


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STYLES / "sulis.css").read_text("utf-8")))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    known = tokens()
    assert contrast(known[text], known[ground]) >= 4.5


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_words_of_components_stand_out_from_their_ground(text: str, ground: str) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_and_edges_stand_out_from_what_is_beside_them(shape: str, ground: str) -> None:
    assert contrast(tokens()[shape], tokens()[ground]) >= 3


def test_colours_are_named_once_and_used_by_name() -> None:
    """So that the pairs above are all there are. White under a QR code and greys of print are what scanners and paper need."""
    loose = {
        (sheet, colour)
        for sheet in SHEETS
        for line in (STYLES / sheet).read_text("utf-8").splitlines()
        for colour in re.findall(r"#[0-9a-f]{3,6}\b", line)
        if not line.strip().startswith("--") and sheet != "print.css"
    }
    assert loose == {("forms.css", "#ffffff")}


def test_every_style_sheet_is_linked_by_the_page() -> None:
    linked = re.findall(r"design/(\w+\.css)", (TEMPLATES / "skeleton.html").read_text("utf-8"))
    assert set(SHEETS) <= set(linked)


def test_styles_ask_for_nothing_from_outside() -> None:
    for sheet in SHEETS:
        assert not re.search(r"url\(|@import|https?:", (STYLES / sheet).read_text("utf-8"))

"""Colour is computed, not guessed: every pair that text is set in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sulis_web.design

STYLES = Path(sulis_web.design.__file__).parent / "static" / "design"
SHEETS = ("sulis.css", "components.css", "print.css")
TEXT_ON = [
    (text, ground)
    for text in ("ink", "quiet", "link", "link-strong", "accent", "trouble", "watch", "good")
    for ground in ("paper", "stone")
]


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


@pytest.mark.parametrize("ground", ["link", "trouble", "ink"])
def test_white_text_stands_out_from_buttons(ground: str) -> None:
    assert contrast(tokens()[ground], "#ffffff") >= 4.5


def test_focus_stands_out_from_its_ink() -> None:
    assert contrast(tokens()["focus"], tokens()["ink"]) >= 4.5


def test_styles_ask_for_nothing_from_outside() -> None:
    for sheet in SHEETS:
        assert not re.search(r"url\(|@import|https?:", (STYLES / sheet).read_text("utf-8"))

"""Text and shapes as SVG: classes for the page's colours, and plain attributes for a reader without its style sheet."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from html import escape

INK, QUIET, STONE, PAPER, ACCENT = "#1b2430", "#4a5763", "#f4efe6", "#ffffff", "#0f6b6b"
LINE_HEIGHT = 1.28
# What XML may not hold, even as a reference: a pasted title with one would spoil the whole page.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=True)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most ``width``, by a letter's mean width in our typeface, with something to spare."""
    letters = max(4, int(width / (size * (0.56 if bold else 0.525))))
    return textwrap.wrap(text, letters, break_long_words=True) if text else []


def lines(
    texts: Iterable[str], x: float, y: float, size: float, *, kind: str = "", bold: bool = False, middle: bool = False
) -> str:
    """Lines of text, the first with its top at ``y``."""
    weight = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    colour = QUIET if kind == "quiet" else INK
    name = f"diagram__text diagram__text--{kind}" if kind else "diagram__text"
    return "".join(
        f'<text class="{name}" x="{x:g}" y="{y + size * (0.92 + number * LINE_HEIGHT):g}" font-size="{size:g}"'
        f'{weight}{anchor} fill="{colour}">{plain(text)}</text>'
        for number, text in enumerate(texts)
    )


def box(x: float, y: float, width: float, height: float, *, emphasis: bool) -> str:
    name = "diagram__box diagram__box--here" if emphasis else "diagram__box"
    colour, thick = (ACCENT, 4) if emphasis else (INK, 1.5)
    return (
        f'<rect class="{name}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
        f'fill="{STONE}" stroke="{colour}" stroke-width="{thick}"/>'
    )


def ground(x: float, y: float, width: float, height: float) -> str:
    """Paper behind a label, so that the line that it belongs to does not run through it."""
    return f'<rect class="diagram__ground" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{PAPER}"/>'


def line(points: Iterable[tuple[float, float]]) -> str:
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polyline class="diagram__line" points="{path}" fill="none" stroke="{INK}" stroke-width="2"/>'


def arrow(x: float, y: float, *, right: bool = False) -> str:
    """A head whose tip is at the point, looking up or to the right."""
    ends = [(x, y), (x - 9, y - 5.5), (x - 9, y + 5.5)] if right else [(x, y), (x - 5.5, y + 9), (x + 5.5, y + 9)]
    return f'<polygon class="diagram__head" points="{" ".join(f"{a:g},{b:g}" for a, b in ends)}" fill="{INK}"/>'


def whole(parts: Iterable[str], width: float, height: float, *, id: str, title: str, description: str) -> str:
    """The drawing with its name and description. Its texts are escaped by the functions above."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{plain(id)}-title {plain(id)}-desc">'
        f'<title id="{plain(id)}-title">{plain(title)}</title><desc id="{plain(id)}-desc">{plain(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )

"""Colours and type of every chart. Contrast and ordering are checked by tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]  # a Vega-Lite specification, or part of one

INK = "#1b2430"
QUIET = "#52606d"
MAIN = "#0b5394"
ACCENT = "#0f6b6b"
TROUBLE = "#a4262c"
WATCH = "#8a5300"
CANNOT_TELL = "#8c96a0"
GRID = "#dfe3e7"
PAPER = "#ffffff"

SERIES = (MAIN, WATCH, ACCENT, TROUBLE, QUIET)  # five series at most share a chart
DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4])  # so that lines differ in print as well

# One hue, light to dark; in grey the steps stay apart.
CLASSES = ("#e6eff7", "#b3cfe6", "#75a8d0", "#32719f", "#0b3558")

# Fills that stand for a pattern until `ink` puts the pattern in. Nothing else may use them.
HATCH = "#fdfcf9"

FONT = "'Atkinson Hyperlegible Next', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
WIDTH = 640
TEXT = 13
LETTER = 7.9  # pixels of the widest letter mix of the fonts that may stand in; the converter measures in a narrower one


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a chart is drawn on: its width in pixels, and how much of it fits."""

    width: int
    narrow: bool = False


WIDE, NARROW = Sheet(WIDTH), Sheet(300, narrow=True)


def config() -> Spec:
    """What all charts share: quiet axes, no frame, the document's type."""
    axis = {
        "labelColor": QUIET, "labelFontSize": TEXT, "titleColor": QUIET, "titleFontSize": TEXT, "titleFontWeight": "normal",
        "gridColor": GRID, "domainColor": QUIET, "tickColor": QUIET, "labelLimit": 260,
    }  # fmt: skip
    return {
        "aria": False,
        "font": FONT,
        "background": PAPER,
        "padding": 6,
        "view": {"stroke": None},
        "axis": axis,
        "text": {"color": INK, "fontSize": TEXT},
        "title": {"color": INK, "fontSize": TEXT + 1, "fontWeight": "bold", "anchor": "start", "offset": 6},
        "legend": {"labelColor": INK, "labelFontSize": TEXT, "titleColor": QUIET, "titleFontSize": TEXT, "titleFontWeight": "normal",
                   "symbolSize": 260, "labelLimit": 400, "titleLimit": 600, "columnPadding": 40},
    }  # fmt: skip


def halo(layer: Spec) -> list[Spec]:
    """A text layer over its own white outline, so that it reads on any ground."""
    under: Spec = {
        **layer,
        "mark": {**layer["mark"], "stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round", "color": PAPER},
    }
    return [under, layer]


def unit_scale(unit: object) -> int:
    """What values are multiplied by before drawing: proportions are drawn as percentages."""
    from sulis.vocabulary import Unit

    return 100 if unit is Unit.PROPORTION else 1

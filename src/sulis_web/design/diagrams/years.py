"""A few years of one number: dots with their intervals, the usual level with its limits, and the years that are missing.

It is drawn for a desk and for a phone. A table beside it holds the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sulis_web.design.diagrams import ink

_TICKS = 4
_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class YearDot:
    """One year. ``value`` is None where it is missing; ``unusual`` draws a square in the place of the dot."""

    label: str
    value: float | None
    low: float = 0.0
    high: float = 0.0
    unusual: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """``centre`` and ``limits`` are the usual level and the least and most that is usual, None where nothing can say."""

    id: str
    title: str
    dots: tuple[YearDot, ...]
    centre: float | None = None
    limits: tuple[float, float] | None = None
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class DrawnYears:
    svg: str
    narrow: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    width: float
    height: float
    left: float
    right: float
    text: float
    every: int  # which years are named: each, or each second one

    @property
    def foot(self) -> float:
        return self.height - 2.4 * self.text


def draw_years(years: Years) -> DrawnYears:
    """Both drawings as SVG text. The same values give the same bytes; they carry classes and no styles."""
    many = len(years.dots) > 8
    return DrawnYears(
        _drawn(years, _Sheet(820, 300, 48, 150, 14, 1), "wide"),
        _drawn(years, _Sheet(360, 260, 40, 10, 13, 3 if many else 2), "narrow"),
    )


def top_of(years: Years) -> float:
    """Where the scale ends: above every interval, and above the limit."""
    ends = [dot.high for dot in years.dots if dot.value is not None]
    most = max([*ends, years.limits[1] if years.limits else 0.0, 1e-9])
    if years.is_share:
        return 1.0
    step = next(size for size in _sizes(most) if size * _TICKS >= most)
    return step * math.ceil(most / step)


def _sizes(most: float) -> list[float]:
    power = 10.0 ** max(0, math.floor(math.log10(max(most, 1.0))) - 1)
    return [step * power * more for more in (1, 10) for step in _STEPS]


def _drawn(years: Years, sheet: _Sheet, size: str) -> str:
    top = top_of(years)
    parts = [*_scale(years, sheet, top), *_usual(years, sheet, top)]
    for place, dot in enumerate(years.dots):
        parts += _dot(dot, _x(place, len(years.dots), sheet), sheet, top)
        if (len(years.dots) - 1 - place) % sheet.every == 0:
            x = _x(place, len(years.dots), sheet)
            parts.append(ink.lines([_short(dot.label)], x, sheet.foot + 6, sheet.text, middle=True))
    told = "Dots are the years, with lines for their intervals. The table beside it holds the same."
    return ink.whole(parts, sheet.width, sheet.height, id=f"{years.id}-{size}", title=years.title, description=told)


def _short(label: str) -> str:
    return label if len(label) == 4 else label[2:]


def _x(place: int, count: int, sheet: _Sheet) -> float:
    room = sheet.width - sheet.left - sheet.right
    return sheet.left + room * (place + 0.5) / max(1, count)


def _y(value: float, sheet: _Sheet, top: float) -> float:
    head = sheet.text
    return sheet.foot - (sheet.foot - head) * value / top


def _scale(years: Years, sheet: _Sheet, top: float) -> list[str]:
    step = 0.25 if years.is_share else next(size for size in _sizes(top) if size * _TICKS >= top)
    parts = []
    for number in range(round(top / step) + 1):
        y = _y(number * step, sheet, top)
        words = f"{100 * number * step:.0f}%" if years.is_share else f"{number * step:,.0f}"
        parts.append(
            f'<line class="years__grid" x1="{sheet.left:g}" y1="{y:g}" x2="{sheet.width - sheet.right:g}" y2="{y:g}" '
            'stroke="#cfd6da" stroke-width="1"/>'
        )
        parts.append(ink.lines([words], 2, y - sheet.text * 0.65, sheet.text, kind="quiet"))
    return parts


def _usual(years: Years, sheet: _Sheet, top: float) -> list[str]:
    """The usual level drawn through and its limits dashed, named at their end on a desk and in the caption on a phone."""
    if years.centre is None or years.limits is None:
        return []
    low, high = years.limits
    found = []
    for value, name, dash in ((high, "usual up to", "6 4"), (years.centre, "mean", ""), (low, "usual from", "6 4")):
        if value == 0.0 and name == "usual from":
            continue
        y = _y(value, sheet, top)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        found.append(
            f'<line class="years__level" x1="{sheet.left:g}" y1="{y:g}" x2="{sheet.width - sheet.right:g}" y2="{y:g}" '
            f'stroke="{ink.QUIET}" stroke-width="1.5"{dashed}/>'
        )
        if sheet.right > 100:
            words = f"{name} {_amount(value, years)}"
            found.append(
                ink.lines([words], sheet.width - sheet.right + 6, y - sheet.text * 0.65, sheet.text, kind="quiet")
            )
    return found


def _amount(value: float, years: Years) -> str:
    if years.is_share:
        return f"{100 * value:.0f}%"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _dot(dot: YearDot, x: float, sheet: _Sheet, top: float) -> list[str]:
    if dot.value is None:
        return [ink.lines(["none"], x, sheet.foot - 1.6 * sheet.text, sheet.text * 0.85, kind="quiet", middle=True)]
    y, low, high = (_y(value, sheet, top) for value in (dot.value, dot.low, dot.high))
    whisker = f'<line class="years__span" x1="{x:g}" y1="{low:g}" x2="{x:g}" y2="{high:g}" stroke="{ink.ACCENT}" stroke-width="2"/>'
    if dot.unusual:
        shape = f'<rect class="years__dot years__dot--unusual" x="{x - 6:g}" y="{y - 6:g}" width="12" height="12" fill="#a3260f"/>'
    else:
        fill = ink.PAPER if dot.provisional else ink.ACCENT
        shape = f'<circle class="years__dot" cx="{x:g}" cy="{y:g}" r="5" fill="{fill}" stroke="{ink.ACCENT}" stroke-width="2"/>'
    return [whisker, shape]

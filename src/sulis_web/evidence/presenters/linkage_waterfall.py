"""Why two records were taken for one person, drawn field by field from left to right: a bar to the right is for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis_web.design.diagram import Drawn
from sulis_web.design.diagrams import ink
from sulis_web.partnership.in_words import upper_first

if TYPE_CHECKING:
    from sulis.linkage import Waterfall

_SIZE, _BAR, _EDGE = 15.0, 16.0, 4.0
TITLE = "What speaks for one person, in bits"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: from where to where it leads, in bits."""

    words: str
    start: float
    end: float
    is_sum: bool = False

    @property
    def said(self) -> str:
        return signed(self.end if self.is_sum else self.end - self.start)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room for a drawing: ``labels`` wide to the left of the bars, or above them where it is 0."""

    width: float
    labels: float
    row: float


_WIDE, _NARROW = Sheet(720, 210, 30), Sheet(300, 0, 46)


def signed(bits: float) -> str:
    """Such as +6.63 and −12.10, with a true minus."""
    return f"{bits:+.2f}".replace("-", "−")


def field_words(name: str) -> str:
    return upper_first(name.replace("_", " "))


def bars(pair: Waterfall) -> tuple[Bar, ...]:
    """What holds of any two records, what each field adds, and the sum."""
    found, at = [Bar("Any two records", 0.0, pair.start)], pair.start
    for step in pair.steps:
        worth = step.bits + step.rare_bits
        found.append(Bar(field_words(step.field), at, at + worth))
        at += worth
    return (*found, Bar("Together", 0.0, pair.weight, is_sum=True))


def waterfall(pair: Waterfall, threshold: float) -> Drawn:
    """The drawing for a desk and a phone, and the same in sentences. ``threshold`` is from where records are linked, in bits."""
    shown = bars(pair)
    said = tuple(f"{each.words}: {each.said} bits." for each in shown)
    linked = f"Records are linked from {signed(threshold)} bits on."
    words = (*said, linked)
    svgs = (
        _drawn(shown, threshold, sheet, name, " ".join(words)) for sheet, name in ((_WIDE, "wide"), (_NARROW, "narrow"))
    )
    wide, narrow = svgs
    return Drawn(TITLE, wide, narrow, words)


def _drawn(shown: tuple[Bar, ...], threshold: float, sheet: Sheet, name: str, description: str) -> str:
    ends = [0.0, threshold, *(each.start for each in shown), *(each.end for each in shown)]
    low, high = min(ends), max(ends)
    room = sheet.width - sheet.labels - 2 * _EDGE - (70 if sheet.labels else 0)

    def across(bits: float) -> float:
        return sheet.labels + _EDGE + room * (bits - low) / ((high - low) or 1.0)

    height = sheet.row * len(shown) + 26
    parts = [
        _upright(across(0.0), height - 24, dashed=False), _upright(across(threshold), height - 24, dashed=True),
        *(piece for number, each in enumerate(shown) for piece in _row(each, number, across, sheet)),
        _mark(across(threshold), height - 22, sheet),
    ]  # fmt: skip
    return ink.whole(parts, sheet.width, height, id=f"waterfall-{name}", title=TITLE, description=description)


def _row(bar: Bar, number: int, across: Callable[[float], float], sheet: Sheet) -> Iterator[str]:
    top = number * sheet.row
    at = top + (sheet.row - _BAR if not sheet.labels else (sheet.row - _BAR) / 2)
    left, right = sorted((across(bar.start), across(bar.end)))
    words_at = top + 4 if not sheet.labels else at
    yield ink.lines([bar.words], _EDGE, words_at, _SIZE, bold=bar.is_sum)
    yield _bar(left, at, max(2.0, right - left), is_for=bar.end >= bar.start, is_sum=bar.is_sum)
    yield (
        f'<text class="diagram__text" x="{sheet.width - _EDGE:g}" y="{words_at + _SIZE * 0.92:g}" font-size="{_SIZE:g}" '
        f'text-anchor="end" fill="{ink.INK}"{" font-weight=" + chr(34) + "700" + chr(34) if bar.is_sum else ""}>{bar.said}</text>'
    )


def _bar(x: float, y: float, width: float, *, is_for: bool, is_sum: bool) -> str:
    """Filled where it is for, hollow where it is against: no reader needs the colour."""
    fill = ink.INK if is_sum and is_for else ink.ACCENT if is_for else ink.PAPER
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{_BAR:g}" fill="{fill}" stroke="{ink.INK}" stroke-width="1.5"/>'


def _upright(x: float, height: float, *, dashed: bool) -> str:
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<line x1="{x:g}" y1="0" x2="{x:g}" y2="{height:g}" stroke="{ink.QUIET}" stroke-width="1"{dashes}/>'


def _mark(x: float, y: float, sheet: Sheet) -> str:
    """The words under the dashed line, kept inside the drawing."""
    middle = min(max(x, sheet.labels + 60), sheet.width - 64)
    return ink.lines(["linked from here"], middle, y, 13.0, kind="quiet", middle=True)

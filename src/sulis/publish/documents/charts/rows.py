"""The rows of a dot or bar chart: which are drawn, in which colour, and how far the scale goes."""

from __future__ import annotations

from sulis.publish.documents.charts.style import ACCENT, CANNOT_TELL, LETTER, MAIN, Spec, unit_scale
from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries
from sulis.publish.documents.words.charts import MOST_DRAWN
from sulis.publish.documents.words.numbers import interval_ends, missing_words, value_words
from sulis.publish.documents.words.wording import overlap

_TINT = {MAIN: "#8ab0d1", ACCENT: "#7fb2b2", CANNOT_TELL: "#c9ced3"}  # for bars, so that the interval in ink stands out


def drawn(series: SeenSeries, most: int = MOST_DRAWN) -> tuple[SeenPoint, ...]:
    """The points that are drawn, highest first: all of them, or the highest and every emphasised one."""
    ordered = sorted(
        series.points,
        key=lambda point: (point.figure.value is None, -(point.figure.value or 0), point.label, point.key),
    )
    kept = ordered[:most]
    return tuple(kept + [point for point in ordered[most:] if point.emphasised])


def row_of(point: SeenPoint, points: tuple[SeenPoint, ...]) -> Spec:
    """One row's words and numbers, ``points`` being those that it is drawn among."""
    figure = point.figure
    # the key comes first, so that two places of one name keep a row each; the axis shows what follows the space
    row: Spec = {
        "row": f"{point.key.replace(' ', '_')} {point.label}",
        "colour": (colour := _colour(point, points)),
        "tint": _TINT[colour],
    }
    ends = interval_ends(figure)
    if figure.value is None or figure.low is None or figure.high is None or ends is None:
        return {**row, "words": missing_words(figure.missing) if figure.missing else ""}
    scale = unit_scale(figure.unit)
    words = f"{value_words(figure)} ({ends[0]} to {ends[1]})"
    return {
        **row,
        "value": figure.value * scale,
        "low": figure.low * scale,
        "high": figure.high * scale,
        "words": words,
    }


def _colour(point: SeenPoint, points: tuple[SeenPoint, ...]) -> str:
    """Accent for the emphasised point, grey for those that cannot be told from it, blue for the others."""
    if point.emphasised:
        return ACCENT
    own = next((other for other in points if other.emphasised), None)
    return CANNOT_TELL if own is not None and overlap(own.figure, point.figure) else MAIN


def top_of(chart: SeenChart, plot: float) -> float:
    """The end of the scale: far enough for the words after each interval to fit in ``plot`` pixels."""
    ends = [1e-9]
    for series in chart.series:
        for point in drawn(series):
            row = row_of(point, (point,))
            if "high" in row:
                words = LETTER * len(row["words"]) + 15
                ends.append(row["high"] / max(0.2, 1 - words / plot))
    return max(ends) if max(ends) > 1e-9 else 1.0

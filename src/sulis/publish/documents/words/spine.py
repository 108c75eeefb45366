"""The words about a chart of indicators beside those of neighbours: title, subtitle, and what a reader who cannot see it needs."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries
from sulis.publish.documents.words.numbers import listed, missing_words, published_words, upper_first
from sulis.vocabulary import AreaLevel

EXPECTED = "expected"
_AROUND = (AreaLevel.REGION, AreaLevel.COUNTRY)


def own_of(series: SeenSeries) -> SeenPoint:
    """The area that the chart is about."""
    return next(point for point in series.points if point.emphasised)


def range_of(series: SeenSeries) -> SeenPoint:
    """The range of one more area like the neighbours."""
    return next(point for point in series.points if point.key == EXPECTED)


def around(series: SeenSeries, level: AreaLevel) -> SeenPoint | None:
    """The region, or the country."""
    return next((point for point in series.points if point.figure.shown.area.level is level), None)


def neighbours_of(series: SeenSeries) -> list[SeenPoint]:
    """The statistical neighbours, those without a figure too."""
    others = [point for point in series.points if not point.emphasised and point.key != EXPECTED]
    return [point for point in others if point.figure.shown.area.level not in _AROUND]


def name_of(series: SeenSeries) -> tuple[str, str]:
    """The indicator's name, and its unit, year and better way."""
    name, _, unit = series.name.partition(": ")
    return name, unit


def is_outside(series: SeenSeries) -> bool:
    """Whether the area lies outside the range of one more like its neighbours."""
    own, between = own_of(series).figure, range_of(series).figure
    if own.value is None or between.low is None or between.high is None:
        return False
    return not between.low <= own.value <= between.high


def spine_title(chart: SeenChart) -> str:
    """How many of the indicators lie outside the range of the neighbours, and which."""
    named = [name_of(each)[0] for each in chart.series if is_outside(each)]
    among = f"{len(chart.series)} indicator{'s' * (len(chart.series) != 1)}"
    if not named:
        return f"None of {among} lies outside the range of its neighbours" if len(chart.series) > 1 else (
            f"{name_of(chart.series[0])[0]} lies within the range of its neighbours"
            if range_of(chart.series[0]).figure.value is not None
            else f"{name_of(chart.series[0])[0]}: no range of neighbours"
        )  # fmt: skip
    return f"Outside the range of its neighbours: {listed(named)}, of {among}"


def spine_subtitle(chart: SeenChart, subject: str) -> str:
    """Of what, then what each mark is. A place to the right is higher; every row has a scale of its own."""
    own = own_of(chart.series[0])
    there = {level for each in chart.series for level in _AROUND if around(each, level)}
    region = next((around(each, AreaLevel.REGION) for each in chart.series if around(each, AreaLevel.REGION)), None)
    marks = [f"large dot: {own.label}", "small ticks: its statistical neighbours", "line down the middle: their mean"]
    marks += ["band: where 19 of 20 more areas like them would lie"]
    marks += [f"square: {region.label}"] if region else []
    marks += ["diamond: England"] if AreaLevel.COUNTRY in there else []
    first = f"{subject}: published indicators of {own.label} beside those of its statistical neighbours"
    return f"{first}. Further right is higher; every row has its own scale. {upper_first(listed(marks))}."


def spine_alt(chart: SeenChart, title: str) -> str:
    """Each indicator's value and range in words."""
    rows = (f"{name_of(each)[0]} {_value(own_of(each))}, neighbours {_range(each)}" for each in chart.series)
    return f"Spine chart. {title}. {'; '.join(rows)}. The table with it holds every value."


def _value(point: SeenPoint) -> str:
    if point.figure.value is None:
        return missing_words(point.figure.missing) if point.figure.missing else ""
    return published_words(point.figure.value)


def _range(series: SeenSeries) -> str:
    between = range_of(series).figure
    if between.low is None or between.high is None:
        return "without a range"
    return f"{published_words(between.low)} to {published_words(between.high)}"

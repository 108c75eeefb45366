"""The words about a chart: a title that says what it shows, a subtitle, and what a reader who cannot see it needs."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenChart, SeenPoint
from sulis.publish.documents.words.around import around_alt, around_subtitle, around_title
from sulis.publish.documents.words.compare import own_point, standing
from sulis.publish.documents.words.numbers import (
    interval_words,
    listed,
    period_words,
    upper_first,
    value_words,
    with_interval,
)
from sulis.publish.documents.words.places import LEVELS
from sulis.publish.documents.words.spine import spine_alt, spine_subtitle, spine_title
from sulis.publish.documents.words.timed import TIMED, timed_alt, timed_subtitle, timed_title
from sulis.publish.documents.words.wording import About, overlap, recorded
from sulis.vocabulary import Period, Unit
from sulis.year.needs.model import ChartKind, SeriesBreak

MOST_TOGETHER = 5  # series on one chart; more become small multiples
MOST_DRAWN = 40  # rows of a dot or bar chart; the table holds the rest
_AROUND = (ChartKind.FUNNEL, ChartKind.PAIRED)

_UNITS = {
    Unit.INCIDENTS: "incidents",
    Unit.INCIDENTS_A_DAY: "incidents a day",
    Unit.RATE_PER_100K: "rate per 100,000 residents",
    Unit.RATE_PER_100K_WORKDAY: "rate per 100,000 people there on a working day, a year",
    Unit.RATE_PER_100K_YEAR: "rate per 100,000 residents a year",
    Unit.PROPORTION: "percentage",
    Unit.RATIO: "times (1 is no difference)",
    Unit.DIFFERENCE: "difference per 100,000 residents",
    Unit.PLACES: "number of places",
    Unit.PEOPLE: "number of people",
    Unit.SEVERITY: "days of custody",
    Unit.POUNDS: "pounds",
    Unit.DAYS: "days",
    Unit.INDEX: "index from 0 to 1",
    Unit.YEARS: "years",
    Unit.PUBLISHED: "as published",
}


def chart_title(chart: SeenChart, about: About) -> str:
    """What the chart shows, as a sentence without a full stop. The subtitle says of what."""
    known = [point for point in chart.points if point.figure.value is not None]
    if not known:
        return "No figure can be given"
    if chart.kind is ChartKind.SPINE:
        return spine_title(chart)
    if chart.kind in _AROUND:
        return around_title(chart)
    if chart.kind in TIMED:
        return timed_title(chart)
    if chart.kind is ChartKind.TIME:
        return _over_time(chart, known)
    highest = min(known, key=lambda point: (-(point.figure.value or 0.0), point.label, point.key))
    own = own_point(chart, about.area) if chart.kind is ChartKind.AREAS else None
    if own is not None and own.figure.value is not None and len(known) > 1:
        return _own_place(chart, own, about)
    rivals = [point for point in known if point is not highest and overlap(point.figure, highest.figure)]
    rates = highest.figure.unit in (Unit.RATE_PER_100K, Unit.RATE_PER_100K_YEAR)
    most = (
        with_interval(highest.figure) if rates else f"{value_words(highest.figure)}, {interval_words(highest.figure)}"
    )
    if chart.kind is ChartKind.CATEGORIES:
        return f"Highest: {highest.label}, {most}"
    top = f"{highest.label} is highest: {most}"
    many = f"{len(rivals)} other{'s' * (len(rivals) != 1)}"
    return f"{top}; {many} cannot be told apart from it" if rivals else top


def chart_subtitle(chart: SeenChart, subject: str, about: About, places: int) -> str:
    """Of what, where, when and in which unit, then how it is drawn. ``places`` is how many there are in all."""
    if not chart.points:
        return about.area
    if chart.kind is ChartKind.SPINE:
        return spine_subtitle(chart, subject)
    if chart.kind in _AROUND:
        return around_subtitle(chart, subject, about)
    if chart.kind in TIMED:
        return timed_subtitle(chart, subject, about)
    first = chart.points[0].figure
    name = chart.series[0].name if chart.kind is ChartKind.TIME and len(chart.series) == 1 else subject
    name = upper_first(recorded(name) if name == subject else name)
    named = first.unit is Unit.INCIDENTS and "incidents" in name.lower()
    what = name if named else f"{name}: {_UNITS[first.unit]}"
    spans = [point.figure.shown.period for point in chart.points]
    when = period_words(Period(min(each.start for each in spans), max(each.end for each in spans)))
    if chart.kind is ChartKind.TIME:
        where = about.area if len(chart.series) > 1 else first.shown.area.name
        every = (
            "month by month" if all(each.is_month for each in spans) else "each point the twelve months that end there"
        )
        return f"{what}, {where}, {when}, {every}. {upper_first(_drawn_over_time(chart, first.shown.level))}."
    levels = {point.figure.shown.area.level for point in chart.points}
    by = (
        "category"
        if chart.kind is ChartKind.CATEGORIES
        else LEVELS[first.shown.area.level]
        if len(levels) == 1
        else "area"
    )
    names = {point.figure.shown.area.name for point in chart.points}
    where = f"by {by}, {names.pop() if len(names) == 1 else about.area}"
    if chart.kind is ChartKind.MAP:
        hatched = "; hatched has no figure" if any(point.figure.missing for point in chart.points) else ""
        lined = "; outlined lies in a cluster" if any(point.emphasised for point in chart.points) else ""
        return f"{what} {where}, {when}. Darker is more{hatched}{lined}."
    shown = min(MOST_DRAWN, max(len(series.points) for series in chart.series))
    cut = f" The {shown} highest of {places}." if places > shown and chart.kind is ChartKind.AREAS else ""
    grey = (
        " Grey cannot be told apart from the area in green." if any(point.emphasised for point in chart.points) else ""
    )
    return f"{what} {where}, {when}. Line: {first.shown.level * 100:g}% interval.{grey}{cut}"


def _drawn_over_time(chart: SeenChart, level: float) -> str:
    soft = "; open points are provisional" if any(point.figure.shown.provisional for point in chart.points) else ""
    gaps = "; hatched months have no figure" if any(point.figure.missing for point in chart.points) else ""
    marked = dict.fromkeys(each.label for each in chart.breaks) if len(chart.series) > MOST_TOGETHER else {}
    breaks = f"; dashed line: {listed(marked)}" if marked else ""
    cuts = "; cut where the series breaks" if any(each.cuts for each in chart.breaks) else ""
    return f"line, with the {level * 100:g}% interval as a band{soft}{gaps}{breaks}{cuts}"


def chart_alt(chart: SeenChart, title: str, about: About) -> str:
    """The chart for a reader who cannot see it: its kind, its extremes, its gaps, and where every value is."""
    if chart.kind is ChartKind.SPINE:
        return spine_alt(chart, title)
    if chart.kind in _AROUND:
        return around_alt(chart, title)
    if chart.kind in TIMED:
        return timed_alt(chart, title)
    known = [point for point in chart.points if point.figure.value is not None]
    kind = {
        ChartKind.TIME: "Line chart",
        ChartKind.AREAS: "Dot chart",
        ChartKind.CATEGORIES: "Bar chart",
        ChartKind.MAP: "Map",
    }[chart.kind]
    parts = [f"{kind}. {title}."]
    if known:
        low, high = min(known, key=_value), max(known, key=_value)
        parts.append(f"From {_name(low)}, {with_interval(low.figure)}, to {_name(high)}, {with_interval(high.figure)}.")
    gone = dict.fromkeys(_name(point) for point in chart.points if point.figure.missing is not None)
    if gone:
        parts.append(f"No figure: {listed(gone)}." if len(gone) <= 6 else f"{len(gone)} have no figure.")
    parts += [f"The series breaks at {period_words(each.at)}: {each.label}.{_cut(each)}" for each in chart.breaks]
    return " ".join([*parts, "The table with it holds every value."])


def _cut(at: SeriesBreak) -> str:
    """What a break does to the lines, for who cannot see them."""
    if not at.cuts:
        return " It does not matter to what is drawn here."
    return (
        f" {listed(at.only)} {'is' if len(at.only) == 1 else 'are'} cut there."
        if at.only
        else " The line is cut there."
    )


def _over_time(chart: SeenChart, known: list[SeenPoint]) -> str:
    if len(chart.series) > 1:
        last = {each.name: each.points[-1].figure for each in chart.series if each.points}
        ends = [f"{name} {value_words(figure)}" for name, figure in last.items() if figure.value is not None]
        return (
            f"At the last point: {listed(ends)}" if len(chart.series) <= 3 and len(ends) > 1 else _largest_series(chart)
        )
    low, high = min(known, key=_value), max(known, key=_value)
    if overlap(low.figure, high.figure):
        return "No point clearly stands apart"
    return f"Highest in {_name(high)} ({value_words(high.figure)}), lowest in {_name(low)} ({value_words(low.figure)})"


def _largest_series(chart: SeenChart) -> str:
    """The series that holds the most over the whole span."""
    sums = {each.name: sum(point.figure.value or 0.0 for point in each.points) for each in chart.series}
    return f"{min(sums, key=lambda name: (-sums[name], name))} is the largest of {len(sums)}, all on one scale"


def _own_place(chart: SeenChart, own: SeenPoint, about: About) -> str:
    above, below, level = standing(chart, about.area)
    parts = [
        f"{above} place{'s' * (above > 1)} clearly above it" * bool(above),
        f"{below} clearly below it" * bool(below),
        f"{level} that cannot be told apart from it" * bool(level),
    ]
    return f"{own.label}: {value_words(own.figure)}, {interval_words(own.figure)}; {listed(part for part in parts if part)}"


def _name(point: SeenPoint) -> str:
    """A point in time by its month or span; any other by its label."""
    period = point.figure.shown.period
    if point.key in (period.label, point.label) and point.label == period.label:
        return (
            period_words(period)
            if period.is_month
            else f"the twelve months to {period_words(list(period.months())[-1])}"
        )
    return point.label


def _value(point: SeenPoint) -> tuple[float, str]:
    return point.figure.value or 0.0, point.label

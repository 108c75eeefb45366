"""The table behind each chart: in words for readers, in bare values for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sulis.publish.documents.model import Cell, DataTable, TableBlock
from sulis.publish.documents.seen import SeenChart, SeenPoint
from sulis.publish.documents.side_by_side import side_by_side_table
from sulis.publish.documents.spine_table import spine_table
from sulis.publish.documents.timed_tables import timed_table
from sulis.publish.documents.words.numbers import interval_ends, month_name, period_words, upper_first, value_words
from sulis.publish.documents.words.timed import TIMED
from sulis.vocabulary import Figure, Missing, Period, Unit
from sulis.year.needs.model import ChartKind, CoverageRow

_KEYS = {ChartKind.TIME: "Month", ChartKind.AREAS: "Place", ChartKind.CATEGORIES: "Category", ChartKind.MAP: "Place"}
NO_COUNTS: Mapping[str, int] = MappingProxyType({})
SAME_TABLE = "The table above holds the numbers of this chart."
_DATA_HEADER = (
    "series", "key", "label", "period", "unit", "value", "low", "high", "level", "method",
    "numerator", "denominator", "population_year", "provisional", "missing",
)  # fmt: skip


def counts_shown(charts: Iterable[SeenChart]) -> dict[str, int]:
    """The counts by place or category that these charts show anyway, for rates of the same that have no value."""
    points = [point for chart in charts for point in chart.points if chart.kind is not ChartKind.TIME]
    counted = [(point.key, point.figure) for point in points if point.figure.unit is Unit.INCIDENTS]
    return {key: round(figure.value) for key, figure in counted if figure.value is not None}


def chart_table(chart: SeenChart, caption: str, counted: Mapping[str, int] = NO_COUNTS) -> TableBlock:
    """Every point of the chart: one row a point, or one row a month with a column a series.

    ``counted`` gives the counts of places whose rate has no population to divide by.
    """
    if chart.kind is ChartKind.SPINE:
        return spine_table(chart, caption)
    if chart.kind in (ChartKind.FUNNEL, ChartKind.PAIRED):
        return side_by_side_table(chart, caption)
    if chart.kind in TIMED:
        return timed_table(chart, caption)
    if chart.kind is ChartKind.TIME and len(chart.series) > 1:
        return _wide(chart, caption)
    several = len(chart.series) > 1
    counts = any(_shows_count(point.figure) for point in chart.points)
    header = [
        *(["Series"] if several else []),
        _key_name(chart),
        *(["Incidents"] if counts else []),
        _value_name(chart),
        "From",
        "To",
    ]
    rows = [
        (
            *((series.name,) if several else ()),
            row_name(point, chart.kind),
            *((_count(point, counted),) if counts else ()),
            *_cells(point.figure),
        )
        for series in chart.series
        for point in _in_order(chart, series.points)
    ]
    words = 2 if several else 1
    return TableBlock(
        f"{chart.id}-table", caption, tuple(header), tuple(rows), tuple(at >= words for at in range(len(header)))
    )


def chart_data(chart: SeenChart) -> DataTable:
    """Every point with all that is known of it, unrounded."""
    rows: list[tuple[Cell, ...]] = []
    for series in chart.series:
        for point in series.points:
            e = point.figure.shown
            rows.append(
                (series.name, point.key, point.label, e.period.label, e.unit.value, e.value, e.low, e.high, e.level, e.method,
                 e.numerator, e.denominator, e.population_year, "yes" if e.provisional else "no", e.missing.value if e.missing else None)
            )  # fmt: skip
    return DataTable(_DATA_HEADER, tuple(rows))


def coverage_table(rows: tuple[CoverageRow, ...], id: str, caption: str) -> TableBlock:
    """The ledger, month by month."""
    header = (
        "Month",
        "Status",
        "Rows",
        "Without a neighbourhood",
        "Placed outside the force",
        "Rows that repeat an ID",
        "2011 area codes",
    )
    cells = tuple(
        (
            month_name(Period.month(row.month)), _status(row.status), _whole(row.rows), _percent(row.no_geography_share, row.rows),
            _percent(row.outside_force_share, row.rows), _whole(row.repeated_ids), _whole(row.lsoa_2011_rows),
        )
        for row in rows
    )  # fmt: skip
    return TableBlock(id, caption, header, cells, (False, False, True, True, True, True, True))


def narrowed(table: TableBlock, most: int) -> tuple[TableBlock, ...]:
    """The table as it fits a sheet: its first column with at most ``most`` others, in as many tables as that takes."""
    others = len(table.header) - 1
    if others <= most:
        return (table,)
    starts = range(1, others + 1, most)
    return tuple(
        TableBlock(
            f"{table.id}-{part}", f"{table.caption} (part {part} of {len(starts)})",
            (table.header[0], *table.header[start : start + most]),
            tuple((row[0], *row[start : start + most]) for row in table.rows),
            (table.numeric[0], *table.numeric[start : start + most]),
        )
        for part, start in enumerate(starts, start=1)
    )  # fmt: skip


def same_numbers(table: TableBlock, others: Iterable[TableBlock]) -> bool:
    """Whether one of ``others`` shows the same rows, so that printing this one again would tell nothing."""
    return any((table.header, table.rows) == (other.header, other.rows) for other in others)


def row_name(point: SeenPoint, kind: ChartKind) -> str:
    """How a reader knows the row: the month in words, else the point's label."""
    period = point.figure.shown.period
    if kind is not ChartKind.TIME:
        return point.label
    return period_words(period) if period.is_month else f"Twelve months to {period_words(list(period.months())[-1])}"


def _wide(chart: SeenChart, caption: str) -> TableBlock:
    """One row a month; each series takes one column: the value and its interval together."""
    by_period: dict[Period, dict[str, SeenPoint]] = {}
    for series in chart.series:
        for point in series.points:
            by_period.setdefault(point.figure.shown.period, {})[series.name] = point
    names = [series.name for series in chart.series]
    rows = tuple(
        (row_name(next(iter(found.values())), chart.kind), *(_together(found.get(name)) for name in names))
        for _, found in sorted(by_period.items())
    )
    return TableBlock(f"{chart.id}-table", caption, ("Month", *names), rows, (False, *(True for _ in names)))


def _together(point: SeenPoint | None) -> str:
    if point is None:
        return "no figure"
    ends = interval_ends(point.figure)
    mark = " (provisional)" if point.figure.shown.provisional else ""
    return f"{value_words(point.figure)} ({ends[0]} to {ends[1]}){mark}" if ends else value_words(point.figure)


def _cells(figure: Figure) -> tuple[str, str, str]:
    ends = interval_ends(figure) or ("", "")
    mark = " (provisional)" if figure.shown.provisional else ""
    return (f"{value_words(figure)}{mark}", *ends)


def _in_order(chart: SeenChart, points: tuple[SeenPoint, ...]) -> list[SeenPoint]:
    """Time as it ran; places and categories from the highest."""
    if chart.kind is ChartKind.TIME:
        return list(points)
    return sorted(points, key=lambda each: (each.figure.value is None, -(each.figure.value or 0), each.label, each.key))


def _shows_count(figure: Figure) -> bool:
    return figure.unit in (Unit.RATE_PER_100K, Unit.RATE_PER_100K_YEAR) and figure.shown.numerator is not None


def _count(point: SeenPoint, counted: Mapping[str, int]) -> str:
    own = point.figure.shown
    no_residents = own.missing is Missing.NO_DENOMINATOR
    return _whole(counted.get(point.key) if own.numerator is None and no_residents else own.numerator)


def _key_name(chart: SeenChart) -> str:
    months = all(point.figure.shown.period.is_month for point in chart.points)
    return "Twelve months" if chart.kind is ChartKind.TIME and not months else _KEYS[chart.kind]


def _value_name(chart: SeenChart) -> str:
    unit = chart.points[0].figure.unit if chart.points else Unit.INCIDENTS
    names = {Unit.INCIDENTS: "incidents", Unit.PROPORTION: "percentage", Unit.RATIO: "times", Unit.PLACES: "places",
             Unit.INDEX: "index from 0 to 1", Unit.YEARS: "years", Unit.DAYS: "days", Unit.PEOPLE: "people",
             Unit.PUBLISHED: "as published"}  # fmt: skip
    return upper_first(names.get(unit, f"rate {unit.value}" if unit is not Unit.DIFFERENCE else "difference"))


def _status(status: str) -> str:
    return {"missing": "not received", "present": "received"}.get(status, status)


def _whole(number: int | None) -> str:
    return "no figure" if number is None else f"{number:,}"


def _percent(share: float | None, of: int | None) -> str:
    if share is None or of is None:
        return "no figure"
    return f"{share * 100:.1f}%" if of >= 20 else f"{share * of:.0f} of {of}"

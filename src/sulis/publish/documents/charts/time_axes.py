"""The axes of every chart in time: months along the foot, and what is counted up the side from nothing."""

from __future__ import annotations

from datetime import timedelta

from sulis.publish.documents.charts.style import LETTER, Sheet, Spec
from sulis.publish.documents.charts.time_marks import span
from sulis.publish.documents.seen import SeenChart
from sulis.vocabulary import Period


def x_axis(chart: SeenChart, sheet: Sheet, *, small: bool) -> Spec:
    """Months, as many named as fit, the year under the first of each."""
    first, last = span(chart)
    months = list(Period(first, last).months())
    step = 1 if len(months) <= 8 else 3 if len(months) <= 40 else 12
    step = {1: 3, 3: 6}.get(step, step) if sheet.narrow and len(months) > 4 else step
    ticks = [month.start for month in months if (month.start.month - 1) % step == 0]
    ticks = [day for day in ticks if day.month == 1 or not small] or ticks[:1]
    with_year = {ticks[0].isoformat(), *(day.isoformat() for day in ticks if day.month == 1)} if ticks else set()
    years = ",".join(f"'{day}'" for day in sorted(with_year))
    short, full = "utcFormat(datum.value, '%b')", "utcFormat(datum.value, '%Y')"
    label = f"indexof([{years}], utcFormat(datum.value, '%Y-%m-%d')) >= 0 ? [{short}, {full}] : {short}"
    return {
        "field": "month",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()]},
        "axis": {
            "title": None,
            "grid": False,
            "values": [day.isoformat() for day in ticks],
            "labelExpr": label,
            "labelOverlap": False,
            "labelFlush": False,
        },
    }


def y_axis(top: float, *, small: bool, foot: float = 0.0) -> Spec:
    """From ``foot``, which is nothing unless told otherwise, to ``top``."""
    return {
        "type": "quantitative",
        "scale": {"domain": [foot, top], "nice": False, "zero": not foot},
        "axis": {
            "title": None,
            "tickCount": 3 if small else 6,
            "domain": False,
            "ticks": False,
            "minExtent": LETTER * len(f"{top:,.0f}") + 4,
        },
    }


def middle_of(month: Period) -> str:
    """The day at which a month is drawn."""
    return (month.start + timedelta(days=month.days // 2)).isoformat()

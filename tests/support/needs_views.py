"""Finding things in an assessment by what they are called."""

from __future__ import annotations

from sulis.year.needs.model import Assessment, ChartSpec, Finding, Point, SeriesEntry


def finding(assessment: Assessment, id_: str) -> Finding:
    found = {one.id: one for chapter in assessment.chapters for one in chapter.findings}
    return found[id_]


def has_finding(assessment: Assessment, id_: str) -> bool:
    return any(one.id == id_ for chapter in assessment.chapters for one in chapter.findings)


def chart(assessment: Assessment, id_: str) -> ChartSpec:
    charts = {spec.id: spec for chapter in assessment.chapters for one in chapter.findings for spec in one.charts}
    return charts[id_]


def points(assessment: Assessment, id_: str) -> dict[str, Point]:
    """The points of a chart's first series, by key."""
    return {point.key: point for point in chart(assessment, id_).series[0].points}


def entry(assessment: Assessment, category: str, month: str) -> SeriesEntry:
    (found,) = (one for one in assessment.series if one.category == category and one.count.period.label == month)
    return found

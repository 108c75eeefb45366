"""The assessment as other programs read it: assessment.json, after disclosure for one audience."""

from __future__ import annotations

from typing import Any

from sulis.publish.disclosure import Seen, disclose
from sulis.publish.documents.seen import SeenFinding, see_coverage, see_finding, see_releases
from sulis.publish.documents.words import About, word_finding
from sulis.vocabulary import Area, Audience, Caveat, Estimate, Figure, Missing, Provenance
from sulis.year.needs.model import Assessment, SeriesEntry

Json = dict[str, Any]


def contract_json(assessment: Assessment, audience: Audience) -> Json:
    """The run as plain values, in one order, ready for `json.dumps`.

    ``series`` has one entry for each category and month. A month that was not received has the status of its coverage and
    nulls; a number that the audience may not see has the status ``suppressed`` and nulls. Caveats are given by code, numbered
    where one code has several texts, and set out once under ``caveats``.
    """
    codes = _Codes()
    series = [_series(entry, assessment.area, audience, codes) for entry in assessment.series]
    seen = [
        (chapter.id, see_finding(finding, audience)) for chapter in assessment.chapters for finding in chapter.findings
    ]
    force = assessment.force.name if assessment.force else None
    about = About(assessment.area.name, force, assessment.period, see_coverage(assessment, audience))
    findings = [_finding(chapter, finding, about, codes) for chapter, finding in seen]
    withheld = any(finding.held_back for _, finding in seen) or any(entry["status"] == "suppressed" for entry in series)
    own = [] if withheld else [codes.of(caveat) for caveat in assessment.caveats]
    return {
        "software": assessment.software,
        "audience": audience.value,
        "made_up": assessment.made_up,
        "area": _area(assessment.area),
        "force": _area(assessment.force) if assessment.force else None,
        "period": {"from": _first(assessment), "to": _last(assessment)},
        "definitions": [
            {"ref": ref, "title": title, "text": text}
            for ref, title, text in zip(assessment.definitions, assessment.definition_titles, assessment.definition_texts, strict=True)
        ],
        "series": series,
        "findings": findings,
        "coverage": [_coverage(row) for row in about.coverage],
        "releases": [
            {"id": r.id, "table": r.table, "source": r.source, "publisher": r.publisher, "licence": r.licence, "period": r.period,
             "version": r.version, "received": r.received,
             "files": [{"name": n, "sha256": s} for n, s in zip(r.files, r.sha256, strict=True)]}
            for r in see_releases(assessment, audience)
        ],
        "assessment_caveats": own,
        "caveats": codes.table(),
    }  # fmt: skip


class _Codes:
    """A code for each caveat: its own, with a number after it where another text already has it."""

    def __init__(self) -> None:
        self._known: dict[Caveat, str] = {}
        self._taken: dict[str, int] = {}

    def of(self, caveat: Caveat) -> str:
        if caveat not in self._known:
            met = self._taken[caveat.code] = self._taken.get(caveat.code, 0) + 1
            self._known[caveat] = caveat.code if met == 1 else f"{caveat.code}-{met}"
        return self._known[caveat]

    def table(self) -> Json:
        return {code: caveat.text for caveat, code in self._known.items()}


def _series(entry: SeriesEntry, area: Area, audience: Audience, codes: _Codes) -> Json:
    count, rate = disclose(entry.count, audience), disclose(entry.rate, audience)
    shown = [figure.shown for figure in (count, rate) if isinstance(figure, Figure)]
    status = entry.status if isinstance(count, Figure) else "suppressed"
    held = status == "suppressed" or (isinstance(count, Figure) and count.missing is not None)
    main = count.shown if isinstance(count, Figure) else None
    rated = rate.shown if isinstance(rate, Figure) else None
    if main is not None and main.missing is Missing.SUPPRESSED:
        status = "suppressed"
    return {
        "indicator": entry.indicator,
        "category": entry.category,
        "area": area.code,
        "period": entry.count.period.label,
        "status": status,
        "rows": None if held else entry.rows,
        "count": None if held or main is None else _whole(main.value),
        "rate_per_100k": _number(rate, "value"),
        "rate_low": _number(rate, "low"),
        "rate_high": _number(rate, "high"),
        "count_low": _number(count, "low"),
        "count_high": _number(count, "high"),
        "level": entry.count.level,
        "method": main.method if main is not None and not held else None,
        "population_year": rated.population_year if rated is not None and rated.missing is None else None,
        "caveats": [codes.of(caveat) for caveat in dict.fromkeys(caveat for each in shown for caveat in each.caveats)],
    }


def _finding(chapter: str, finding: SeenFinding, about: About, codes: _Codes) -> Json:
    wording = word_finding(finding, about)
    return {
        "chapter": chapter,
        "id": finding.id,
        "kind": finding.kind.value,
        "subject": finding.subject,
        "heading": wording.heading,
        "sentences": list(wording.sentences),
        "statements": list(finding.statements),
        "unsaid": list(finding.unsaid),
        "verdict": finding.claim.ground.verdict.value if finding.claim else None,
        "rests_on": list(finding.claim.rests_on) if finding.claim else [],
        "level": finding.level.value if finding.level else None,
        "held_back": finding.held_back,
        "slots": [
            {"name": s.name, "label": s.label, "p_value": s.p_value, **_estimate(s.figure.shown)} for s in finding.slots
        ],
        "charts": [
            {"id": chart.id, "kind": chart.kind.value,
             "series": [{"name": each.name, "points": [{"key": p.key, "label": p.label, **_estimate(p.figure.shown, query=False)}
                                                       for p in each.points]} for each in chart.series]}
            for chart in finding.charts
        ],
        "caveats": [codes.of(caveat) for caveat in finding.caveats],
    }  # fmt: skip


def _estimate(estimate: Estimate, *, query: bool = True) -> Json:
    """One number whole; the query is given with slots and left out of points, whose finding's slots have it."""
    given: Json = {
        "value": _finite(estimate.value), "low": _finite(estimate.low), "high": _finite(estimate.high), "unit": estimate.unit.value,
        "level": estimate.level, "method": estimate.method, "area": estimate.area.code, "period": estimate.period.label,
        "numerator": estimate.numerator, "denominator": estimate.denominator, "population_year": estimate.population_year,
        "provisional": estimate.provisional, "missing": estimate.missing.value if estimate.missing else None,
    }  # fmt: skip
    return {**given, **_provenance(estimate.provenance)} if query else given


def _provenance(provenance: Provenance | None) -> Json:
    if provenance is None:
        return {"definition": None, "releases": [], "query": None, "open_data": False}
    return {
        "definition": provenance.definition, "releases": list(provenance.releases), "query": provenance.query,
        "open_data": provenance.open_data,
    }  # fmt: skip


def _coverage(row: Any) -> Json:
    names = (
        "month",
        "status",
        "rows",
        "no_geography_share",
        "outside_force_share",
        "repeated_ids",
        "lsoa_2011_rows",
        "release",
    )
    return {name: getattr(row, name) for name in names}


def _area(area: Area) -> Json:
    return {"code": area.code, "name": area.name, "level": area.level.value, "vintage": area.vintage}


def _number(figure: Seen, end: str) -> float | None:
    value: float | None = getattr(figure.shown, end) if isinstance(figure, Figure) else None
    return _finite(value)


def _finite(value: float | None) -> float | None:
    """JSON has no infinity: an upper end without limit is null."""
    return None if value is None or value in (float("inf"), float("-inf")) else value


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _first(assessment: Assessment) -> str:
    return f"{assessment.period.start:%Y-%m}"


def _last(assessment: Assessment) -> str:
    months = list(assessment.period.months())
    return months[-1].label if months else f"{assessment.period.end:%Y-%m-%d}"

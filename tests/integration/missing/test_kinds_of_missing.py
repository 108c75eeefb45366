"""Each kind of missing stays itself from a file to a page's table, and zero stays a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.indicators.published_series import published_series
from sulis.publish.documents.charts import draw
from sulis.publish.documents.charts.time_marks import gaps
from sulis.publish.documents.seen import SeenChart, see_finding
from sulis.publish.documents.tables import chart_data, chart_table
from sulis.publish.documents.words import About
from sulis.publish.documents.words.charts import chart_alt
from sulis.publish.documents.words.numbers import missing_words
from sulis.store import open_store, reinstate, withdraw
from sulis.vocabulary import Area, AreaLevel, Audience, Estimate, Missing, Period, Unit, WrongUsage
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series
from tests.support.command import sulis

HEAD = """
id = "kinds"
title = "Published values with every kind of missing"
source = "fingertips"
table = "indicator_values"

[release]
series = "kinds"
period = "all"
"""
WORDS = '{ "*" = "suppressed", ":" = "not collected", ".." = "not yet published", "w" = "withdrawn", "z" = "not applicable", "" = "not received" }'  # noqa: E501
DAYS, NOBODY_KNOWS = 'dates = ["%d/%m/%Y"]', 'unknown = [""]'
COLUMNS = {  # how each column is filled
    "indicator_id": ['value = "planted"'],
    "indicator": ['value = "A planted indicator"'],
    "area_code": ['from = "Area"'],
    "area_type": ['value = "District"'],
    "period": ['from = "Month"'],
    "period_start": ['from = "First"', DAYS],
    "period_end": ['from = "Last"', DAYS],
    "value": ['from = "Value"', f"missing = {WORDS}"],
    "low": ['from = "Low"', NOBODY_KNOWS],
    "high": ['from = "High"', NOBODY_KNOWS],
    "provisional": ['from = "Provisional"', 'yes = ["Y"]', 'no = [""]'],
}
MAPPING = "\n".join([HEAD, *("\n".join(["[[column]]", f'to = "{to}"', *how]) for to, how in COLUMNS.items())])
AREA = Area("E06999001", "Aldermere", AreaLevel.DISTRICT, 2024)
CELLS: dict[str, float | Missing] = {
    "12.5": 12.5,
    "0": 0.0,
    "*": Missing.SUPPRESSED,
    ":": Missing.NOT_COLLECTED,
    "..": Missing.NOT_YET_PUBLISHED,
    "w": Missing.WITHDRAWN,
    "z": Missing.NOT_APPLICABLE,
    "": Missing.NOT_RECEIVED,
}
"""What stands in the file, one month each from January 2024 on, and what it means."""
MONTHS = [f"2024-{number:02}" for number in range(1, len(CELLS) + 1)]
MEANT = dict(zip(MONTHS, CELLS.values(), strict=True))
KINDS = {month: kind for month, kind in MEANT.items() if isinstance(kind, Missing)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "kinds.toml").write_text(MAPPING, encoding="utf-8")
    lines = ["Area,Month,First,Last,Value,Low,High,Provisional"]
    for number, cell in enumerate(CELLS, start=1):
        limits = "10.1,15.2" if cell == "12.5" else ","
        lines.append(f"{AREA.code},2024-{number:02},01/{number:02}/2024,28/{number:02}/2024,{cell},{limits},")
    (folder / "kinds.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    answer = sulis(
        "ingest", "file", "--mapping", folder / "kinds.toml", folder / "kinds.csv", "--home", folder / "home", "--json"
    )
    assert answer.document["verdict"] == "accepted", answer.document["faults"]
    return folder / "home"


@pytest.fixture
def estimates(home: Path) -> tuple[Estimate, ...]:
    return published_series(open_store(home), "planted", AREA)


@pytest.fixture
def chart(estimates: tuple[Estimate, ...]) -> SeenChart:
    points = tuple(Point(month, month, one) for month, one in zip(MONTHS, estimates, strict=True))
    spec = ChartSpec("kinds", ChartKind.TIME, (Series("A planted indicator", points),))
    seen = see_finding(Finding("kinds", FindingKind.MONTHLY_TREND, "A planted indicator", (), (spec,)), Audience.PUBLIC)
    assert seen.held_back is None
    return seen.charts[0]


def test_store_keeps_a_number_or_a_kind_and_never_both(home: Path) -> None:
    with open_store(home).connect() as connection:
        rows = connection.execute(
            "SELECT period, value, value_missing FROM indicator_values ORDER BY period"
        ).fetchall()
    assert {month: value if why is None else Missing(why) for month, value, why in rows} == MEANT
    assert all((value is None) != (why is None) for _, value, why in rows)


def test_series_of_estimates_has_each_kind_and_a_zero_that_is_a_number(estimates: tuple[Estimate, ...]) -> None:
    said = {month: one.missing or one.value for month, one in zip(MONTHS, estimates, strict=True)}
    assert said == MEANT
    assert {one.unit for one in estimates} == {Unit.PUBLISHED}
    assert (estimates[0].low, estimates[0].high) == (10.1, 15.2)
    assert (estimates[1].low, estimates[1].high) == (0.0, 0.0)
    assert [caveat.code for caveat in estimates[1].caveats] == ["no-published-interval"]


def test_chart_has_a_gap_with_its_own_words_for_each_kind(chart: SeenChart) -> None:
    assert [why for _, _, why in gaps(chart)] == [missing_words(kind) for kind in KINDS.values()]
    drawn = draw(chart, title="A title", description="A description", id="kinds").svg
    for kind in KINDS.values():
        assert all(word in drawn for word in missing_words(kind).split())


def test_words_of_the_kinds_differ_from_each_other_and_from_zero() -> None:
    assert len({missing_words(kind) for kind in Missing} | {"0"}) == len(Missing) + 1


def test_table_on_the_page_says_each_kind_in_words(chart: SeenChart) -> None:
    rows = chart_table(chart, "Values").rows
    assert [row[1] for row in rows] == ["12.5", "0", *(missing_words(kind) for kind in KINDS.values())]
    assert all(set(row[2:]) <= {""} for row in rows[2:]), "a missing value has no limits"


def test_table_for_machines_has_each_kind_by_its_name(chart: SeenChart) -> None:
    table = chart_data(chart)
    value, missing = (table.header.index(name) for name in ("value", "missing"))
    found = {row[1]: row[value] if row[missing] is None else Missing(str(row[missing])) for row in table.rows}
    assert found == MEANT


def test_reader_who_cannot_see_the_chart_is_told_how_many_have_no_figure(chart: SeenChart) -> None:
    about = About(AREA.name, "Mereshire", Period.between(MONTHS[0], MONTHS[-1]), ())
    assert "No figure" in chart_alt(chart, "A title", about)


def test_series_of_a_withdrawn_release_is_withdrawn_and_comes_back_as_it_was(
    home: Path, estimates: tuple[Estimate, ...]
) -> None:
    (release,) = open_store(home).releases("indicator_values")
    withdraw(home, release.id, because="a trial")
    try:
        gone = published_series(open_store(home), "planted", AREA)
        assert [one.missing for one in gone] == [Missing.WITHDRAWN] * len(MEANT)
        assert {one.value for one in gone} == {None}
    finally:
        reinstate(home, release.id)
    assert published_series(open_store(home), "planted", AREA) == estimates


def test_indicator_that_was_never_received_is_nothing_and_not_zero(home: Path) -> None:
    assert published_series(open_store(home), "another", AREA) == ()


def test_two_values_for_one_period_are_asked_about(tmp_path: Path) -> None:
    text = MAPPING.replace('value = "District"', 'from = "Kind"')
    (tmp_path / "kinds.toml").write_text(text, encoding="utf-8")
    row = "E06999001,2024-01,01/01/2024,31/01/2024,{},,,,{}"
    lines = [
        "Area,Month,First,Last,Value,Low,High,Provisional,Kind",
        row.format(1, "District"),
        row.format(2, "County"),
    ]
    (tmp_path / "kinds.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    home = tmp_path / "home"
    sulis("ingest", "file", "--mapping", tmp_path / "kinds.toml", tmp_path / "kinds.csv", "--home", home)
    with pytest.raises(WrongUsage, match="several values"):
        published_series(open_store(home), "planted", AREA)

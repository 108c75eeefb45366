"""What moves between two versions of a table of measures, counted by hand from a few planted rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pytest

from sulis.delivery import MovedKind, Movement
from sulis.delivery.incidents_moved import outcomes_ripened
from sulis.delivery.movement import movement_of
from sulis.tables import TABLES
from sulis.vocabulary import Missing

INDICATORS, CRIME, STOPS = TABLES["indicator_values"], TABLES["recorded_crime"], TABLES["stops"]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


def put(connection: duckdb.DuckDBPyConnection, table: Any, name: str, rows: Sequence[dict[str, object]]) -> str:
    """A table of that name with these rows; columns that are not named are empty."""
    connection.execute(f"CREATE TABLE {name} ({', '.join(f'{c.name} {c.sql_type}' for c in table.columns)})")
    for row in rows:
        cells = ", ".join("NULL" if row.get(c) is None else f"'{row[c]}'" for c in table.names)
        connection.execute(f"INSERT INTO {name} VALUES ({cells})")
    return name


def value(area: str, number: float | None, why: str | None = None, *, indicator: str = "11201") -> dict[str, object]:
    measures = {f"{name}_missing": "not collected" for name in ("numerator", "denominator")}
    return {
        "indicator_id": indicator, "indicator": indicator, "area_code": area, "area_type": "District", "period": "2023",
        "value": number, "value_missing": why, "provisional": False, **measures,
    }  # fmt: skip


def compared(
    connection: duckdb.DuckDBPyConnection, table: Any, old: list[dict[str, object]], new: list[dict[str, object]]
) -> Movement:
    return movement_of(connection, table, put(connection, table, "o", old), put(connection, table, "n", new))


def test_values_that_changed_stand_biggest_first_and_those_that_turned_missing_before_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    old = [value("a", 10), value("b", 100), value("c", 7), value("d", None, "suppressed"), value("e", 0), value("f", 5)]
    new = [value("a", 15), value("b", 90), value("c", None, "suppressed"), value("d", 8), value("e", 2), value("f", 5)]
    found = compared(connection, INDICATORS, old, new)
    shown = [(dict(one.of)["area_code"], one.difference, one.share) for one in found.moved]
    assert shown == [("c", None, None), ("d", None, None), ("e", 2.0, None), ("a", 5.0, 0.5), ("b", -10.0, -0.1)]
    assert (found.turned_missing, found.turned_back) == ({"suppressed": 1}, {"suppressed": 1})
    assert found.unmoved == 1 + 2 * 6, "f, and the numerators and denominators that nobody collects"


def test_missing_for_another_reason_is_told_and_is_no_number(connection: duckdb.DuckDBPyConnection) -> None:
    found = compared(
        connection, INDICATORS, [value("a", None, "not yet published")], [value("a", None, "not applicable")]
    )
    (one,) = found.moved
    assert (one.before_missing, one.after_missing) == (Missing.NOT_YET_PUBLISHED, Missing.NOT_APPLICABLE)
    assert (one.before, one.after, one.difference, found.other_kind) == (None, None, None, 1)


def test_zero_that_turns_missing_is_a_move(connection: duckdb.DuckDBPyConnection) -> None:
    found = compared(connection, INDICATORS, [value("a", 0)], [value("a", None, "missing")])
    assert [(one.before, one.after, one.after_missing) for one in found.moved] == [(0.0, None, Missing.NOT_RECEIVED)]


def test_rows_added_gone_or_repeated_are_not_numbers_that_moved(connection: duckdb.DuckDBPyConnection) -> None:
    old = [value("a", 1), value("gone", 5), value("twice", 1), value("twice", 2)]
    new = [value("a", 1), value("added", 5), value("twice", 9)]
    assert compared(connection, INDICATORS, old, new).moved == ()


def crime(group: str, number: int | None, why: str | None = None, code: str = "1") -> dict[str, object]:
    return {
        "quarter": "2023-04-01", "financial_year": "2023/24", "force_name": "Mereshire", "offence_code": code,
        "offence_group": group, "offences": number, "offences_missing": why,
    }  # fmt: skip


def test_recorded_crime_moves_by_offence_group(connection: duckdb.DuckDBPyConnection) -> None:
    old = [crime("Violence", 10), crime("Violence", 20, code="2"), crime("Theft", 7), crime("Robbery", 3)]
    new = [
        crime("Violence", 12),
        crime("Violence", 15, code="2"),
        crime("Theft", 7),
        crime("Robbery", None, "suppressed"),
    ]
    found = compared(connection, CRIME, old, new)
    shown = {dict(one.of)["offence_group"]: (one.before, one.after, one.after_missing) for one in found.moved}
    assert shown == {"Violence": (30.0, 27.0, None), "Robbery": (3.0, None, Missing.SUPPRESSED)}
    assert {one.kind for one in found.moved} == {MovedKind.SUM}
    assert found.unmoved == 1


def test_sum_that_a_hidden_row_is_not_in_says_how_many_are_not(connection: duckdb.DuckDBPyConnection) -> None:
    old = [crime("Violence", 10), crime("Violence", 20, code="2")]
    new = [crime("Violence", 10), crime("Violence", None, "suppressed", code="2")]
    (one,) = compared(connection, CRIME, old, new).moved
    assert (one.before, one.after, one.without_before, one.without_after) == (30.0, 10.0, 0, 1)


def test_group_that_is_gone_was_not_received_and_is_not_zero(connection: duckdb.DuckDBPyConnection) -> None:
    found = compared(connection, CRIME, [crime("Violence", 1), crime("Theft", 1)], [crime("Violence", 1)])
    assert [(one.before, one.after, one.after_missing) for one in found.moved] == [(1.0, None, Missing.NOT_RECEIVED)]


def test_table_without_measures_moves_by_its_rows(connection: duckdb.DuckDBPyConnection) -> None:
    found = compared(connection, STOPS, [{"force": "mereshire"}] * 2, [{"force": "mereshire"}] * 3)
    assert [(one.indicator, one.before, one.after) for one in found.moved] == [("rows of stops", 2.0, 3.0)]


def outcomes(connection: duckdb.DuckDBPyConnection, name: str, made: dict[str, str | None]) -> str:
    rows: list[dict[str, object]] = [{"incident_id": id_, "last_outcome": outcome} for id_, outcome in made.items()]
    return put(connection, TABLES["incidents"], name, rows)


@pytest.mark.parametrize(("changed", "warned"), [(0, False), (1, False), (2, True), (200, True)])
def test_outcomes_warn_from_a_hundredth_of_the_incidents_on(
    connection: duckdb.DuckDBPyConnection, changed: int, warned: bool
) -> None:
    ids = [f"i{number}" for number in range(200)]
    old = outcomes(connection, "o", dict.fromkeys(ids, "Under investigation"))
    later = {id_: "Status update unavailable" if n < changed else "Under investigation" for n, id_ in enumerate(ids)}
    found = outcomes_ripened(connection, old, outcomes(connection, "n", {**later}))
    assert bool(found) is warned
    if warned:
        assert f'"Status update unavailable" went from 0.0% of them to {changed / 200:.1%}' in found[0].text


def test_outcomes_of_other_incidents_are_not_compared(connection: duckdb.DuckDBPyConnection) -> None:
    old, new = outcomes(connection, "o", {"a": "x"}), outcomes(connection, "n", {"b": "y"})
    assert outcomes_ripened(connection, old, new) == ()

"""A guarded query that names nobody reads nothing, by whichever road it goes to the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from sulis_web.partnership.models import Board, Seat
from sulis_web.records.guarded import Unscoped

ALL = "a test looks at every row"
ROADS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "get": lambda query: query.get(key="strategy-board"),
    "first": lambda query: query.first(),
    "last": lambda query: query.last(),
    "latest": lambda query: query.latest("created_at"),
    "slice": lambda query: query[0],
    "length": len,
    "truth": bool,
    "count": lambda query: query.count(),
    "exists": lambda query: query.exists(),
    "contains": lambda query: query.contains(Board(pk=1)),
    "iterator": lambda query: list(query.iterator()),
    "in bulk": lambda query: query.in_bulk([1]),
    "values": lambda query: list(query.values()),
    "values list": lambda query: list(query.values_list("name")),
    "dates": lambda query: list(query.dates("created_at", "year")),
    "aggregate": lambda query: query.aggregate(Count("pk")),
    "update": lambda query: query.update(name="x"),
    "delete": lambda query: query.delete(),
    "raw": lambda query: list(query.raw("SELECT * FROM partnership_board")),
    "explain": lambda query: query.explain(),
    "inner query": lambda query: list(Seat.objects.unscoped(ALL).filter(board__in=query)),
    "union": lambda query: list(Board.objects.unscoped(ALL).order_by().union(query)),
    "or": lambda query: list(Board.objects.unscoped(ALL) | query),
    "and": lambda query: list(Board.objects.unscoped(ALL) & query),
    "get or create": lambda query: query.get_or_create(key="strategy-board"),
}
HARMLESS = {"update", "delete"}  # run for real they would change or refuse; what they refuse is what is asked here


@pytest.mark.parametrize("road", ROADS)
def test_query_that_names_nobody_is_refused(board: Board, road: str) -> None:
    with pytest.raises(Unscoped):
        ROADS[road](Board.objects.filter(name__contains="board"))
    with pytest.raises(Unscoped):
        ROADS[road](Board.objects.all())


@pytest.mark.parametrize("road", sorted(ROADS.keys() - HARMLESS))
def test_query_with_its_reason_runs(board: Board, road: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        ROADS[road](Board.objects.unscoped(ALL).order_by())
    assert any("partnership_board" in each["sql"] for each in asked.captured_queries)


def test_reason_may_not_be_empty(board: Board) -> None:
    with pytest.raises(Unscoped, match="gives its reason"):
        Board.objects.unscoped("")


def test_reverse_side_of_a_foreign_key_is_guarded_too(board: Board) -> None:
    with pytest.raises(Unscoped):
        list(board.seats.all())

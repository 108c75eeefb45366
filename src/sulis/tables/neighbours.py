"""Which authorities are most like which, as a publisher judged it."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table
from sulis.tables.origin import origin
from sulis.vocabulary import Caveat

NEIGHBOURS = Table(
    "neighbours",
    "neighbours",
    "The statistical neighbours of each authority: those most like it, in order, as a publisher worked them out.",
    (
        *origin(),
        Column("area_code", "VARCHAR", "the authority"),
        Column("place", "SMALLINT", "1 for the authority most like it", least=1, most=50),
        Column("neighbour_code", "VARCHAR", "the authority that is like it"),
    ),
    key=("area_code", "place"),
    checks=(
        Check(
            "neighbour_code",
            "neighbour_code <> area_code",
            "an authority that is its own neighbour",
            "A neighbour is another authority.",
        ),
    ),
    caveats=(
        Caveat(
            "neighbours-not-mutual",
            "An authority can be a neighbour of another without having it as its own: the lists are not mutual.",
        ),
        Caveat(
            "alike-in-what-was-measured",
            "Neighbours are alike in the circumstances that the publisher measured, and may differ in all else.",
        ),
    ),
)

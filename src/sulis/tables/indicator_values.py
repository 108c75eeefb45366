"""Published indicators: the value as published, never worked out again."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table, quantity
from sulis.tables.origin import origin
from sulis.tables.period import in_order
from sulis.vocabulary import Caveat

INDICATOR_VALUES = Table(
    "indicator_values",
    "indicator_values",
    "Values of indicators for areas and periods, as their publishers give them.",
    (
        *origin(),
        Column("indicator_id", "VARCHAR", "the publisher's id of the indicator"),
        Column("indicator", "VARCHAR", "its name"),
        Column("area_code", "VARCHAR", "the area"),
        Column("area_name", "VARCHAR", "its name", nullable=True),
        Column("area_type", "VARCHAR", "kind of area, as the publisher has it"),
        Column("period", "VARCHAR", "the period as published"),
        Column("period_start", "DATE", "its first day, where the label says it", nullable=True),
        Column("period_end", "DATE", "its last day, where the label says it", nullable=True),
        Column("sex", "VARCHAR", "sex as published", nullable=True),
        Column("age", "VARCHAR", "ages as published", nullable=True),
        Column("category_type", "VARCHAR", "what a further breakdown is by", nullable=True),
        Column("category", "VARCHAR", "the part of it", nullable=True),
        *quantity("value", "DOUBLE", "the value", "as the indicator's", least=None),
        Column("low", "DOUBLE", "lower 95% limit as published", nullable=True),
        Column("high", "DOUBLE", "upper 95% limit as published", nullable=True),
        *quantity("numerator", "DOUBLE", "what was counted", "as the indicator's", least=None),
        *quantity("denominator", "DOUBLE", "what it is divided by", "as the indicator's"),
        Column("unit", "VARCHAR", "unit as published", nullable=True),
        Column("note", "VARCHAR", "the publisher's note to the value", nullable=True),
        Column("provisional", "BOOLEAN", "whether the publisher may still change it"),
    ),
    key=("indicator_id", "area_code", "area_type", "period", "sex", "age", "category_type", "category"),
    checks=(
        Check(
            "low",
            "low IS NULL OR high IS NULL OR low <= high",
            "a lower limit above the upper one",
            "An interval has its lower limit first.",
        ),
        in_order("period_start", "period_end", "A period ends on or after its first day."),
    ),
    caveats=(Caveat("as-published", "Value, limits and notes are as published, and are not worked out again here."),),
)

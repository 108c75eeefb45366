"""The linkage model before it has seen any data: what is compared, in which steps, and which pairs are looked at.

It is a model of Fellegi and Sunter, run by Splink. Each comparison has levels, and each level two probabilities: ``m``,
that two records of one person stand at that level, and ``u``, that two records of different people do. The logarithm to
base 2 of m/u is the level's weight in bits. The figures here are starting values, and stand where data cannot teach better:
they are rounded judgements of what police, youth justice and school records show, unverified, and marked as assumed in the
model's report.

Source: Fellegi, I. P. and Sunter, A. B. (1969), Journal of the American Statistical Association 64, 1183-1210.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CLOSE, LIKE = 0.92, 0.85  # Jaro-Winkler similarity, from 0 to 1
UID = "n"
_ENOUGH = 0.05  # a field filled in fewer records than this share teaches nothing and is left out
_POSTCODES_ENOUGH = 0.5  # where so many records have a postcode, the town says nothing more


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a comparison: a condition in SQL, its words, and its starting values. ``tf`` is a column whose rare values
    count for more than its common ones.
    """

    sql: str
    words: str
    m: float
    u: float
    tf: str = ""


def _same(column: str) -> str:
    return f'"{column}_l" = "{column}_r"'


def _like(column: str, least: float) -> str:
    return f'jaro_winkler_similarity("{column}_l", "{column}_r") >= {least}'


def _typo(column: str) -> str:
    return f'damerau_levenshtein("{column}_l", "{column}_r") <= 1'


_INITIAL = (
    '(length("given_name_l") = 1 OR length("given_name_r") = 1) AND left("given_name_l", 1) = left("given_name_r", 1)'
)
_PARTS = "(" + " + ".join(
    f'CAST(substr("date_of_birth_l", {start}, {long}) = substr("date_of_birth_r", {start}, {long}) AS INTEGER)'
    for start, long in ((1, 4), (6, 2), (9, 2))
) + ") = 2"  # fmt: skip

COMPARISONS: Mapping[str, Sequence[Level]] = {
    "given_name": (
        Level(_same("given_name"), "the same", 0.80, 0.005, tf="given_name"),
        Level(_INITIAL, "an initial that fits", 0.03, 0.002),
        Level(_like("given_name", CLOSE), "very alike", 0.07, 0.003),
        Level(_like("given_name", LIKE), "alike", 0.04, 0.007),
        Level("ELSE", "different", 0.06, 0.983),
    ),
    "family_name": (
        Level(_same("family_name"), "the same", 0.86, 0.002, tf="family_name"),
        Level(_like("family_name", CLOSE), "very alike", 0.06, 0.001),
        Level(_like("family_name", LIKE), "alike", 0.02, 0.003),
        Level("ELSE", "different", 0.06, 0.994),
    ),
    "date_of_birth": (
        Level(_same("date_of_birth"), "the same", 0.92, 0.00015),
        Level(f'{_typo("date_of_birth")} OR "date_swapped_l" = "date_of_birth_r"', "one slip, or day and month exchanged", 0.04, 0.0015),
        Level(_PARTS, "two of year, month and day the same", 0.02, 0.01),
        Level("ELSE", "different", 0.02, 0.98835),
    ),
    "sex": (
        Level(_same("sex"), "the same", 0.98, 0.55),
        Level("ELSE", "different", 0.02, 0.45),
    ),
    "postcode": (
        Level(_same("postcode"), "the same", 0.70, 0.001, tf="postcode"),
        Level(_typo("postcode"), "one slip", 0.03, 0.002),
        Level(_same("postcode_sector"), "the same sector", 0.05, 0.007),
        Level(_same("postcode_district"), "the same district", 0.08, 0.04),
        Level("ELSE", "different", 0.14, 0.95),
    ),
    "address": (
        Level(_same("address"), "the same", 0.65, 0.001, tf="address"),
        Level(_like("address", 0.9), "very alike", 0.10, 0.002),
        Level("ELSE", "different", 0.25, 0.997),
    ),
    "town": (
        Level(_same("town"), "the same", 0.80, 0.10, tf="town"),
        Level(_like("town", 0.9), "very alike", 0.05, 0.01),
        Level("ELSE", "different", 0.15, 0.89),
    ),
    "email": (
        Level(_same("email"), "the same", 0.80, 0.0002, tf="email"),
        Level(_like("email", 0.94), "very alike", 0.10, 0.001),
        Level("ELSE", "different", 0.10, 0.9988),
    ),
    "number": (
        Level(_same("number"), "the same", 0.93, 0.0001),
        Level(_typo("number"), "one slip", 0.05, 0.0002),
        Level("ELSE", "different", 0.02, 0.9997),
    ),
}  # fmt: skip

# Each rule names pairs worth looking at; a pair that no rule names is never seen. A rule needs all its columns.
_RULES: Sequence[tuple[tuple[str, ...], str]] = (
    (("given_name", "date_of_birth"), ""),
    (("family_name", "date_of_birth"), ""),
    (("given_name", "family_name"), ""),
    (("postcode", "date_of_birth"), ""),
    (("given_name", "postcode"), ""),
    (("family_name", "postcode"), ""),
    (("number",), ""),
    (("email",), ""),
    (("family_name", "date_of_birth"), 'l."family_name" = r."family_name" AND l."date_of_birth" = r."date_swapped"'),
    (("given_name", "family_name"), 'l."given_name" = r."family_name" AND l."family_name" = r."given_name"'),
    (("address", "date_of_birth"), ""),
    (("address", "given_name"), ""),
)  # fmt: skip


def fields_used(filled: Mapping[str, int], records: int) -> dict[str, str]:
    """Which fields are compared, and of the others why not: every field with "" or a reason.

    A field filled in under 5% of records is left out, and so is the town where half the records have a postcode: it would
    count the same fact twice.
    """
    found = {}
    for name in COMPARISONS:
        share = filled.get(name, 0) / records if records else 0.0
        found[name] = "" if share >= _ENOUGH else "filled in too few records"
    if filled.get("postcode", 0) >= _POSTCODES_ENOUGH * records:
        found["town"] = found["town"] or "the postcode says it already"
    return found


def settings(used: Sequence[str], prior: float) -> dict[str, Any]:
    """Splink's settings for those fields, with the starting values. ``prior`` is the share of all pairs that are one person."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": UID,
        "probability_two_random_records_match": prior,
        "comparisons": [_comparison(name, COMPARISONS[name]) for name in COMPARISONS if name in used],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in blocking(used)],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def blocking(used: Sequence[str]) -> list[str]:
    """The rules whose columns are all compared, as conditions in SQL."""
    return [sql or _all_same(columns) for columns, sql in _RULES if set(columns) <= set(used)]


def teaching(used: Sequence[str]) -> list[str]:
    """Rules for the pairs from which m is learnt: together they leave every field free at least once where they can."""
    wanted = (("given_name", "family_name"), ("date_of_birth",), ("postcode",))
    return [_all_same(columns) for columns in wanted if set(columns) <= set(used)][:2]


def surely_same(used: Sequence[str]) -> list[str]:
    """Rules that hardly two people meet by chance, from whose pairs the prior is reckoned."""
    wanted = (("given_name", "family_name", "date_of_birth"), ("number", "date_of_birth"), ("email", "date_of_birth"))
    return [_all_same(columns) for columns in wanted if set(columns) <= set(used)]


def _all_same(columns: Sequence[str]) -> str:
    return " AND ".join(f'l."{name}" = r."{name}"' for name in columns)


def _comparison(name: str, levels: Sequence[Level]) -> dict[str, Any]:
    null: dict[str, Any] = {
        "sql_condition": f'"{name}_l" IS NULL OR "{name}_r" IS NULL',
        "label_for_charts": "missing in one",
        "is_null_level": True,
    }
    return {
        "output_column_name": name,
        "comparison_description": name,
        "comparison_levels": [null, *(_level(level) for level in levels)],
    }


def _level(level: Level) -> dict[str, Any]:
    found: dict[str, Any] = {
        "sql_condition": level.sql, "label_for_charts": level.words, "m_probability": level.m, "u_probability": level.u,
    }  # fmt: skip
    return found | ({"tf_adjustment_column": level.tf, "tf_adjustment_weight": 1.0} if level.tf else {})

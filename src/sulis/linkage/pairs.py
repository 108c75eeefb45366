"""Scoring pairs: Splink's match weight of every pair that a rule names, with what each field added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulis.linkage.model import CLOSE
from sulis.linkage.training import linker_on
from sulis.linkage.values import Thresholds
from sulis.linkage.workbench import TABLE

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_BELOW_REVIEW = 4.0  # bits: pairs so far under the threshold are kept, to show what a lower one would find
PART, RARE = "mw_", "mw_tf_adj_"
"""Columns with what a field added to the weight, and what the rarity of its value added."""

_TWINS = f"""
    a."given_name" IS NOT NULL AND b."given_name" IS NOT NULL
    AND jaro_winkler_similarity(a."given_name", b."given_name") < {CLOSE}
    AND NOT starts_with(a."given_name", b."given_name") AND NOT starts_with(b."given_name", a."given_name")
    AND coalesce(jaro_winkler_similarity(a."family_name", b."family_name") >= {CLOSE}, false)
    AND coalesce(a."date_of_birth" = b."date_of_birth", false)
    AND NOT coalesce(a."number" = b."number", false)
"""


def floor_of(thresholds: Thresholds) -> float:
    """The least match weight of a pair that is kept, in bits."""
    return min(0.0, thresholds.review_bits) - _BELOW_REVIEW


def score(connection: duckdb.DuckDBPyConnection, settings: dict[str, Any], thresholds: Thresholds) -> pa.Table:
    """Every pair at or above the floor, in order of its record numbers.

    Columns: ``l`` and ``r`` (record numbers, l below r), ``weight`` (bits), for each field ``mw_<field>`` and where rarity
    counts ``mw_tf_adj_<field>`` (bits, 0 where a value is missing), ``rule`` (number of the first rule that names the
    pair), and ``twins``: two given names that are not alike, under one family name and date of birth. Such pairs are
    what twins look like, and are never linked without a person's judgement, whatever their weight.
    """
    linker = linker_on(connection, settings)
    scored = linker.inference.predict(threshold_match_weight=floor_of(thresholds), warning_mode="never")
    parts = [name for name in scored.as_duckdbpyrelation().columns if name.startswith(PART)]
    listed = "".join(f', p."{name}"' for name in parts)
    return connection.sql(
        f"SELECT p.n_l AS l, p.n_r AS r, p.match_weight AS weight{listed}, CAST(p.match_key AS SMALLINT) AS rule, "
        f"({_TWINS}) AS twins FROM {scored.physical_name} p "
        f"JOIN {TABLE} a ON a.n = p.n_l JOIN {TABLE} b ON b.n = p.n_r ORDER BY l, r"
    ).to_arrow_table()

"""Why two records were, or were not, taken for one person: field by field, in bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulis.linkage.pairs import PART, RARE
from sulis.linkage.values import RecordRef, bits
from sulis.linkage.workbench import TABLE, workbench

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Step:
    """What one field adds. ``words`` say how far the two agree; ``bits`` what that is worth, above 0 for and below 0 against;
    ``rare_bits`` what the rarity of the value adds to it.
    """

    field: str
    words: str
    bits: float
    rare_bits: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A pair's match weight from its beginning to its end: ``start`` and all steps add up to ``weight``, in bits.

    ``start`` is what holds of any two records, far below 0. ``probability``, from 0 to 1, is that the two records are one
    person; it says nothing about the person. ``twins``: the pair looks like twins, and waits for a judgement. ``cells`` has each
    field's value in both records, only where identifiers were asked for.
    """

    left: RecordRef
    right: RecordRef
    start: float
    steps: tuple[Step, ...]
    weight: float
    probability: float
    twins: bool
    cells: Mapping[str, tuple[str | None, str | None]] | None = None


def explain(
    records: pa.Table, refs: Sequence[RecordRef], pairs: pa.Table, at: Sequence[int], settings: dict[str, Any]
) -> list[Waterfall]:
    """The waterfalls of the pairs at those places of the table of pairs."""
    from sulis.linkage.values import probability

    chosen = pairs.take(list(at)).to_pylist()
    words = _words(records, chosen, settings)
    start = bits(settings["probability_two_random_records_match"])
    return [
        Waterfall(
            refs[pair["l"]], refs[pair["r"]], start, _steps(pair, said), pair["weight"], probability(pair["weight"]),
            pair["twins"],
        )
        for pair, said in zip(chosen, words, strict=True)
    ]  # fmt: skip


def _steps(pair: dict[str, Any], said: dict[str, str]) -> tuple[Step, ...]:
    return tuple(
        Step(name, words, float(pair[PART + name]), float(pair.get(RARE + name) or 0.0)) for name, words in said.items()
    )


def _words(records: pa.Table, pairs: list[dict[str, Any]], settings: dict[str, Any]) -> list[dict[str, str]]:
    """At which level each comparison of each pair stands, in words."""
    if not pairs:
        return []
    both = sorted({pair[side] for pair in pairs for side in ("l", "r")})
    listed = ", ".join(f"({place}, {pair['l']}, {pair['r']})" for place, pair in enumerate(pairs))
    sides = ", ".join(
        f'{end}."{name}" AS "{name}_{side}"' for name in records.column_names for end, side in (("a", "l"), ("b", "r"))
    )
    names = [comparison["output_column_name"] for comparison in settings["comparisons"]]
    cases = ", ".join(_case(comparison) for comparison in settings["comparisons"])
    with workbench(records.take(both)) as connection:
        found = connection.execute(
            f"SELECT {cases} FROM (SELECT v.place, {sides} FROM (VALUES {listed}) v(place, l, r) "
            f"JOIN {TABLE} a ON a.n = v.l JOIN {TABLE} b ON b.n = v.r) ORDER BY place"
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def _case(comparison: dict[str, Any]) -> str:
    whens, otherwise = [], "different"
    for level in comparison["comparison_levels"]:
        if level["sql_condition"] == "ELSE":
            otherwise = level["label_for_charts"]
        else:
            whens.append(f"WHEN {level['sql_condition']} THEN '{level['label_for_charts']}'")
    return f"CASE {' '.join(whens)} ELSE '{otherwise}' END"

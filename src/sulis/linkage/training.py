"""Teaching the model from the records themselves: u from pairs drawn at random, m by expectation maximisation."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sulis.linkage import model
from sulis.linkage.workbench import TABLE
from sulis.vocabulary import WrongUsage

if TYPE_CHECKING:
    import duckdb

LEAST_RECORDS = 200
"""With fewer records the starting values are better than what so few pairs could teach."""
RANDOM_PAIRS = 2e6
SURE_SHARE = 0.7
"""The share of all true pairs that the sure rules are taken to find, when the prior is reckoned. Unverified."""
_LEAST, _MOST = 1e-5, 1 - 1e-5


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model that is ready to score pairs: Splink's settings, the fields left out with the reason, and notes on what was
    assumed instead of learnt.
    """

    settings: dict[str, Any]
    left_out: dict[str, str]
    notes: tuple[str, ...]


def fit(connection: duckdb.DuckDBPyConnection, seed: int) -> Fitted:
    """Learn the model from the table of people. The same records and seed give the same model, but for the last bits of its
    numbers.

    Raises
    ------
    WrongUsage
        When so few fields are filled that no rule can name pairs.
    """
    records, filled = _filled(connection)
    found = model.fields_used(filled, records)
    used = [name for name, why in found.items() if not why]
    left_out = {name: why for name, why in found.items() if why}
    if not model.blocking(used):
        raise WrongUsage(
            "records with too few fields to link by",
            "Add sheets that hold at least two of given name, family name, date of birth and postcode, or a shared number.",
        )
    notes: list[str] = []
    start = model.settings(used, 1 / max(records, 2))
    if records < LEAST_RECORDS or not model.teaching(used):
        notes.append(f"{records} records teach nothing reliable: all weights are starting values")
        return Fitted(start, left_out, tuple(notes))
    return Fitted(_mended(_learnt(connection, start, used, seed, notes), notes), left_out, tuple(notes))


def linker_on(connection: duckdb.DuckDBPyConnection, settings: dict[str, Any]) -> Any:
    """Splink, with the table of people and these settings."""
    from splink import DuckDBAPI, Linker

    return Linker(DuckDBAPI(connection).register(TABLE), settings, log_level=None)


def _filled(connection: duckdb.DuckDBPyConnection) -> tuple[int, dict[str, int]]:
    counts = ", ".join(f'count("{name}")' for name in model.COMPARISONS)
    row = connection.execute(f"SELECT count(*), {counts} FROM {TABLE}").fetchone()
    assert row is not None
    return row[0], dict(zip(model.COMPARISONS, row[1:], strict=True))


def _learnt(
    connection: duckdb.DuckDBPyConnection, start: dict[str, Any], used: Sequence[str], seed: int, notes: list[str]
) -> dict[str, Any]:
    """Splink's settings after training. A step that the data cannot carry leaves the values before it, and a note."""
    linker = linker_on(connection, start)
    training = linker.training
    rules = [{"blocking_rule": rule} for rule in model.surely_same(used)]
    if rules:
        _step(
            notes, "the prior",
            lambda: training.estimate_probability_two_random_records_match(rules, recall=SURE_SHARE),
        )  # fmt: skip
    _step(notes, "u", lambda: training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed))
    learn_m = partial(
        training.estimate_parameters_using_expectation_maximisation, estimate_without_term_frequencies=True
    )
    for rule in model.teaching(used):
        _step(notes, f"m from pairs where {rule}", partial(learn_m, rule))
    settings: dict[str, Any] = linker.misc.save_model_to_json()
    prior = settings["probability_two_random_records_match"]
    if not 0 < prior < 1:
        notes.append("the prior was not learnt: no two records agree in name and date of birth, or all do")
        settings["probability_two_random_records_match"] = start["probability_two_random_records_match"]
    return settings


def _step(notes: list[str], what: str, learn: Callable[[], object]) -> None:
    from splink.internals.exceptions import EMTrainingException, SplinkException

    try:
        learn()
    except (EMTrainingException, SplinkException, ValueError, ZeroDivisionError):
        notes.append(f"{what} could not be learnt from these records")


def _mended(settings: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    """No probability of 0 or 1, and no comparison turned on its head: agreement counts for, difference against."""
    for comparison in settings["comparisons"]:
        name = comparison["output_column_name"]
        levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        for level, start in zip(levels, model.COMPARISONS[name], strict=True):
            level["m_probability"] = _within(level.get("m_probability"), start.m)
            level["u_probability"] = _within(level.get("u_probability"), start.u)
        if weight(levels[0]) <= 0 or weight(levels[-1]) >= 0:
            notes.append(f"{name}: what was learnt contradicts itself, so starting values are used")
            for level, start in zip(levels, model.COMPARISONS[name], strict=True):
                level["m_probability"], level["u_probability"] = start.m, start.u
    return settings


def weight(level: dict[str, Any]) -> float:
    """A level's match weight in bits, before rare values are allowed for."""
    return math.log2(level["m_probability"] / level["u_probability"])


def _within(found: object, start: float) -> float:
    """A probability that was learnt, kept off 0 and 1; the starting value where Splink gives words or nothing."""
    return min(max(found, _LEAST), _MOST) if isinstance(found, float) else start

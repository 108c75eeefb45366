"""What is reported of a linkage: sizes of clusters and what is doubtful about them, and what the model learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sulis.linkage import model
from sulis.linkage.grouping import Clusters, Edge
from sulis.linkage.training import Fitted, weight
from sulis.linkage.values import RecordRef, bits

TOO_LARGE = 10
"""Records. A person who stands in three agencies' records a few times has fewer; a larger cluster is often several people
who share an address, a parent's e-mail or a default value.
"""


@dataclass(frozen=True, slots=True)
class LargeCluster:
    """A cluster that should be looked at before it is used: its person key, and its records by source."""

    person_key: str
    records: int
    by_source: dict[str, int]


@dataclass(frozen=True, slots=True)
class WeakChain:
    """A cluster that one weak pair holds together: its person key, its size, and the pair's id and weight in bits."""

    person_key: str
    records: int
    pair: str
    weight: float


@dataclass(frozen=True, slots=True)
class ClusterReport:
    """Clusters of one version. ``sizes`` maps a size to how many clusters have it, singles included; ``across`` counts those
    with records of two sources or more; ``kept_apart`` the links not made because of twins or judgements.
    """

    version: int
    records: int
    clusters: int
    sizes: dict[int, int]
    across: int
    kept_apart: int
    too_large: tuple[LargeCluster, ...]
    weak_chains: tuple[WeakChain, ...]


@dataclass(frozen=True, slots=True)
class LevelReport:
    """One level of one comparison: ``m`` and ``u`` from 0 to 1, its weight in bits, and whether each was learnt or assumed."""

    words: str
    m: float
    u: float
    bits: float
    m_learnt: bool
    u_learnt: bool


@dataclass(frozen=True, slots=True)
class ModelReport:
    """The model of one run. ``prior`` is the probability that two records drawn at random are one person, ``start`` the same
    in bits; ``rules`` say which pairs were looked at.
    """

    run: int
    prior: float
    start: float
    fields: dict[str, tuple[LevelReport, ...]]
    left_out: dict[str, str]
    notes: tuple[str, ...]
    rules: tuple[str, ...]


def cluster_report(
    version: int,
    clusters: Clusters,
    refs: Sequence[RecordRef],
    chains: Sequence[Edge],
    key_of: Callable[[RecordRef], str],
    pair_of: Callable[[RecordRef, RecordRef], str],
) -> ClusterReport:
    """Sizes, clusters that are too large and weak chains, largest and weakest first."""
    members = clusters.members()
    large = sorted((found for found in members.items() if len(found[1]) > TOO_LARGE), key=lambda f: (-len(f[1]), f[0]))
    return ClusterReport(
        version=version,
        records=len(refs),
        clusters=len(members),
        sizes=dict(sorted(Counter(map(len, members.values())).items())),
        across=sum(len({refs[record].source for record in found}) > 1 for found in members.values()),
        kept_apart=len(clusters.kept_apart),
        too_large=tuple(
            LargeCluster(key_of(refs[first]), len(found), dict(Counter(refs[record].source for record in found)))
            for first, found in large
        ),
        weak_chains=tuple(
            WeakChain(
                key_of(refs[clusters.first[edge.left]]), len(members[clusters.first[edge.left]]),
                pair_of(refs[edge.left], refs[edge.right]), edge.weight,
            )
            for edge in sorted(chains, key=lambda e: (e.weight, e.left, e.right))
        ),
    )  # fmt: skip


def model_report(run: int, fitted: Fitted) -> ModelReport:
    """What the model of a run holds."""
    settings = fitted.settings
    prior = settings["probability_two_random_records_match"]
    return ModelReport(
        run, prior, bits(prior), {c["output_column_name"]: _levels(c) for c in settings["comparisons"]},
        fitted.left_out, fitted.notes,
        tuple(rule["blocking_rule"] for rule in settings["blocking_rules_to_generate_predictions"]),
    )  # fmt: skip


def _levels(comparison: dict[str, Any]) -> tuple[LevelReport, ...]:
    levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
    started = model.COMPARISONS[comparison["output_column_name"]]
    return tuple(
        LevelReport(
            level["label_for_charts"], level["m_probability"], level["u_probability"], weight(level),
            level["m_probability"] != start.m, level["u_probability"] != start.u,
        )
        for level, start in zip(levels, started, strict=True)
    )  # fmt: skip

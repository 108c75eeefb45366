"""Which pairs a person should look at, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sulis.linkage.explaining import Waterfall
from sulis.linkage.grouping import Clusters, Edge, bridges
from sulis.linkage.people import rows
from sulis.linkage.values import RecordRef

if TYPE_CHECKING:
    import pyarrow as pa

WEAK = 3.0
"""Bits above the threshold for linking up to which a link counts as weak: odds no more than eight times as good."""
_QUARTERS = 4


class Reason(StrEnum):
    """Why a pair is on the list."""

    BETWEEN = "between the thresholds"  # the model cannot say
    TWINS = "may be twins"  # one family name and date of birth, two given names
    KEPT_APART = "kept apart"  # strong enough, but would join two records that must stay apart
    CHAIN = "holds a chain together"  # a weak link that alone joins two parts of a larger cluster


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """One pair to look at. ``cells`` has each field's value in both records, only where identifiers were asked for."""

    id: str
    reason: Reason
    stratum: str
    waterfall: Waterfall
    cells: Mapping[str, tuple[str | None, str | None]] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that may be drawn: its place in the table of pairs, why, its stratum and its distance from the threshold."""

    place: int
    reason: Reason
    stratum: str
    margin: float


def weak_chains(clusters: Clusters, edges: Sequence[Edge], least: float) -> list[Edge]:
    """Weak links without which a cluster of three or more would fall in two."""
    size: dict[int, int] = {}
    for first in clusters.first:
        size[first] = size.get(first, 0) + 1
    inside = [
        e for e in edges if clusters.first[e.left] == clusters.first[e.right] and size[clusters.first[e.left]] > 2
    ]
    return [edge for edge in bridges(inside) if edge.weight < least + WEAK and not edge.forced]


def candidates(
    pairs: pa.Table,
    refs: Sequence[RecordRef],
    clusters: Clusters,
    limits: tuple[float, float],
    decided: AbstractSet[tuple[int, int]],
    *,
    hold_twins: bool,
) -> list[Candidate]:
    """Every pair that nobody has judged and that a person should see. ``limits`` are the two thresholds, in bits."""
    review, link = limits
    linked = [Edge(one, other, w) for one, other, w, twins in rows(pairs) if w >= link and not (twins and hold_twins)]
    chains = {(edge.left, edge.right) for edge in weak_chains(clusters, linked, link)}
    refused = {(edge.left, edge.right) for edge in clusters.kept_apart}
    found = []
    for place, (left, right, weight, twins) in enumerate(rows(pairs)):
        if (left, right) in decided or weight < review:
            continue
        if weight < link and clusters.first[left] == clusters.first[right]:  # one person by way of others
            continue
        reason = _reason((left, right), twins and hold_twins, weight < link, refused, chains)
        if reason:
            quarter = min(_QUARTERS, 1 + int(_QUARTERS * (weight - review) / max(link - review, 1e-9)))
            sources = " and ".join(sorted((refs[left].source, refs[right].source)))
            found.append(Candidate(place, reason, f"{reason}; {sources}; {quarter} of {_QUARTERS}", abs(weight - link)))
    return found


def drawn(found: Sequence[Candidate], number: int) -> list[Candidate]:
    """So many of them: each stratum gives one in turn, those nearest the threshold for linking first.

    The list is for finding errors where they lie. It is no random sample, and rates from it alone are not those of all pairs.
    """
    strata: dict[str, list[Candidate]] = {}
    for candidate in sorted(found, key=lambda c: (c.margin, c.place)):
        strata.setdefault(candidate.stratum, []).append(candidate)
    turns = [(turn, name, candidate) for name, waiting in strata.items() for turn, candidate in enumerate(waiting)]
    return [candidate for _, _, candidate in sorted(turns, key=lambda t: t[:2])[:number]]


def _reason(
    pair: tuple[int, int],
    twins: bool,
    between: bool,
    refused: AbstractSet[tuple[int, int]],
    chains: AbstractSet[tuple[int, int]],
) -> Reason | None:
    if twins:
        return Reason.TWINS
    if between:
        return Reason.BETWEEN
    if pair in refused:
        return Reason.KEPT_APART
    return Reason.CHAIN if pair in chains else None

"""From pairs and judgements to person keys, version by version."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sulis.linkage.grouping import Clusters, Edge, group
from sulis.linkage.values import STRONG_PROBABILITY, Band, Decision, Judgement, RecordRef, bits

if TYPE_CHECKING:
    import pyarrow as pa

_PART = "\x1f"
Numbers = Mapping[RecordRef, int]
Keyed = dict[int, tuple[str, Band]]
"""Person key and band of each record, by its number."""


def clusters_of(
    records: int, pairs: pa.Table, least: float, *, hold_twins: bool, decisions: Sequence[Decision], numbers: Numbers
) -> Clusters:
    """Who is who: pairs with a weight of at least ``least`` bits are linked, and judgements go before weights.

    A pair that looks like twins links nothing and keeps its two records apart, unless a person judged them the same.
    """
    same = [_ends(d, numbers) for d in decisions if d.judgement is Judgement.SAME]
    different = {_ends(d, numbers) for d in decisions if d.judgement is Judgement.DIFFERENT}
    weights: dict[tuple[int, int], float] = {}
    twins: set[tuple[int, int]] = set()
    for left, right, weight, alike in rows(pairs):
        weights[left, right] = weight
        if hold_twins and alike:
            twins.add((left, right))
    if same:
        judged = group(records, [Edge(*pair, 0.0, True) for pair in same]).first
        twins = {(left, right) for left, right in twins if judged[left] != judged[right]}
    edges = [Edge(*pair, weights.get(pair, 0.0), True) for pair in same]
    edges += [
        Edge(*pair, w) for pair, w in weights.items() if w >= least and pair not in twins and pair not in different
    ]
    return group(records, edges, twins | different)


def contradiction(records: int, decisions: Sequence[Decision], numbers: Numbers) -> bool:
    """Whether judgements cannot all hold: two records judged different are the same by way of others."""
    same = [Edge(*_ends(d, numbers), 0.0, True) for d in decisions if d.judgement is Judgement.SAME]
    first = group(records, same).first
    different = [_ends(d, numbers) for d in decisions if d.judgement is Judgement.DIFFERENT]
    return any(first[left] == first[right] for left, right in different)


def rows(pairs: pa.Table) -> Iterable[tuple[int, int, float, bool]]:
    """Record numbers, weight and whether they look like twins, pair by pair."""
    return zip(*(pairs.column(name).to_pylist() for name in ("l", "r", "weight", "twins")), strict=True)


def keyed(clusters: Clusters, refs: Sequence[RecordRef], least: float, secret: bytes) -> Keyed:
    """Person key and band of every record.

    A key is drawn from the cluster's earliest record and the room's secret: it stays while that record leads the cluster,
    means nothing in another room, and cannot be made again once the room is gone.
    """
    sizes: dict[int, int] = {}
    for first in clusters.first:
        sizes[first] = sizes.get(first, 0) + 1
    known = {first: (person_key(refs[first], secret), _band(clusters, first, sizes[first], least)) for first in sizes}
    return {record: known[first] for record, first in enumerate(clusters.first)}


def person_key(ref: RecordRef, secret: bytes) -> str:
    """The key of the person whose earliest record this is: "p-" and 26 letters and figures."""
    return "p-" + hmac.digest(secret, _PART.join(ref).encode(), "sha256").hex()[:26]


def digest(ref: RecordRef, secret: bytes) -> str:
    """What stands for a record outside the room: 32 characters that only the room's holder can make."""
    return hmac.digest(secret, _PART.join(ref).encode(), "sha256").hex()[:32]


def pair_id(one: RecordRef, other: RecordRef, secret: bytes) -> str:
    """A pair's name: 12 characters, the same whichever record comes first."""
    both = "\x1e".join(sorted(_PART.join(ref) for ref in (one, other)))
    return hmac.digest(secret, both.encode(), "sha256").hex()[:12]


def changes(before: Keyed, after: Keyed) -> list[tuple[int, str, str]]:
    """Records whose key or band is another than before, with the new ones."""
    return [(record, key, band.value) for record, (key, band) in after.items() if before.get(record) != (key, band)]


def _band(clusters: Clusters, first: int, size: int, least: float) -> Band:
    if size == 1:
        return Band.ALONE
    weakest = clusters.weakest[first]
    if first in clusters.forced and weakest < least:
        return Band.DECIDED
    return Band.STRONG if weakest >= bits(STRONG_PROBABILITY) else Band.FAIR


def _ends(decision: Decision, numbers: Numbers) -> tuple[int, int]:
    left, right = sorted((numbers[decision.left], numbers[decision.right]))
    return left, right

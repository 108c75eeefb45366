"""How often the linkage is wrong, against records whose truth is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sulis.linkage.values import RecordRef
from sulis.statistics import wilson


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two records of which it is known whether they are one person."""

    left: RecordRef
    right: RecordRef
    same: bool


Truth = Mapping[RecordRef, str]
"""For each record a name for the person it is of. Every pair of these records is then known."""
Labels = Truth | Sequence[LabelledPair]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with Wilson's interval at 95%, all from 0 to 1. None where the whole is 0: there is no share."""

    value: float | None
    low: float | None
    high: float | None
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Pairs of records under one person key, against the truth.

    ``threshold`` is the probability from which pairs were linked. ``linked`` counts labelled pairs under one key, ``right``
    those of them that are one person, ``missed`` labelled pairs that are one person under two keys. ``precision`` is right of
    linked, ``recall`` right of all true pairs; ``false_links`` and ``missed_links`` are what is left of each to 1, for
    carrying linkage error into estimates.

    Intervals take pairs as independent. Pairs that share a record are not, so where clusters are large they are too narrow.
    Labels from a review list are drawn where the model is unsure, and make it look worse than it is.
    """

    threshold: float
    linked: int
    right: int
    missed: int
    precision: Share
    recall: Share
    false_links: Share
    missed_links: Share


def quality_of(first: Mapping[RecordRef, int], labels: Labels, threshold: float) -> Quality:
    """The quality of clusters, given the number that names each record's cluster. Records without a label are left out.

    Examples
    --------
    >>> a, b, c = (RecordRef("x", key) for key in "abc")
    >>> found = quality_of({a: 0, b: 0, c: 2}, {a: "one", b: "one", c: "one"}, 0.99)
    >>> found.linked, found.right, found.missed, found.precision.value
    (1, 1, 2, 1.0)
    """
    linked, right, true = _of_truth(first, labels) if isinstance(labels, Mapping) else _of_pairs(first, labels)
    return Quality(
        threshold, linked, right, true - right, _share(right, linked), _share(right, true),
        _share(linked - right, linked), _share(true - right, true),
    )  # fmt: skip


def _of_truth(first: Mapping[RecordRef, int], truth: Truth) -> tuple[int, int, int]:
    """Pairs linked, linked rightly, and true: counted by cluster and person, not pair by pair."""
    known = [(first[ref], person) for ref, person in truth.items() if ref in first]
    both = Counter(known)
    return (
        _pairs(Counter(cluster for cluster, _ in known)), _pairs(both), _pairs(Counter(person for _, person in known)),
    )  # fmt: skip


def _of_pairs(first: Mapping[RecordRef, int], labels: Sequence[LabelledPair]) -> tuple[int, int, int]:
    known = [
        (first[pair.left] == first[pair.right], pair.same) for pair in labels if {pair.left, pair.right} <= first.keys()
    ]
    return (
        sum(linked for linked, _ in known),
        sum(linked and same for linked, same in known),
        sum(same for _, same in known),
    )


def _pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _share(part: int, whole: int) -> Share:
    if not whole:
        return Share(None, None, None, part, whole)
    found = wilson(part, whole)
    return Share(float(found.value), float(found.low), float(found.high), part, whole)

"""How often the linkage is wrong, against records of which it is known whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis_web.design.values import Cell, Column, Table
from sulis_web.partnership.presenters.pages import Part

if TYPE_CHECKING:
    from sulis.linkage import Quality, Share

UNKNOWN = "Not known: no such pair is labelled"


def quality_parts(in_use: Quality, others: tuple[Quality, ...]) -> tuple[Part, ...]:
    wrong = in_use.linked - in_use.right
    words = (
        f"At the probability in use, {in_use.threshold:g}, of {in_use.linked:,} labelled pairs under one key {wrong:,} are two people. "
        f"{in_use.missed:,} pairs that are one person stand under two keys.",
        "Precision is how many links are right; recall, how many that should be there are. The intervals, at 95%, take pairs as "
        "independent: where many pairs share a record they are too narrow.",
    )
    columns = (Column("Linked from"), Column("Precision"), Column("Recall"))
    return (
        Part("Precision and recall in use", words, Table("", columns, (_row(in_use),))),
        Part("At other probabilities", table=Table("", columns, tuple(map(_row, others)))),
    )


def _row(found: Quality) -> tuple[Cell, ...]:
    return Cell(f"{found.threshold:g}"), Cell(_share(found.precision)), Cell(_share(found.recall))


def _share(share: Share) -> str:
    if share.value is None:
        return UNKNOWN
    return f"{share.value:.3f} ({share.low:.3f} to {share.high:.3f}), {share.part:,} of {share.whole:,}"

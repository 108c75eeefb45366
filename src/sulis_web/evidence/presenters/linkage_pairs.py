"""Pairs that wait for a person, one pair field by field, and how the linkage stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis_web.design.diagram import Drawn
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Cell, Column, Fact, Table
from sulis_web.evidence.presenters.linkage_waterfall import field_words, signed, waterfall
from sulis_web.partnership.in_words import counted, listed, upper_first
from sulis_web.partnership.presenters.pages import ListPage, Part

if TYPE_CHECKING:
    from sulis.linkage import ClusterReport, ModelReport, ReviewPair, Waterfall

MOST_SHOWN = 20
_ABOUT = "A probability is about two records being of one person. It says nothing about the person."


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    room: str
    pair: str
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    drawn: Drawn
    steps: Table
    cells: Table | None
    cancel: str


def probable(value: float) -> str:
    """To four places, and never the 1 or the 0 that it cannot be."""
    return "above 0.9999" if value > 0.9999 else "below 0.0001" if value < 0.0001 else f"{value:.4f}"


def review_page(room: str, pairs: tuple[ReviewPair, ...]) -> ListPage:
    rows = tuple(
        (
            Cell(f"Pair {each.id}", reverse("linkage-pair", args=[room, each.id])), Cell(upper_first(each.reason.value)),
            Cell(_sources(each.waterfall)), Cell(signed(each.waterfall.weight)), Cell(probable(each.waterfall.probability)),
        )
        for each in pairs
    )  # fmt: skip
    columns = (
        Column("Pair"), Column("Why it is here"), Column("Agencies"), Column("Bits", is_number=True),
        Column("Probability", is_number=True),
    )  # fmt: skip
    none = Empty(
        "No pair waits for a judgement",
        "Every doubtful pair of the last linking has been judged. How the linkage stands is on the report.",
        (), Link("Go back to the room", reverse("linkage-room", args=[room])),
    )  # fmt: skip
    return ListPage(
        title="Pairs to judge",
        lede="Those first where a judgement says most. Who they are is shown nowhere on this list.",
        parts=(Part("Each pair", (_ABOUT,), Table("", columns, rows)),) if rows else (),
        empty=None if rows else none,
    )


def unlinked_page(room: str) -> ListPage:
    """In place of the pages that need a linking, before there is one."""
    steps = (
        "Bring in the sheets of two agencies or more.",
        "Link the records.",
        "Then judge the pairs that are in doubt.",
    )
    link = Link("Go to the room", reverse("linkage-room", args=[room]))
    words = "Pairs are found when the records are linked."
    return ListPage(title="Nothing is linked yet", lede=words, empty=Empty("What comes first", words, steps, link))


def pair_page(room: str, id: str, pair: Waterfall, threshold: float) -> PairPage:
    twins = ("The two look like twins: one family name and date of birth, two given names.",) if pair.twins else ()
    return PairPage(
        room=room, pair=id, words=(*twins, _ABOUT), drawn=waterfall(pair, threshold), steps=_steps(pair), cells=_cells(pair),
        cancel=reverse("linkage-review", args=[room]),
        facts=(
            Fact("Agencies", _sources(pair)), Fact("Together", f"{signed(pair.weight)} bits"),
            Fact("Probability", probable(pair.probability)),
        ),
    )  # fmt: skip


def _sources(pair: Waterfall) -> str:
    both = sorted({pair.left.source, pair.right.source})
    return listed(both) if len(both) > 1 else f"{both[0]}, twice"


def _steps(pair: Waterfall) -> Table:
    start = (Cell("Any two records"), Cell("What holds before anything is compared"), Cell(signed(pair.start)))
    fields = tuple((Cell(field_words(step.field)), Cell(_told(step.words, step.rare_bits)), Cell(signed(step.bits + step.rare_bits)))
                   for step in pair.steps)  # fmt: skip
    end = (Cell("Together"), Cell(""), Cell(signed(pair.weight)))
    return Table(
        "", (Column("Field"), Column("How far they agree"), Column("Bits", is_number=True)), (start, *fields, end)
    )


def _told(words: str, rare: float) -> str:
    if not rare:
        return upper_first(words)
    return f"{upper_first(words)}, of which {signed(rare)} because the value is {'rare' if rare > 0 else 'common'}"


def _cells(pair: Waterfall) -> Table | None:
    if pair.cells is None:
        return None
    keys = (Cell("The agency’s key"), Cell(pair.left.key), Cell(pair.right.key))
    rows = tuple(
        (Cell(field_words(name)), Cell(one or "Not given"), Cell(other or "Not given"))
        for name, (one, other) in pair.cells.items()
    )
    columns = (Column("Field"), Column(f"First: {pair.left.source}"), Column(f"Second: {pair.right.source}"))
    return Table("", columns, (keys, *rows))


def report_page(room: str, clusters: ClusterReport, model: ModelReport) -> ListPage:
    return ListPage(
        title="How the linkage stands",
        lede=f"Version {clusters.version}: {clusters.records:,} records under {clusters.clusters:,} person keys, "
        f"{clusters.across:,} of them across agencies.",
        parts=tuple(part for part in _report_parts(room, clusters, model) if part.words or part.table),
        caveats=model.notes,
    )  # fmt: skip


def _report_parts(room: str, clusters: ClusterReport, model: ModelReport) -> Iterator[Part]:
    yield _sizes(clusters)
    yield _too_large(clusters)
    yield _chains(room, clusters)
    yield Part("What the model learnt", (f"Any two records begin at {signed(model.start)} bits.",), _levels(model))
    left = tuple((Cell(field_words(name)), Cell(upper_first(why))) for name, why in model.left_out.items())
    yield Part(
        "Fields that were not compared", table=Table("", (Column("Field"), Column("Why")), left) if left else None
    )


def _sizes(clusters: ClusterReport) -> Part:
    many = clusters.kept_apart
    kept = (
        f"{upper_first(counted(many, 'link'))} {'was' if many == 1 else 'were'} not made, because two must stay apart."
    )
    rows = tuple(
        (Cell(upper_first(counted(size, "record"))), Cell(f"{count:,}")) for size, count in clusters.sizes.items()
    )
    columns = (Column("Under one key"), Column("Keys", is_number=True))
    return Part("How many records share a key", (kept,) if many else (), Table("", columns, rows))


def _too_large(clusters: ClusterReport) -> Part:
    rows = tuple(
        (Cell(each.person_key), Cell(f"{each.records:,}"), Cell(_by_source(each.by_source)))
        for each in clusters.too_large[:MOST_SHOWN]
    )
    columns = (Column("Person key"), Column("Records", is_number=True), Column("By agency"))
    words = ("Often several people who share an address or a default value.",)
    return Part("Keys with too many records", words if rows else (), Table("", columns, rows) if rows else None)


def _chains(room: str, clusters: ClusterReport) -> Part:
    rows = tuple(
        (
            Cell(f"Pair {each.pair}", reverse("linkage-pair", args=[room, each.pair])), Cell(signed(each.weight)),
            Cell(f"{each.records:,}"),
        )
        for each in clusters.weak_chains[:MOST_SHOWN]
    )  # fmt: skip
    columns = (Column("Pair"), Column("Bits", is_number=True), Column("Records", is_number=True))
    words = ("Look at these before the keys are used.",)
    return Part(
        "Keys that one weak pair holds together", words if rows else (), Table("", columns, rows) if rows else None
    )


def _by_source(found: dict[str, int]) -> str:
    return listed([f"{name} {count:,}" for name, count in found.items()])


def _levels(model: ModelReport) -> Table:
    rows = tuple(
        (
            Cell(f"{field_words(name)}: {level.words}"), Cell(signed(level.bits)),
            Cell("Learnt" if level.m_learnt and level.u_learnt else "Assumed"),
        )
        for name, levels in model.fields.items()
        for level in levels
    )  # fmt: skip
    return Table(
        "", (Column("Agreement"), Column("Bits", is_number=True), Column("From the records, or assumed")), rows
    )

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from sulis.catalogue.mappings import ColumnMap, Mapping
from sulis.catalogue.sources import load_source_card
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.evidence import drafting, rules
from sulis_web.evidence.models import KeptMapping, Sample
from sulis_web.evidence.presenters.pieces import faults_table, title
from sulis_web.evidence.ways import cards
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import listed, upper_first
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.records.presenters import timeline

MOST_CODES = 12


def trail(mapping: Mapping | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Mappings", reverse("mappings")),)
    return (*found, Crumb(mapping.title, reverse("mapping", args=[mapping.id]))) if mapping else found


def mappings_page(who: Who, mappings: Iterable[Mapping], own: frozenset[str]) -> ListPage:
    rows = tuple(
        (Cell(upper_first(each.title), reverse("mapping", args=[each.id])), Cell(each.source.replace("_", " ")),
         Cell(each.table_name.replace("_", " ")),
         Cell("Made here" if each.id in own else "Comes with the application"))
        for each in mappings
    )  # fmt: skip
    columns = (Column("Layout"), Column("Source"), Column("Fills"), Column("Where it is from"))
    keeps = rules.can_keep_mappings(who)
    return ListPage(
        title="Mappings",
        lede="How the headers, codes and dates of each layout become the columns of a table. A new layout needs a mapping, and no program.",
        parts=(Part("Each layout", table=Table("", columns, rows)),) if rows else (),
        actions=(Action("Describe a new layout", reverse("new-mapping")),) if keeps else (),
        empty=None if rows else _empty(keeps),
    )


def _empty(keeps: bool) -> Empty:
    return Empty(
        "No layout is described yet", "Each agency lays its files out in its own way, and changes it now and then.",
        ("Send a sample of the layout.", "Correct what was guessed of it.", "Try it on the sample, and keep it."),
        Link("Describe the first layout", reverse("new-mapping")) if keeps else None,
    )  # fmt: skip


def mapping_page(who: Who, mapping: Mapping, kept: KeptMapping | None) -> RecordPage:
    history = timeline(kept, names=people_named, labels={"text": "The mapping", "title": "Title"}) if kept else ()
    return RecordPage(
        kicker="Mapping",
        title=upper_first(mapping.title),
        trail=trail(),
        facts=(
            Fact("Id", mapping.id), Fact("Source", upper_first(load_source_card(mapping.source).title),
                 reverse("source", args=[mapping.source])),
            Fact("Fills", mapping.table_name.replace("_", " ")), Fact("Series", _told(mapping, "series")),
            Fact("Period", _told(mapping, "period")),
        ),
        parts=tuple(part for part in (
            Part("Columns", table=_columns(mapping.columns)),
            Part("Left at the door", table=_left(mapping)),
        ) if part.table),
        actions=(Action("Describe it anew from a sample", reverse("new-mapping")),) if kept and rules.can_keep_mappings(who) else (),
        history=history,
    )  # fmt: skip


def _told(mapping: Mapping, what: str) -> str:
    rule = mapping.release
    if given := getattr(rule, what):
        return f"Always {given}"
    if column := getattr(rule, f"{what}_from"):
        return f"Told by the column {column.replace('_', ' ')}"
    return "Told by the file’s name"


def _columns(columns: Iterable[ColumnMap]) -> Table:
    rows = tuple((Cell(each.to.replace("_", " ")), Cell(_from(each)), Cell(_means(each))) for each in columns)
    return Table("", (Column("Column"), Column("Read from"), Column("What its cells mean")), rows)


def _from(column: ColumnMap) -> str:
    if column.value:
        return f"Always “{column.value}”"
    if column.of_release:
        return f"The release’s {column.of_release}"
    return listed(column.joined) or listed(column.first_of, "or") or listed(column.headers, "or")


def _means(column: ColumnMap) -> str:
    lines = drafting.lines_of({} if column.value else _plain(column)).splitlines()
    more = len(lines) - MOST_CODES
    return "; ".join(lines[:MOST_CODES]) + (f"; and {more} more" if more > 0 else "")


def _plain(column: ColumnMap) -> dict[str, Any]:
    return {name: getattr(column, name) for name in ("dates", "codes", "yes", "no", "missing", "unknown")}


def _left(mapping: Mapping) -> Table | None:
    rows = tuple((Cell(each.header), Cell(upper_first(each.why))) for each in mapping.not_taken)
    return Table("", (Column("Header"), Column("Why")), rows) if rows else None


def tables() -> list[tuple[str, str]]:
    """What a sample can hold: each source with each table that it fills."""
    from sulis.tables import TABLES

    return [
        (f"{card.id}:{name}", f"{title(card)}: {name.replace('_', ' ')}")
        for card in cards() for name in card.tables if name in TABLES
    ]  # fmt: skip


def seen_table(sample: Sample) -> Table:
    """What stands under each header of a sample. Cells are shown only where they are short and stand again and again."""
    rows = tuple(
        (Cell(each["header"]), Cell(upper_first(each["form"])), Cell(f"{each['filled']:,}"), Cell(_codes(each)))
        for each in sample.seen.get("columns", ())
    )
    columns = (
        Column("Header"),
        Column("Looks like"),
        Column("Cells filled", is_number=True),
        Column("Cells that stand again and again"),
    )
    return Table("", columns, rows)


def _codes(seen: dict[str, Any]) -> str:
    shown = [*seen.get("codes", ()), *seen.get("dates", ()), *seen.get("marks", ())][:MOST_CODES]
    return "; ".join(shown)


def sample_trail() -> tuple[Crumb, ...]:
    return trail()


def tried_facts(tried: dict[str, Any]) -> tuple[Fact, ...]:
    return (
        Fact("Rows read", f"{tried.get('rows', 0):,}"),
        Fact("Rows that keep every rule", f"{tried.get('sound', 0):,}"),
        Fact("Rows left out, as the mapping says", f"{tried.get('left_out', 0):,}"),
        *(_missing(name, kinds) for name, kinds in tried.get("missing", {}).items() if kinds),
    )


def _missing(name: str, kinds: dict[str, int]) -> Fact:
    return Fact(
        f"Missing {name.replace('_', ' ')}", "; ".join(f"{kind}: {rows:,} rows" for kind, rows in kinds.items())
    )


def tried_mark(tried: dict[str, Any]) -> Mark:
    return (
        Mark("It loads", Tone.GOOD)
        if tried.get("verdict") == "accepted"
        else Mark("It would not load as it stands", Tone.TROUBLE)
    )


def tried_parts(tried: dict[str, Any]) -> tuple[Part, ...]:
    return tuple(part for part in _tried_parts(tried) if part.table or part.words)


def _tried_parts(tried: dict[str, Any]) -> Iterator[Part]:
    yield Part("What is wrong", table=faults_table(tried.get("faults", ())))
    rows = tuple(
        (Cell(header), Cell(code), Cell(f"{many:,}"))
        for header, codes in tried.get("uncovered", {}).items() for code, many in codes.items()
    )  # fmt: skip
    words = ("Say what each means, or that it is unknown.",) if rows else ()
    columns = (Column("Header"), Column("Cell"), Column("Rows", is_number=True))
    yield Part("Cells that the mapping does not cover", words, Table("", columns, rows) if rows else None)
    unnamed = tried.get("unnamed", ())
    yield Part("Headers that the mapping does not name", (listed(list(unnamed)),) if unnamed else ())

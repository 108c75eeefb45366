"""The page of sources, made from their cards. Run as a program, it writes the page."""

from __future__ import annotations

from collections.abc import Iterator

from sulis.catalogue.mappings import load_mapping, mapping_ids
from sulis.catalogue.sources import SourceCard, load_source_card, source_ids
from tests.support.shared import ROOT

PAGE = ROOT / "docs" / "reference" / "sources.md"
HEAD = """# Sources

What each source holds, how late it is, what is wrong with it and what it cannot say. This page is made from the cards in
`catalogue/sources/` and the mappings in `catalogue/mappings/` by `python -m tests.docs.sources_page`; a test fails when it is out of
date. A mark "unverified" says that something could not be checked when the card was written.
"""


def page() -> str:
    """The page as the cards have it."""
    cards = [load_source_card(source) for source in source_ids()]
    parts = [HEAD, *_overview(cards)]
    for card in cards:
        parts += _card(card)
    return "\n".join(parts).rstrip() + "\n"


def _overview(cards: list[SourceCard]) -> Iterator[str]:
    yield "| source | publisher | tables | how often | usual wait |"
    yield "|---|---|---|---|---|"
    for card in cards:
        tables = ", ".join(f"`{table}`" for table in card.tables)
        wait = "not known" if card.lag_days is None else f"{card.lag_days} days"
        yield f"| [{card.id}](#{card.id}) | {card.publisher} | {tables} | {card.cadence} | {wait} |"
    yield ""


def _card(card: SourceCard) -> Iterator[str]:
    yield f"## {card.id}\n"
    yield f"{card.title[0].upper()}{card.title[1:]}. {'Open data' if card.open_data else 'Not open data'}: {card.licence}."
    yield f"Feed: {card.feed.value}." + (f" <{card.address}>" if card.address else "")
    if card.time and card.place:
        yield f"Each incident is known to the {card.time.value} and to the {card.place.value}."
    layouts = [one for one in mapping_ids() if load_mapping(one).source == card.id]
    if layouts:
        yield f"Layouts: {', '.join(f'`{one}`' for one in layouts)}."
    yield ""
    yield from _list("Known faults", [note.text for note in card.known_faults])
    yield from _list("What to bear in mind", [note.text for note in card.caveats])
    yield from _list("What it cannot express", [f"{one.concept.value}: {one.why}" for one in card.cannot_express])
    breaks = [f"{one.month}, {one.label}: {one.text}{_unverified(one.unverified)}" for one in card.series_breaks]
    yield from _list("Breaks in the series", breaks)
    yield from _list("Unverified", list(card.unverified))


def _unverified(why: str) -> str:
    return f" *Unverified: {why}*" if why else ""


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"**{title}**\n"
        yield from (f"- {' '.join(line.split())}" for line in lines)
        yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

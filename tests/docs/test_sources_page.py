"""The page of sources says what their cards say, today."""

from __future__ import annotations

from sulis.catalogue.sources import load_source_card, source_ids
from tests.docs.sources_page import PAGE, page


def test_page_of_sources_is_what_the_cards_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.docs.sources_page"


def test_every_source_and_every_break_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for source in source_ids():
        assert f"\n## {source}\n" in text
        assert all(note.label in text for note in load_source_card(source).series_breaks)

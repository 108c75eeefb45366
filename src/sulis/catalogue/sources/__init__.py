"""Source cards: what each publisher's series holds, and what it cannot express."""

from sulis.catalogue.sources.model import (
    Affects,
    CannotExpress,
    Feed,
    PlaceKnown,
    SeriesBreakNote,
    SourceCard,
    TimeKnown,
)
from sulis.catalogue.sources.read import incident_sources, load_source_card, read_source_card, source_ids

__all__ = [
    "Affects",
    "CannotExpress",
    "Feed",
    "PlaceKnown",
    "SeriesBreakNote",
    "SourceCard",
    "TimeKnown",
    "incident_sources",
    "load_source_card",
    "read_source_card",
    "source_ids",
]

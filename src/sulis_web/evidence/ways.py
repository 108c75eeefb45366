"""The ways in which a file can be taken in: by a mapping, or by a source's own reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sulis.catalogue.mappings import Mapping, load_mapping, mapping_ids
from sulis.catalogue.sources import SourceCard, load_source_card, source_ids
from sulis.vocabulary import SulisError

MAPPINGS = "mappings"


@dataclass(frozen=True, slots=True)
class Way:
    """``words`` are those of `sulis` that take a file in; ``mapping`` is None where a source has a reader of its own."""

    slug: str
    title: str
    source: str
    words: tuple[str, ...]
    mapping: Mapping | None = None

    @property
    def card(self) -> SourceCard:
        return load_source_card(self.source)


_OWN = (
    Way("police-uk", "Street-level crime, as police.uk publishes it", "police_uk", ("ingest", "police-uk")),
    Way("geography", "Look-ups and boundaries, as ONS publishes them", "ons_geography", ("ingest", "geography")),
    Way("population", "Residents by LSOA and age, as ONS publishes them", "ons_population", ("ingest", "population")),
)


def ways() -> tuple[Way, ...]:
    """Every way there is, a source's own readers first."""
    sound = {card.id for card in cards()}
    return tuple(each for each in (*_OWN, *(_by(mapping) for mapping in mappings())) if each.source in sound)


def way(slug: str) -> Way | None:
    return next((each for each in ways() if each.slug == slug), None)


def ways_of(source: str) -> tuple[Way, ...]:
    return tuple(each for each in ways() if each.source == source)


def cards() -> tuple[SourceCard, ...]:
    """The source cards; one whose file is broken is passed by."""
    found = []
    for id in source_ids():
        try:
            found.append(load_source_card(id))
        except SulisError:
            continue
    return tuple(found)


def mappings() -> tuple[Mapping, ...]:
    """The mappings at hand. One whose file is broken is passed by: `sulis mapping list` tells what is wrong with it."""
    return tuple(_sound(folder()))


def folder() -> Path:
    return Path(settings.HOME) / MAPPINGS


def _sound(own: Path) -> Iterator[Mapping]:
    for id in dict.fromkeys(mapping_ids(own)):
        try:
            yield load_mapping(id, own)
        except SulisError:
            continue


def _by(mapping: Mapping) -> Way:
    return Way(mapping.id, mapping.title, mapping.source, ("ingest", "file", "--mapping", mapping.id), mapping)

"""Reading source cards: one by its id, or a file that is not in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sulis.catalogue.concepts import Concept
from sulis.catalogue.files import called, file_of, ids_of, reading
from sulis.catalogue.published_files import published_file
from sulis.catalogue.reader import Table
from sulis.catalogue.requests import read_request
from sulis.catalogue.sources.model import (
    Affects,
    CannotExpress,
    Feed,
    PlaceKnown,
    SeriesBreakNote,
    SourceCard,
    TimeKnown,
)
from sulis.catalogue.toml import read_document
from sulis.vocabulary import AreaLevel, Caveat

_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
_CODE = r"[a-z][a-z0-9-]{1,60}"


def source_ids() -> tuple[str, ...]:
    """The ids of the catalogue's source cards, in the alphabet's order."""
    return ids_of("sources")


def incident_sources() -> tuple[str, ...]:
    """The ids of the sources that hold incidents, so that a definition can be asked of them."""
    return tuple(source for source in source_ids() if load_source_card(source).columns)


@cache
def load_source_card(source: str) -> SourceCard:
    """The card of one source.

    Raises
    ------
    WrongUsage
        When there is no such card.
    InputRefused
        When the card breaks a rule, with all its faults.

    Examples
    --------
    >>> load_source_card("police_uk").table
    'incidents'
    """
    path = file_of("sources", source, "source card")
    return read_source_card(path, called(path))


def read_source_card(path: Path, name: str | None = None) -> SourceCard:
    """Read and validate one card; ``name`` is what faults call the file.

    Raises
    ------
    InputRefused
        With every fault of the file.
    """
    with reading(read_document(path, name)) as top:
        card = SourceCard(
            id=_file_id(top, path),
            title=top.text("title"),
            publisher=top.text("publisher"),
            licence=top.text("licence"),
            address=top.text("address", required=False),
            cadence=top.text("cadence"),
            lag_days=top.whole("lag_days", 0, 3_650, required=False),
            open_data=top.yes_or_no("open_data") or False,
            made_up=top.yes_or_no("made_up", required=False) or False,
            table=top.text("table", why="It names the table that the source fills."),
            columns=_columns(top),
            cannot_express=tuple(_cannot(row) for row in top.tables("cannot_express", required=False)),
            known_faults=_notes(top, "known_fault"),
            caveats=_notes(top, "caveat"),
            series_breaks=tuple(_break(row) for row in top.tables("series_break", required=False)),
            unverified=top.words("unverified"),
            files=tuple(published_file(row) for row in top.tables("file", required=False)),
            also_fills=top.words("also_fills"),
            feed=top.choice("feed", Feed, required=False) or Feed.OPEN,
            free_text=top.words("free_text"),
            request=read_request(top),
            time=top.choice("time", TimeKnown, required=False),
            place=top.choice("place", PlaceKnown, required=False),
        )
        _account_for_every_concept(top, card)
    return card


def _file_id(top: Table, path: Path) -> str:
    given = top.id()
    if given and given != path.stem:
        top.fault("id", f'"{given}"', "A card's id is its file's name.", f'Write id = "{path.stem}".')
    return given


def _columns(top: Table) -> Mapping[Concept, str]:
    table = top.table("columns", required=False)
    found = {concept: table.text(concept) for concept in Concept if table.has(concept)}
    table.asked.update(Concept)
    table.finish()
    return MappingProxyType(found)


def _cannot(row: Table) -> CannotExpress:
    concept, why = row.word("concept", Concept), row.text("why")
    row.finish()
    return CannotExpress(Concept(concept) if concept else Concept.CATEGORY, why)


def _notes(top: Table, key: str) -> tuple[Caveat, ...]:
    found = []
    for row in top.tables(key, required=False):
        code = row.shaped("code", _CODE, "A code is small letters, digits and hyphens.", "Write it that way.")
        found.append(Caveat(code, row.text("text")))
        row.finish()
    return tuple(found)


def _break(row: Table) -> SeriesBreakNote:
    month = row.shaped("month", _MONTH, "A month is written YYYY-MM.", 'Write month = "2023-06".')
    note = SeriesBreakNote(
        row.id(), month, row.text("label"), row.text("text"), row.text("unverified", required=False),
        row.choice("affects", Affects, required=False) or Affects.EVERYTHING, row.choices("levels", AreaLevel),
        row.words("categories"),
    )  # fmt: skip
    row.finish()
    return note


def _account_for_every_concept(top: Table, card: SourceCard) -> None:
    if not card.columns:
        return
    missing = {item.concept for item in card.cannot_express}
    for concept in Concept:
        if (concept in card.columns) == (concept in missing):
            top.fault(
                "columns",
                f'"{concept}" is in both lists' if concept in missing else f'"{concept}" is in neither list',
                "Each concept is either a column or under [[cannot_express]].",
                f"Put {concept} in one of them.",
            )

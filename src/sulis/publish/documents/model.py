"""A document before it takes a form: every number worded, every chart drawn, nothing that a page or a sheet decides."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.vocabulary import AreaLevel, Audience, Caveat, Figure
from sulis.year.needs.model import ChartKind, FindingKind

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table in words. ``numeric`` says which columns hold numbers; the first column is each row's heading."""

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """The same table for a machine: bare values, None where there is none."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with all that stands about it. ``svg`` is whole and safe to put in a page; ``width`` and ``height`` are its
    pixels. ``narrow`` is the same chart for a phone.
    """

    id: str
    kind: ChartKind
    title: str
    subtitle: str
    source: str
    alt: str
    svg: str
    narrow: str
    width: float
    height: float
    table: TableBlock
    data: DataTable


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A named number of a finding: the cleared figure, and its words."""

    name: str
    label: str
    figure: Figure
    words: str
    interval: str


@dataclass(frozen=True, slots=True)
class SaidBlock:
    """What the partnership says of a finding, as two people stood for it, with its numbers filled in.

    ``lines`` are names and texts: how sure it is, why, and what the finding bears on.
    """

    statement: str
    paragraphs: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HowWeKnow:
    """The road back: which definition, query, releases and method gave the numbers; ``titles`` are the definitions'."""

    definitions: tuple[str, ...]
    titles: tuple[str, ...]
    queries: tuple[str, ...]
    query_numbers: tuple[int, ...]
    releases: tuple[str, ...]
    release_words: str
    methods: tuple[str, ...]
    level: str

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What a printed finding says of it, by name; queries stand at the end of the document."""
        method = "; ".join(self.methods) + (f", intervals at {self.level}" if self.level and self.methods else "")
        named = (
            (
                "Definition",
                ", ".join(f"{title} ({ref})" for title, ref in zip(self.titles, self.definitions, strict=True)),
            ),
            ("Query", ", ".join(f"number {number} at the end" for number in self.query_numbers)),
            ("Releases", self.release_words),
            ("Method", method),
        )
        return tuple(pair for pair in named if pair[1])


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """One finding, ready to be set. ``number`` is as in 2.1; ``held_back`` says that the audience may not see it.

    ``caveats`` are all that bear on it, ``caveat_numbers`` their places in the document's notes, and
    ``first_caveats`` those that no earlier finding has set out in full, ``repeated_caveats`` the numbers of the others.
    ``rests_on`` are the findings by which a claim of the plan was tested; ``said`` is what the partnership says of it.
    """

    id: str
    number: str
    kind: FindingKind
    heading: str
    sentences: tuple[str, ...]
    statements: tuple[str, ...]
    figures: tuple[ShownFigure, ...]
    charts: tuple[ChartBlock, ...]
    tables: tuple[TableBlock, ...]
    caveats: tuple[Caveat, ...]
    caveat_numbers: tuple[int, ...]
    first_caveats: tuple[Caveat, ...]
    repeated_caveats: tuple[int, ...]
    how_we_know: HowWeKnow | None
    held_back: bool
    level: AreaLevel | None
    rests_on: tuple[SummaryLine, ...] = ()
    said: SaidBlock | None = None


@dataclass(frozen=True, slots=True)
class ChapterBlock:
    """Findings under one heading."""

    id: str
    number: int
    title: str
    introduction: str
    findings: tuple[FindingBlock, ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One finding on the summary page, with where it is borne out."""

    finding_id: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class DefinitionNote:
    """A definition in plain English."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A publisher's table, and the releases of it that the run read. ``received`` has an ISO date for each release."""

    number: int
    title: str
    licence: str
    periods: str
    releases: tuple[str, ...]
    received: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A needs assessment for one audience, in the order that it is read."""

    title: str
    subtitle: str
    area: str
    period: str
    audience: Audience
    made_up: bool
    software: str
    reading_guide: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    chapters: tuple[ChapterBlock, ...]
    definitions: tuple[DefinitionNote, ...]
    sources: tuple[SourceNote, ...]
    caveats: tuple[Caveat, ...]
    queries: tuple[str, ...]

    @property
    def findings(self) -> tuple[FindingBlock, ...]:
        return tuple(finding for chapter in self.chapters for finding in chapter.findings)

    @property
    def charts(self) -> tuple[ChartBlock, ...]:
        return tuple(chart for finding in self.findings for chart in finding.charts)


MADE_UP = "Made up: this district, its places and its numbers are invented to show how the application works."

"""Reading partnership.toml and definition.toml: who the partnership is and what it means by serious violence."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from sulis.catalogue.partnership.items import Elsewhere, Statement
from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.partnership import DefinitionPart, LocalDefinition, PlanDocument
from sulis.catalogue.partnership.reading import Reading, finished, shaped
from sulis.catalogue.reader import Table
from sulis.catalogue.violence import catalogue_files

_STONE = (0xF4, 0xEF, 0xE6)
_LEAST_CONTRAST = 4.5


class Identity(TypedDict):
    """What partnership.toml says."""

    name: str
    short_name: str
    area_code: str
    area_name: str
    force: str
    force_name: str
    year: str
    accent: str
    made_up: bool
    author: str
    checker: str
    next_review: date
    plan: PlanDocument
    statements: tuple[Statement, ...]


def read_identity(reading: Reading) -> tuple[Identity, str, str]:
    """The partnership itself, then the refs of its definition and of the proxy. Fixes the plan's sections."""
    top = reading.open("partnership.toml")
    plan = _plan(reading, top)
    tables = top.tables("statement", required=False)
    statements = tuple(Statement(**reading.common(table, Kind.STATEMENT)) for table in tables)
    identity = Identity(
        name=top.text("name"),
        short_name=top.text("short_name"),
        area_code=shaped(top, "area_code", r"[ENSW]\d{8}", "An area has its ONS code.", 'Write it as "E06000000".'),
        area_name=top.text("area_name"),
        force=shaped(top, "force", r"[a-z]+(-[a-z]+)*", "A force is its police.uk name.", 'Write it as "two-words".'),
        force_name=top.text("force_name"),
        year=shaped(top, "year", r"20\d\d-\d\d", "A plan's year is a financial year.", 'Write it as "2024-25".'),
        accent=_accent(top),
        made_up=bool(reading.made_up),
        author=top.text("author"),
        checker=top.text("checker"),
        next_review=top.day("next_review"),
        plan=plan,
        statements=statements,
    )
    refs = _ref(top, "definition"), _ref(top, "proxy")
    finished([top, *tables])
    return identity, *refs


def read_definition(reading: Reading, ref: str, proxy: str) -> LocalDefinition:
    """The official wording, quoted, and what deals with the rest."""
    top = reading.open("definition.toml")
    parts, elsewhere = top.tables("part"), top.tables("elsewhere", required=False)
    definition = LocalDefinition(
        ref=ref,
        proxy=proxy,
        title=top.text("title"),
        text=top.text("text"),
        section=reading.section(top),
        quotation_source=top.text("quotation_source"),
        parts=tuple(
            DefinitionPart(id=part.id(), title=part.text("title"), text=part.text("text"),
                           quotation=part.text("quotation"))
            for part in parts
        ),
        elsewhere=tuple(
            Elsewhere(**reading.common(one, Kind.ARRANGEMENT_ELSEWHERE), concern=one.text("concern"))
            for one in elsewhere
        ),
    )  # fmt: skip
    finished([top, *parts, *elsewhere])
    return definition


def _plan(reading: Reading, top: Table) -> PlanDocument:
    table = top.table("plan")
    reading.sections = table.words("sections")
    if not reading.sections:
        table.fault("sections", "no sections", "The plan's headings are listed, so that each item can name its own.",
                    "Add sections = [...].")  # fmt: skip
    plan = PlanDocument(
        title=table.text("title"),
        covers=table.text("covers"),
        url=table.text("url", required=False) or None,
        sections=reading.sections,
    )
    table.finish()
    return plan


def _ref(top: Table, key: str) -> str:
    """A definition with its version, which must be one of catalogue/violence."""
    return top.word(key, [f"{id}@{version}" for id, version in catalogue_files()])


def _accent(top: Table) -> str:
    """The accent, dark enough for text on the panel's stone (WCAG 2.2, 1.4.3)."""
    accent = shaped(top, "accent", r"#[0-9a-f]{6}", "A colour is # and six small hexadecimal digits.",
                    'Write it as "#0f6b6b".')  # fmt: skip
    try:
        red, green, blue = bytes.fromhex(accent.removeprefix("#"))
    except ValueError:
        return accent
    contrast = (_luminance(_STONE) + 0.05) / (_luminance((red, green, blue)) + 0.05)
    if contrast < _LEAST_CONTRAST:
        top.fault("accent", f'"{accent}", with a contrast of {contrast:.1f} on stone',
                  "Text in the accent colour must stand out by 4.5 to 1.", "Choose a darker colour.")  # fmt: skip
    return accent


def _luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance of an sRGB colour, 0 for black to 1 for white."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""Reading partnership.toml and definition.toml: who the partnership is and what it means by serious violence."""

from __future__ import annotations

from sulis.catalogue.partnership.items import Elsewhere, Statement
from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.partnership import DefinitionPart, LocalDefinition, PlanDocument
from sulis.catalogue.partnership.read_days import day, in_order
from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.reader import Table
from sulis.catalogue.violence import catalogue_files

_STONE = (0xF4, 0xEF, 0xE6)
_LEAST_CONTRAST = 4.5


def read_plan(reading: Reading, top: Table) -> PlanDocument:
    """The published plan. Fixes the sections that items name."""
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
        published=day(table, "published"),
        reviewed=day(table, "reviewed"),
        consulted=reading.refers_to(table, "consulted", Kind.ORGANISATION),
    )
    in_order(table, "published", "reviewed")
    table.finish()
    return plan


def read_statement(reading: Reading, table: Table) -> Statement:
    """Something that the plan says about itself."""
    return Statement(**reading.common(table, Kind.STATEMENT))


def read_accent(top: Table) -> str:
    """The accent, dark enough for text on the panel's stone (WCAG 2.2, 1.4.3)."""
    accent = top.shaped("accent", r"#[0-9a-f]{6}", "A colour is # and six small hexadecimal digits.",
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


def read_definition(reading: Reading, identity: Table) -> LocalDefinition:
    """The official wording, quoted, and what deals with the rest. ``identity`` is the top of partnership.toml."""
    top = reading.open("definition.toml")
    definition = LocalDefinition(
        ref=_ref(identity, "definition"),
        proxy=_ref(identity, "proxy"),
        title=top.text("title"),
        text=top.text("text"),
        section=reading.section(top),
        quotation_source=top.text("quotation_source"),
        parts=reading.made(top, "part", _part),
        elsewhere=reading.made(top, "elsewhere", _elsewhere, required=False),
    )
    top.finish()
    return definition


def _part(_reading: Reading, table: Table) -> DefinitionPart:
    return DefinitionPart(
        id=table.id(), title=table.text("title"), text=table.text("text"), quotation=table.text("quotation")
    )


def _elsewhere(reading: Reading, table: Table) -> Elsewhere:
    return Elsewhere(**reading.common(table, Kind.ARRANGEMENT_ELSEWHERE), concern=table.text("concern"))


def _ref(top: Table, key: str) -> str:
    """A definition with its version, which must be one of catalogue/violence."""
    return top.word(key, [f"{id}@{version}" for id, version in catalogue_files()])


def _luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance of an sRGB colour, 0 for black to 1 for white."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

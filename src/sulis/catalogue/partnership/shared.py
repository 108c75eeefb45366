"""The risk factors of catalogue/risk_factors/who.toml, which partnerships refer to."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.catalogue.files import called, reading
from sulis.catalogue.partnership.kinds import Level, Seen
from sulis.catalogue.partnership.reading import finished
from sulis.catalogue.reader import Table
from sulis.catalogue.toml import catalogue_root, read_document


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFactor:
    """A risk factor for youth violence. ``heading`` is the source's own heading; ``seen`` says how far it was read.

    ``unverified`` is true for a factor taken from general knowledge: it must not reach a public page.
    """

    id: str
    title: str
    level: Level
    heading: str
    source: str
    seen: Seen
    unverified: bool


def load_risk_factors() -> tuple[CatalogueFactor, ...]:
    """Every risk factor of the shared catalogue, in file order.

    Raises
    ------
    InputRefused
        When the file breaks a rule; every fault is in the report.
    WrongUsage
        When there is no such file.
    """
    path = catalogue_root() / "risk_factors" / "who.toml"
    with reading(read_document(path, called(path))) as top:
        sources, tables = top.named_tables("source"), top.tables("factor")
        named = {name: table.text("text") for name, table in sources.items()}
        _review(top)
        found: dict[str, CatalogueFactor] = {}
        for table in tables:
            factor = _factor(table, named)
            if factor.id in found:
                table.fault("id", f'"{factor.id}" for a second time', "An id names one factor.", "Choose another.")
            found[factor.id] = factor
        finished([*sources.values(), *tables])
    return tuple(found.values())


def _review(top: Table) -> None:
    for key in ("title", "author", "checker"):
        top.text(key)
    top.day("next_review")


def _factor(table: Table, sources: dict[str, str]) -> CatalogueFactor:
    seen = table.chosen("seen", Seen)
    unverified = table.yes_or_no("unverified", required=False) or False
    if seen is Seen.PARTLY and not unverified:
        table.fault(
            "seen", '"P" without unverified', "What was only partly read is unverified.", "Add unverified = true."
        )
    return CatalogueFactor(
        id=table.id(),
        title=table.text("title"),
        level=table.chosen("level", Level),
        heading=table.text("heading"),
        source=sources.get(table.word("source", sources), ""),
        seen=seen,
        unverified=unverified,
    )

"""What published indicators leave open: determinants that nothing measures, and whom to ask for what would."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sulis.catalogue.indicators import Indicator, factors
from sulis.catalogue.sources import load_source_card
from sulis.vocabulary import Area
from sulis.year.needs.model import Finding, FindingKind

_WHY = {
    "nothing loaded": "No published indicators are loaded. Load them with `sulis ingest education-tool` (the Local Authority"
    " Interactive Tool and its lists of neighbours), `sulis ingest area-indicators` and `sulis ingest fingertips`.",
    "no neighbours": "No list of statistical neighbours names {name}. Load one with `sulis ingest education-tool`; where {name} is a"
    " district of a county, the indicators are published for the county: ask for its code.",
    "no figure": "None of the indicators that the catalogue knows has a figure of {name} in a year that is known. Load the files that"
    " hold it with `sulis ingest education-tool`, `sulis ingest area-indicators` or `sulis ingest fingertips`.",
    "not an authority": "The indicators are published for authorities, and {name} is none. Ask for the code of the authority.",
}


def no_indicator(area: Area, why: str) -> tuple[Finding, ...]:
    """That nothing can be set beside anything, and what to load."""
    statement = _WHY[why].format(name=area.name)
    asked = (f"what lies behind violence in {area.name}",)
    nothing = Finding(
        "determinants-none", FindingKind.NO_INDICATOR, "determinants", statements=(statement,), unsaid=asked
    )
    return (nothing,)


def not_measured(found: Collection[str], wanted: Sequence[Indicator]) -> Finding:
    """Every risk factor of the catalogue that no indicator here stands for; ``found`` are the ids of those that have a figure.

    A factor whose source nobody has read to the end is counted and not named.
    """
    measured = {id_ for one in wanted if one.id in found for id_ in one.factors}
    left = [factor for factor in factors().values() if factor.id not in measured]
    named = [factor for factor in left if not factor.unverified]
    lines = [f"{factor.title}: {_lacking(factor.id, wanted)}" for factor in named]
    unread = len(left) - len(named)
    if unread:
        lines.append(f"{unread} more that the catalogue holds as unverified are not named.")
    counts = (str(len(left)), str(len(factors())))
    return Finding(
        "determinants-not-measured", FindingKind.NOT_MEASURED, "determinants", statements=tuple(lines), unsaid=counts
    )


def _lacking(factor: str, wanted: Sequence[Indicator]) -> str:
    would = [one for one in wanted if factor in one.factors]
    if not would:
        return "no published indicator of it is in the catalogue."
    sources = dict.fromkeys(load_source_card(one.source).title for one in would)
    names = " and ".join(one.name for one in would)
    return f"{names} would stand for it, and no figure in a known year is loaded ({'; '.join(sources)})."


def together_finding() -> Finding:
    """That indicators of areas cannot say which of these meet in one person, with what could."""
    statement = (
        "Whether the same young people carry several of these at once cannot be told: an indicator counts an authority's people,"
        " and not which of them are the same. Ask the youth justice service, schools and children's services to link their records in a"
        " linkage room, count there, and write the counts into co_occurrence.toml of the partnership's files."
    )
    unsaid = ("whether the same young people carry several of these at once",)
    return Finding(
        "determinants-together", FindingKind.NO_INDICATOR, "determinants together", statements=(statement,), unsaid=unsaid
    )  # fmt: skip

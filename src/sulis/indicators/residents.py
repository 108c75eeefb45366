"""How many people live in each area, from bridged LSOAs only: what cannot be placed is bounded, never shared out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sulis.indicators.scope import COLUMN_OF
from sulis.indicators.within import Within
from sulis.store.engine import Engine
from sulis.store.query import named_table, query, unbound
from sulis.vocabulary import AreaLevel, Caveat, Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

UNPLACED_LIMIT = 0.5  # share of the most residents an area may have that may be in doubt; no rate is given above it

NO_POPULATION = Caveat(
    "no-population",
    "No population estimates are loaded, so there is nothing to divide by and no rate is given. Counts are"
    " not affected.",
)
NOT_HERE = Caveat(
    "no-population",
    "The population estimates that are loaded leave out some or all of this area, so no rate is given. Its count is not"
    " affected.",
)
TOO_MANY_UNPLACED = Caveat(
    "residents-unplaced",
    "More than half of the residents that this area may have live in neighbourhoods that were divided between areas in"
    " 2021. They cannot be shared out, so no rate is given. Its count leaves out records that carry an old code of"
    " those neighbourhoods.",
)
BOUNDED = "residents-bounded"


@dataclass(frozen=True, slots=True)
class Residents:
    """Usual residents of all ages in one area at the middle of ``year``, as closely as they are known.

    ``least`` live in bridged LSOAs wholly inside the area, and is None when that is not known. ``unplaced`` live in the
    ``divided`` bridged LSOAs that reach over its edge: none of them, all, or any number between may live in the area.
    """

    least: int | None
    year: int | None
    unplaced: int = 0
    divided: int = 0
    query: str = ""
    caveats: tuple[Caveat, ...] = ()

    @property
    def most(self) -> int | None:
        """Residents when all of the unplaced live in the area."""
        return None if self.least is None else self.least + self.unplaced

    @property
    def persons(self) -> float | None:
        """What a rate divides by: halfway between the least and the most."""
        return None if self.least is None else self.least + self.unplaced / 2

    @property
    def shrink(self) -> float:
        """What a lower limit over ``persons`` is multiplied by to be over ``most``: 1 when nobody is unplaced."""
        return self.persons / self.most if self.unplaced and self.persons and self.most else 1.0

    @property
    def stretch(self) -> float:
        """What an upper limit over ``persons`` is multiplied by to be over ``least``: 1 when nobody is unplaced."""
        return self.persons / self.least if self.unplaced and self.persons and self.least else 1.0

    def less(self, part: Residents) -> Residents:
        """What is left when a part of the area is taken away; unknown when either is.

        Those that the part may have are not surely in the rest, so its least is this least without the part's most.
        """
        if self.least is None or part.least is None:
            return Residents(None, self.year, query=self.query, caveats=self.caveats or part.caveats)
        both = dict.fromkeys((*self.caveats, *part.caveats))
        least, unplaced = self.least - part.least - part.unplaced, self.unplaced + part.unplaced
        caveats = tuple(caveat for caveat in both if caveat.code != BOUNDED)
        query = "\n\n".join((self.query, part.query))
        return _bounded(Residents(least, self.year, unplaced, self.divided + part.divided, query, caveats))


UNKNOWN = Residents(None, None, caveats=(NO_POPULATION,))


@query("population")
def years_of_population() -> ir.Table:
    """The mid-years that population estimates are loaded for."""
    return unbound("population").select("year").distinct().order_by("year")


@query("population", "lsoa")
def residents_of_bridges(year: int) -> ir.Table:
    """Residents of each bridged LSOA at the middle of the year."""
    people, lsoa = unbound("population"), unbound("lsoa")
    people = people.filter(people["year"] == year)
    # Summed before the join, which then has one row for each LSOA and not one for each age.
    of_lsoa = people.group_by("lsoa_code").aggregate(persons=people["persons"].sum())
    joined = of_lsoa.join(lsoa.select("lsoa_code", "bridge_code"), "lsoa_code")
    return joined.group_by("bridge_code").aggregate(persons=joined["persons"].sum()).order_by("bridge_code")


@query("lsoa")
def residents_of_areas(level: AreaLevel, within: Within, year: int) -> ir.Table:
    """Residents of each area of a level: those who surely live there, and those of LSOAs that were divided."""
    lsoa, kept = unbound("lsoa"), named_table(kept_residents(year), {"bridge_code": "string", "persons": "int64"})
    code = within.holds(lsoa).ifelse(lsoa[f"{COLUMN_OF[level]}_code"], None)
    part = lsoa.filter(lsoa["in_2021"]).select("bridge_code", code=code).distinct()
    # A bridged LSOA is whole when all of its LSOAs of 2021 have one answer, the answer "outside" included.
    part = part.group_by("bridge_code").mutate(whole=part.count() == 1)
    found = part.filter(part["code"].notnull()).left_join(kept, "bridge_code")
    whole, persons = found["whole"], found["persons"]
    sums = found.group_by("code").aggregate(
        least=persons.sum(where=whole).fill_null(0),
        unplaced=persons.sum(where=~whole).fill_null(0),
        divided=found.count(where=~whole),
        lacking=persons.isnull().any(),
    )
    return sums.order_by("code")


def kept_residents(year: int) -> str:
    """The name that the residents of bridged LSOAs are kept under."""
    return f"resident_{year}"


def population_year(engine: Engine, period: Period) -> int | None:
    """The mid-year to divide by: the latest loaded that is not after the period, else the earliest, else None."""
    years = [int(year) for (year,) in engine.run(years_of_population())]
    before = [year for year in years if year <= period.end.year - (period.end.month == 1)]
    return before[-1] if before else (years[0] if years else None)


def older_caveat(year: int | None, period: Period) -> tuple[Caveat, ...]:
    """A caveat when the population is of an earlier year than the incidents."""
    if year is None or year >= period.start.year:
        return ()
    return (
        Caveat(
            "population-older",
            f"Rates divide by the residents of mid-{year}, the latest estimate loaded that is not after the period;"
            " where the population has changed since, the rate is off by as much.",
        ),
    )


def residents_by(
    engine: Engine, level: AreaLevel, within: Within, year: int | None, period: Period
) -> dict[str, Residents]:
    """Residents of each area of a level, counting only the LSOAs that are ``within``.

    A bridged LSOA whose LSOAs of 2021 all lie in one area and inside ``within`` lives there; the residents of any other
    are unplaced in each area that it reaches, and said so. Areas lying partly inside have the residents of that part.
    Nothing when no year is given.
    """
    if year is None:
        return {}
    prepared = engine.keep(kept_residents(year), residents_of_bridges(year))
    asked = residents_of_areas(level, within, year)
    rows = engine.run(asked)
    older, ran = older_caveat(year, period), f"{prepared};\n\n{asked.sql()};"
    return {
        code: Residents(None, year, query=ran, caveats=(NOT_HERE, *older))
        if lacking
        else _bounded(Residents(int(least), year, int(unplaced), int(divided), ran, older))
        for code, least, unplaced, divided, lacking in rows
    }


def _bounded(who: Residents) -> Residents:
    """With a caveat where residents are unplaced, and no longer known where those are too many."""
    if not who.unplaced:
        return who
    if not who.least or who.least < 0 or who.unplaced > UNPLACED_LIMIT * (who.least + who.unplaced):
        return Residents(None, who.year, query=who.query, caveats=(TOO_MANY_UNPLACED, *who.caveats))
    return replace(who, caveats=(_told(who.unplaced, who.divided), *who.caveats))


def _told(unplaced: int, divided: int) -> Caveat:
    one = divided == 1
    return Caveat(
        BOUNDED,
        f"{'One neighbourhood was' if one else f'{divided} neighbourhoods were'} divided between areas in 2021, and"
        f" {'its' if one else 'their'} {unplaced:,} residents cannot be shared out. The rate takes half of them as"
        " living here, and its interval holds every possibility, from none to all. Records that carry"
        f" {'its old code' if one else 'their old codes'} are in no ward, neighbourhood or district that"
        f" {'it was' if one else 'they were'} divided between.",
    )

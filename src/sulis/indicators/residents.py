"""How many people live in each area, from bridged LSOAs only: what cannot be placed is bounded, never shared out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sulis.indicators.scope import COLUMN_OF
from sulis.vocabulary import AreaLevel, Caveat, Period

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

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


def population_year(connection: DuckDBPyConnection, period: Period) -> int | None:
    """The mid-year to divide by: the latest loaded that is not after the period, else the earliest, else None."""
    years = sorted(int(row[0]) for row in connection.execute("SELECT DISTINCT year FROM population").fetchall())
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
    connection: DuckDBPyConnection, level: AreaLevel, within: str, year: int | None, period: Period
) -> dict[str, Residents]:
    """Residents of each area of a level, counting only LSOAs for which ``within`` (SQL on `lsoa`) is true.

    A bridged LSOA whose LSOAs of 2021 all lie in one area and inside ``within`` lives there; the residents of any other
    are unplaced in each area that it reaches, and said so. Areas lying partly inside have the residents of that part.
    Nothing when no year is given.
    """
    if year is None:
        return {}
    prepared, query = _prepared(year), _sql(level, within, year)
    connection.execute(prepared)
    rows = connection.execute(query).fetchall()
    older, ran = older_caveat(year, period), f"{prepared};\n\n{query};"
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


def _prepared(year: int) -> str:
    return f"""CREATE TEMP TABLE IF NOT EXISTS resident_{year} AS
SELECT l.bridge_code, sum(p.persons) AS persons
FROM (SELECT lsoa_code, sum(persons) AS persons FROM population WHERE year = {year} GROUP BY lsoa_code) AS p
JOIN lsoa AS l ON l.lsoa_code = p.lsoa_code
GROUP BY l.bridge_code"""


def _sql(level: AreaLevel, within: str, year: int) -> str:
    return f"""WITH part AS (
  SELECT DISTINCT bridge_code, CASE WHEN {within} THEN {COLUMN_OF[level]}_code END AS code
  FROM lsoa WHERE in_2021
), bridge AS (
  SELECT bridge_code, count(*) = 1 AS whole FROM part GROUP BY bridge_code
)
SELECT p.code, coalesce(sum(r.persons) FILTER (b.whole), 0) AS least,
  coalesce(sum(r.persons) FILTER (NOT b.whole), 0) AS unplaced,
  count(*) FILTER (NOT b.whole) AS divided, bool_or(r.persons IS NULL) AS lacking
FROM part AS p JOIN bridge AS b USING (bridge_code) LEFT JOIN resident_{year} AS r USING (bridge_code)
WHERE p.code IS NOT NULL
GROUP BY p.code ORDER BY p.code"""

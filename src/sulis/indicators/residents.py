"""How many people live in each area, from bridged LSOAs only, so that nothing is shared out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.indicators.scope import COLUMN_OF
from sulis.vocabulary import AreaLevel, Caveat, Period

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CROSSING_LIMIT = 0.02  # share of an area's LSOAs in bridges across its edge above which no rate is given

NO_POPULATION = Caveat(
    "no-population",
    "No population estimates are loaded, so there is nothing to divide by and no rate is given. Counts are"
    " not affected.",
)
EDGE = Caveat(
    "bridge-crosses-edge",
    "Part of this area shares a 2011 census area with a neighbour, so its residents cannot be told apart and too many"
    " LSOAs are affected to give a rate. Its count is not affected.",
)
NOT_HERE = Caveat(
    "no-population",
    "The population estimates that are loaded leave out some or all of this area, so no rate is given. Its count is not"
    " affected.",
)
EDGE_SMALL = Caveat(
    "bridge-crosses-edge",
    "A few LSOAs at the edge of this area share a 2011 census area with a neighbour. Their residents are left out of"
    " the population, which makes the rate too high by at most their share.",
)


@dataclass(frozen=True, slots=True)
class Residents:
    """Usual residents of all ages in one area at the middle of ``year``.

    ``persons`` is None when it is not known. ``lsoas`` counts the area's LSOAs (2021), and ``crossing`` those of them
    in a bridged LSOA that reaches over the area's edge.
    """

    persons: int | None
    year: int | None
    lsoas: int = 0
    crossing: int = 0
    query: str = ""
    caveats: tuple[Caveat, ...] = ()

    def less(self, part: Residents) -> Residents:
        """What is left when a part of the area is taken away; unknown when either is."""
        if self.persons is None or part.persons is None:
            return Residents(None, self.year, query=self.query, caveats=self.caveats or part.caveats)
        caveats = tuple(dict.fromkeys((*self.caveats, *part.caveats)))
        query = "\n\n".join((self.query, part.query))
        return Residents(self.persons - part.persons, self.year, self.lsoas - part.lsoas, 0, query, caveats)


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

    A bridged LSOA counts where all of its LSOAs of 2021 lie in one area and inside ``within``; others are left out and
    said so. Areas lying partly inside have the residents of that part. Nothing when no year is given.
    """
    if year is None:
        return {}
    prepared, query = _prepared(year), _sql(level, within, year)
    connection.execute(prepared)
    rows = connection.execute(query).fetchall()
    older, ran = older_caveat(year, period), f"{prepared};\n\n{query};"
    return {
        code: _known(persons, year, int(lsoas), int(crossing), bool(lacking), ran, older)
        for code, persons, lsoas, crossing, lacking in rows
    }


def _known(
    persons: int | None,
    year: int,
    lsoas: int,
    crossing: int,
    lacking: bool,
    query: str,
    older: tuple[Caveat, ...],
) -> Residents:
    if lacking:
        return Residents(None, year, lsoas, crossing, query, (NOT_HERE, *older))
    if not persons or crossing > CROSSING_LIMIT * lsoas:
        return Residents(None, year, lsoas, crossing, query, (EDGE, *older))
    return Residents(int(persons), year, lsoas, crossing, query, (EDGE_SMALL, *older) if crossing else older)


def _prepared(year: int) -> str:
    return f"""CREATE TEMP TABLE IF NOT EXISTS resident_{year} AS
SELECT l.bridge_code, sum(p.persons) AS persons
FROM (SELECT lsoa_code, sum(persons) AS persons FROM population WHERE year = {year} GROUP BY lsoa_code) AS p
JOIN lsoa AS l ON l.lsoa_code = p.lsoa_code
GROUP BY l.bridge_code"""


def _sql(level: AreaLevel, within: str, year: int) -> str:
    return f"""WITH part AS (
  SELECT bridge_code, CASE WHEN {within} THEN {COLUMN_OF[level]}_code END AS code, count(*) AS lsoas
  FROM lsoa WHERE in_2021 GROUP BY ALL
), bridge AS (
  SELECT bridge_code, count(*) = 1 AS whole FROM part GROUP BY bridge_code
)
SELECT p.code, sum(r.persons) FILTER (b.whole) AS persons, sum(p.lsoas) AS lsoas,
  coalesce(sum(p.lsoas) FILTER (NOT b.whole), 0) AS crossing, bool_or(r.persons IS NULL) AS lacking
FROM part AS p JOIN bridge AS b USING (bridge_code) LEFT JOIN resident_{year} AS r USING (bridge_code)
WHERE p.code IS NOT NULL
GROUP BY p.code ORDER BY p.code"""

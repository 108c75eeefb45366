"""Which place a question is about, and how its LSOAs are picked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sulis.store.sql import literal
from sulis.vocabulary import Area, AreaLevel, WrongUsage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The columns of `lsoa` that say in which area of a level an LSOA lies start with these words.
COLUMN_OF = {
    AreaLevel.LSOA: "bridge",
    AreaLevel.MSOA: "msoa",
    AreaLevel.WARD: "ward",
    AreaLevel.DISTRICT: "district",
    AreaLevel.PARTNERSHIP: "partnership",
    AreaLevel.FORCE: "force",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """An area, the police force that covers it (``force_slug`` as its files spell it), and the area's partnership.

    ``partnership`` is the code of the community safety partnership that holds the area, or None where several do;
    ``is_partnership`` says that the two are the same ground.
    """

    area: Area
    force: Area
    force_slug: str
    partnership: str | None = None
    is_partnership: bool = False

    @property
    def condition(self) -> str:
        """SQL that is true for the rows of `lsoa` that lie in the area."""
        return f"{COLUMN_OF[self.area.level]}_code = {literal(self.area.code)}"


def find_scope(connection: DuckDBPyConnection, code: str) -> Scope:
    """The area of that code (bridged LSOA, MSOA, ward, district, partnership or force) with its force.

    Raises
    ------
    WrongUsage
        When no area has that code (the remedy names those whose code or name is near it), or no force covers it.
    """
    found = connection.execute(
        f"SELECT code, name, level, vintage FROM area WHERE code = {literal(code)} ORDER BY vintage DESC"
    ).fetchone()
    if found is None:
        raise WrongUsage(f"no area has the code {code!r}", _near(connection, code))
    area = Area(found[0], found[1], AreaLevel(found[2]), int(found[3]))
    condition = f"{COLUMN_OF[area.level]}_code = {literal(code)}"
    held = connection.execute(
        "SELECT force, force_code, force_name, count(*) AS lsoas, any_value(partnership_code),"
        " count(DISTINCT partnership_code) AS partnerships"
        f" FROM lsoa WHERE {condition} AND force IS NOT NULL GROUP BY ALL ORDER BY lsoas DESC, force LIMIT 1"
    ).fetchone()
    if held is None:
        raise WrongUsage(
            f"{area.name} ({code}) lies in no police force area of the look-ups",
            "Load look-ups that hold the area with `sulis ingest geography PATH`.",
        )
    force = Area(held[1], held[2], AreaLevel.FORCE, _vintage(connection, AreaLevel.FORCE))
    partnership = held[4] if held[5] == 1 else None
    return Scope(area, force, held[0], partnership, _same_ground(connection, condition, partnership))


def _same_ground(connection: DuckDBPyConnection, condition: str, partnership: str | None) -> bool:
    """Whether no LSOA of the partnership lies outside the area."""
    if partnership is None:
        return False
    outside = connection.execute(
        f"SELECT count(*) FROM lsoa WHERE in_2021 AND partnership_code = {literal(partnership)}"
        f" AND NOT coalesce({condition}, false)"
    ).fetchone()
    return outside == (0,)


def _vintage(connection: DuckDBPyConnection, level: AreaLevel) -> int:
    return vintages(connection).get(level, 0)


def vintages(connection: DuckDBPyConnection) -> dict[AreaLevel, int]:
    """The year of the boundaries of each level that is loaded."""
    rows = connection.execute("SELECT level, max(vintage) FROM area GROUP BY level").fetchall()
    return {AreaLevel(level): int(year) for level, year in rows}


def partnerships_of(connection: DuckDBPyConnection, forces: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Force, code and name of every community safety partnership of these forces."""
    listed = ", ".join(literal(force) for force in forces)
    query = f"""SELECT DISTINCT force, partnership_code, coalesce(partnership_name, partnership_code) FROM lsoa
WHERE force IN ({listed}) AND partnership_code IS NOT NULL ORDER BY ALL"""
    return tuple((row[0], row[1], row[2]) for row in connection.execute(query).fetchall())


def _near(connection: DuckDBPyConnection, code: str) -> str:
    """A remedy that names areas whose name or code looks like what was given."""
    joined = connection.execute("SELECT bridge_code, bridge_name FROM lsoa WHERE lsoa_code = ?", [code]).fetchall()
    if joined:
        return f"It is one part of a bridged LSOA; ask for that: {_named(joined)}."
    named = connection.execute(
        "SELECT code, name FROM area WHERE name ILIKE '%' || ? || '%' AND level <> 'lsoa'"
        " ORDER BY length(name), code LIMIT 5",
        [code],
    ).fetchall() if code.strip() else []  # fmt: skip
    alike = named or _spelled_alike(connection, code)
    if not alike:
        return "Give an ONS code of the look-ups, such as E06000022 for Bath and North East Somerset."
    return f"Near it are: {_named(alike)}."


def _spelled_alike(connection: DuckDBPyConnection, code: str) -> list[tuple[str, str]]:
    names = dict(connection.execute(
        "SELECT code, name FROM area WHERE level IN ('district', 'partnership', 'force', 'ward')"
    ).fetchall())  # fmt: skip
    return [(near, names[near]) for near in get_close_matches(code.upper(), sorted(names), n=5, cutoff=0.7)]


def _named(areas: list[tuple[str, str]]) -> str:
    return ", ".join(f"{code} {name}" for code, name in areas)

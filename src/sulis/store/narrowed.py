"""The incidents of a whole country in one small file a force, for a run that looks at one area after another."""

from __future__ import annotations

from pathlib import Path

from sulis.store.reader import Store
from sulis.store.sql import literal

# What counting needs; a query for anything else fails, as a column that is not there.
_COLUMNS = "release, force, month, category, lsoa_code, counts"


class NarrowedStore(Store):
    """A store whose incidents are those of one force's ground and files, read from one file that `narrow` wrote.

    Releases, ledgers and every other table are those of the whole store, and what was answered of the whole country
    is shared with it: the whole store must have been asked for that before.
    """

    def __init__(self, whole: Store, incidents: Path) -> None:
        super().__init__(whole.home, whole.releases(history=True))
        self._ledgers, self.answers, self.kept = whole._ledgers, whole.answers, whole.kept
        self._incidents = incidents

    def _select(self, name: str) -> str:
        if name == "incidents":
            return f"SELECT * FROM read_parquet({literal(str(self._incidents))})"
        return super()._select(name)


def narrow(store: Store, folder: Path) -> dict[str, NarrowedStore]:
    """Write a Parquet file for each force that has files into ``folder``; the stores that read them, by force.

    A force's file holds all rows of its own files, and the rows of any other force's files that lie in its area: counts of any area
    of the force are those of the whole store. The ledgers of all forces are read on the way.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, NarrowedStore] = {}
    with store.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(
            f"CREATE TEMP TABLE elsewhere AS SELECT {_COLUMNS.replace('force', 'i.force').replace('lsoa_code', 'i.lsoa_code')},"
            " l.force AS ground FROM incidents i JOIN lsoa l ON i.lsoa_code = l.lsoa_code WHERE l.force <> i.force"
        )
        for number, force in enumerate(store.forces()):
            path = folder / f"{number}.parquet"
            files = [r.paths["incidents"] for r in store.releases("incidents") if r.series == force]
            own = ", ".join(literal(str(store.home / file)) for file in files)
            connection.execute(
                f"COPY (SELECT {_COLUMNS} FROM read_parquet([{own}])"
                f" UNION ALL SELECT {_COLUMNS} FROM elsewhere WHERE ground = {literal(force)} ORDER BY lsoa_code, month)"
                f" TO {literal(str(path))} (FORMAT parquet, ROW_GROUP_SIZE 20000)"
            )
            found[force] = NarrowedStore(store, path)
            found[force].coverage(force)
    return found

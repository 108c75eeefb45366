"""The Local Authority Interactive Tool and Explore Education Statistics: what a dash stands for, which the row alone does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from sulis.catalogue.mappings import load_mapping
from sulis.sources.files import Limits
from sulis.sources.mapped import offer as mapped_offer
from sulis.sources.mapped.afterwards import afterwards
from sulis.sources.mapped.fitting import first_fitting, offer_fitting
from sulis.store import Offered
from sulis.store.sql import literal
from sulis.tables import MISSING
from sulis.vocabulary import Missing

NO_YEAR = "0"
"""What one measure has for a year."""
_NAMED = re.compile(r"bds_long.*\.parquet|sn_.*\.xlsx", re.IGNORECASE)
"""How the tool's own repository names its values and its lists of neighbours."""
_LATE, _NEVER, _NO = (kind.value for kind in (Missing.NOT_YET_PUBLISHED, Missing.NOT_COLLECTED, Missing.NOT_APPLICABLE))


def offer_tool(paths: Iterable[Path], *, limits: Limits) -> Offered:
    """A job for each of the tool's files: the values of every measure, year and area, and the statistical neighbours.

    A dash is "not applicable" where the year is no year; "not yet published" in a year after the last in which anybody has a
    figure of the measure; "not collected" in an earlier year in which nobody has one; and otherwise "not received".

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    ignored: list[str] = []
    given = [found for path in paths for found in _files_of_the_tool(path, ignored)]
    values = mapped_offer(given, load_mapping("dfe_lait"), limits=limits)
    neighbours = mapped_offer(given, load_mapping("dfe_neighbours"), limits=limits)
    pairs = zip(values.jobs, neighbours.jobs, strict=True)
    values.jobs[:] = [first_fitting((afterwards(one, "indicator_values", _typed), other)) for one, other in pairs]
    values.ignored += ignored
    return values


def _files_of_the_tool(path: Path, ignored: list[str]) -> list[Path]:
    """A file named by hand as it is; of a folder those that are named as the tool's are. A folder with none is told of."""
    if not path.is_dir():
        return [path]
    files = sorted(one for one in path.rglob("*") if one.is_file())
    found = [one for one in files if _NAMED.fullmatch(one.name)]
    ignored += [str(one) for one in files if found and one not in found]
    return found or [path]


offer_exclusions = partial(offer_fitting, mappings=("dfe_exclusions",))
"""A job for each data set of suspensions and permanent exclusions, one row a number."""


def _typed(rows: str) -> str:
    """The rows with the kind of each missing value told by the rows beside it. Years begin their labels, so labels sort."""
    held = """SELECT indicator_id, period, count(value) AS figures,
            max(period) FILTER (WHERE count(value) > 0) OVER (PARTITION BY indicator_id) AS last_held
        FROM all_rows GROUP BY indicator_id, period"""
    kind = f"""CASE WHEN value IS NOT NULL THEN NULL
        WHEN period = {literal(NO_YEAR)} THEN {literal(_NO)}
        WHEN figures > 0 THEN value{MISSING}
        WHEN last_held IS NOT NULL AND period > last_held THEN {literal(_LATE)}
        ELSE {literal(_NEVER)} END"""
    return f"""WITH all_rows AS ({rows}), held AS ({held})
        SELECT a.* REPLACE ({kind} AS value{MISSING}) FROM all_rows a JOIN held USING (indicator_id, period) ORDER BY row_number"""

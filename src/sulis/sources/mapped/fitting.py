"""A publisher with several layouts: each file is read by the first mapping whose headers it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from sulis.catalogue.mappings import load_mapping
from sulis.sources.files import Limits
from sulis.sources.mapped.offer import offer
from sulis.store import Job, KnownReleases, Offered, Tidied


def offer_fitting(paths: Iterable[Path], mappings: Sequence[str], *, limits: Limits, name_ends: str = "") -> Offered:
    """A job for each file, read by the first of ``mappings`` (ids) that fits it; see `sulis.sources.mapped.offer`.

    A file that none fits is refused with the faults of the mapping that came furthest. A publisher that only has mappings
    names them, and nothing more: ``offer = partial(offer_fitting, mappings=(...))``.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    given = list(paths)
    offers = [offer(given, load_mapping(one), limits=limits, name_ends=name_ends) for one in mappings]
    jobs = [first_fitting(jobs) for jobs in zip(*(one.jobs for one in offers), strict=True)]
    return Offered(jobs, offers[0].ignored, offers[0].refused, secret=any(one.secret for one in offers))


def first_fitting(jobs: Sequence[Job]) -> Job:
    """One job of several for the same file: the first that is not refused. A header that does not fit is seen at once."""

    def run(connection: duckdb.DuckDBPyConnection, aside: Path, known: KnownReleases) -> Tidied:
        refused: list[Tidied] = []
        for job in jobs:
            tidied = job(connection, aside, known)
            if not tidied.refused:
                return tidied
            refused.append(tidied)
        return max(refused, key=lambda one: one.rows_read)

    return run

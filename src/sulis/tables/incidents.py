"""Recorded incidents, one row as the publisher gave it."""

from __future__ import annotations

from sulis.tables.column import Column, Table
from sulis.tables.ground import degrees
from sulis.tables.origin import origin
from sulis.tables.period import MONTH

CATEGORIES = (
    "Anti-social behaviour",
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
)
"""The categories of street-level files since June 2013, as the files spell them."""

CATEGORIES_BEFORE_JUNE_2013 = ("Public disorder and weapons", "Violent crime")
"""Two categories that were split up in June 2013; months before it may carry them."""

INCIDENTS = Table(
    "incidents",
    "incidents",
    "Incidents recorded by a police force, one row as published. A month says when, a snap point says roughly where.",
    (
        *origin(),
        Column("force", "VARCHAR", "the force whose file it is, as police.uk writes it in file names"),
        MONTH,
        Column("incident_id", "VARCHAR", "the publisher's ID; anti-social behaviour has none", nullable=True),
        Column("reported_by", "VARCHAR", "the force that reported it", nullable=True),
        Column("falls_within", "VARCHAR", "the force that it falls within"),
        *degrees("the snap point"),
        Column("location", "VARCHAR", "the snap point's name", nullable=True),
        Column("lsoa_code", "VARCHAR", "LSOA of the snap point, 2011 or 2021 code", nullable=True),
        Column("lsoa_name", "VARCHAR", "LSOA name as published", nullable=True),
        Column("category", "VARCHAR", "one of the publisher's categories"),
        Column("last_outcome", "VARCHAR", "latest outcome when the file was made", nullable=True),
        Column("context", "VARCHAR", "always empty so far", nullable=True),
        Column("counts", "BOOLEAN", "whether the incident is counted at this row (the rule for repeated IDs)"),
    ),
    key=("incident_id",),
)
"""One incident may have several rows: an ID is counted once in a force's month, at the first row, in the publisher's
order, that has a place (or its first row when none has). Rows without an ID are never duplicates of each other."""

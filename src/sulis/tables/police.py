"""What police.uk publishes beside street-level crime: outcomes, and stop and search. What the Home Office publishes."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table, quantity
from sulis.tables.ground import LSOA, degrees
from sulis.tables.origin import origin
from sulis.tables.period import MONTH, QUARTER
from sulis.vocabulary import Caveat

OUTCOMES = Table(
    "outcomes",
    "outcomes",
    "Outcomes that a force recorded in a month, one row an outcome, tied to an incident by its published ID.",
    (
        *origin(),
        Column("force", "VARCHAR", "the force whose file it is"),
        MONTH,
        Column("incident_id", "VARCHAR", "the publisher's ID of the incident", nullable=True),
        Column("reported_by", "VARCHAR", "the force that reported it", nullable=True),
        Column("falls_within", "VARCHAR", "the force that it falls within", nullable=True),
        *degrees("the snap point"),
        Column("location", "VARCHAR", "the snap point's name", nullable=True),
        Column("lsoa_code", "VARCHAR", "LSOA of the snap point", nullable=True, pattern=LSOA),
        Column("lsoa_name", "VARCHAR", "LSOA name as published", nullable=True),
        Column("outcome", "VARCHAR", "the outcome as published"),
    ),
    caveats=(
        Caveat(
            "outcomes-ripen",
            "Outcomes arrive for months and years after an incident, so extracts of different age cannot be compared.",
        ),
        Caveat("no-court-outcomes", "Court outcomes are not published from June 2019 on."),
    ),
)

STOPS = Table(
    "stops",
    "stops",
    "Stops and searches, one row a stop, as a force published it.",
    (
        *origin(),
        Column("force", "VARCHAR", "the force whose file it is"),
        MONTH,
        Column("stopped_at", "TIMESTAMP", "when, in UTC", nullable=True),
        Column("kind", "VARCHAR", "person, vehicle or both, as published"),
        Column("part_of_operation", "BOOLEAN", "whether part of a policing operation", nullable=True),
        *degrees("the snap point"),
        Column("sex", "VARCHAR", "sex as published", nullable=True, allowed=("female", "male", "other")),
        Column("age_range", "VARCHAR", "age band as published", nullable=True),
        Column("self_defined_ethnicity", "VARCHAR", "as the person said, 18+1 or older", nullable=True),
        Column("officer_defined_ethnicity", "VARCHAR", "as the officer saw it", nullable=True),
        Column("legislation", "VARCHAR", "the power used", nullable=True),
        Column("object_of_search", "VARCHAR", "what was looked for", nullable=True),
        Column("outcome", "VARCHAR", "what followed", nullable=True),
        Column("outcome_linked", "BOOLEAN", "whether the outcome had to do with what was looked for", nullable=True),
        Column("outer_clothing_only", "BOOLEAN", "whether no more than outer clothing was removed", nullable=True),
    ),
    caveats=(
        Caveat("stops-not-people", "A person stopped twice stands twice, and nothing in the file tells."),
        Caveat(
            "stops-follow-policing",
            "Stops show where and whom officers search, which is not where or by whom crime is committed.",
        ),
    ),
)

RECORDED_CRIME = Table(
    "recorded_crime",
    "recorded_crime",
    "Offences recorded by a force or a partnership in a quarter, by offence code.",
    (
        *origin(),
        QUARTER,
        Column("financial_year", "VARCHAR", "the year from April on, as 2017/18", pattern=r"\d{4}/\d{2}"),
        Column("force_name", "VARCHAR", "the force as published"),
        Column("partnership_name", "VARCHAR", "the community safety partnership as published", nullable=True),
        Column("offence_code", "VARCHAR", "Home Office offence code, as published"),
        Column("offence", "VARCHAR", "what the code stands for", nullable=True),
        Column("offence_group", "VARCHAR", "the group as published", nullable=True),
        Column("offence_subgroup", "VARCHAR", "the subgroup as published", nullable=True),
        *quantity("offences", "INTEGER", "offences recorded", "offences", least=None),
    ),
    key=("quarter", "force_name", "partnership_name", "offence_code", "offence_subgroup"),
    checks=(
        Check(
            "quarter",
            "month(quarter) IN (1, 4, 7, 10) AND day(quarter) = 1",
            "a day that begins no quarter",
            "Quarters begin on the first of April, July, October and January.",
        ),
    ),
    caveats=(
        Caveat(
            "corrections-negative", "A force may take offences back in a later quarter, so a number can be below zero."
        ),
        Caveat(
            "recorded-only", "These are offences that the police recorded. Violence that nobody reported is not here."
        ),
    ),
)

SEVERITY_WEIGHTS = Table(
    "severity_weights",
    "severity_weights",
    "How much harm an offence is taken to do beside others: the mean days of custody that courts gave.",
    (
        *origin(),
        Column("offence_code", "VARCHAR", "Home Office offence code, as published"),
        Column("offence", "VARCHAR", "what the code stands for"),
        Column("offence_group", "VARCHAR", "the group as published", nullable=True),
        Column("weight", "DOUBLE", "weight of one offence", unit="days", least=0),
    ),
    key=("offence_code", "offence"),
    caveats=(
        Caveat(
            "weights-by-offence",
            "The weights belong to offence codes, and cannot be used with the categories of police.uk.",
        ),
    ),
)

"""What a force's own extract holds: incidents, and the people in them."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table
from sulis.tables.ground import LSOA, degrees
from sulis.tables.origin import origin
from sulis.tables.people import SEXES, age, ethnicity, person_key, sex
from sulis.tables.period import in_order
from sulis.vocabulary import Caveat

_FLAGS = ("domestic", "alcohol", "drugs", "knife", "gun", "county_lines")
RELATIONSHIPS = ("partner or former partner", "family", "friend or acquaintance", "stranger", "other")

FORCE_INCIDENTS = Table(
    "force_incidents",
    "force_incidents",
    "Crimes and incidents from a force's own records, one row each, without names.",
    (
        *origin("the force's file"),
        Column("force", "VARCHAR", "the force, as police.uk writes it"),
        Column("incident_key", "VARCHAR", "the force's reference, as a key made at the door", keyed=True),
        Column("recorded_on", "DATE", "the day on which it was recorded"),
        Column("occurred_on", "DATE", "the day on which it happened, or began", nullable=True),
        Column("occurred_from", "TIMESTAMP", "the earliest moment that it can have happened", nullable=True),
        Column("occurred_to", "TIMESTAMP", "the latest moment that it can have happened", nullable=True),
        Column("offence_code", "VARCHAR", "Home Office offence code", pattern=r"\d{1,3}(\.\d{1,2})?[A-Z]?"),
        Column(
            "place_type", "VARCHAR", "kind of place", nullable=True, allowed=("public", "private", "home", "online")
        ),
        *(
            Column(flag, "BOOLEAN", f"flag for {flag.replace('_', ' ')}; unknown where nobody set it", nullable=True)
            for flag in _FLAGS
        ),
        Column("victim_age", "SMALLINT", "age of the youngest victim", nullable=True, unit="years", least=0, most=120),
        Column(
            "suspect_age", "SMALLINT", "age of the youngest suspect", nullable=True, unit="years", least=0, most=120
        ),
        Column("victim_sex", "VARCHAR", "sex of the youngest victim", nullable=True, allowed=SEXES),
        Column("lsoa_code", "VARCHAR", "LSOA 2021 of the place", nullable=True, pattern=LSOA),
        *degrees(),
    ),
    key=("force", "incident_key"),
    checks=(
        in_order("occurred_from", "occurred_to", "What happened between two moments has the earlier one first."),
        Check(
            "occurred_from",
            "occurred_from IS NULL OR occurred_from::DATE <= recorded_on",
            "a time after the day of recording",
            "Nothing is recorded before it happens.",
        ),
    ),
    caveats=(
        Caveat(
            "recorded-only", "These are incidents that the police recorded. Violence that nobody reported is not here."
        ),
    ),
    restricted=True,
)

INCIDENT_PEOPLE = Table(
    "incident_people",
    "incident_people",
    "Who was in an incident, in which role, one row for each person and role.",
    (
        *origin("the force's file"),
        Column("force", "VARCHAR", "the force, as police.uk writes it"),
        Column("incident_key", "VARCHAR", "the incident, as in the force's incidents", keyed=True),
        person_key(),
        Column("role", "VARCHAR", "role in the incident", allowed=("victim", "suspect", "witness")),
        Column("relationship", "VARCHAR", "what a suspect was to the victim", nullable=True, allowed=RELATIONSHIPS),
        age("age at the incident in whole years"),
        sex(),
        *ethnicity(),
    ),
    key=("force", "incident_key", "person_key", "role"),
    caveats=(
        Caveat(
            "people-often-unknown",
            "Most incidents have no identified suspect, so a person counted here is one who was found.",
        ),
    ),
    restricted=True,
)

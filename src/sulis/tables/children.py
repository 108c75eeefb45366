"""What schools and the youth justice service give about children. Needs are kept as recorded, and never scored."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table, quantity
from sulis.tables.origin import origin
from sulis.tables.people import age, ethnicity, person_key, sex
from sulis.vocabulary import Caveat

SCHOOL_EVENTS = Table(
    "school_events",
    "school_events",
    "Suspensions and permanent exclusions from schools, one row each, without names.",
    (
        *origin("the file"),
        person_key("the pupil, as a key made at the door"),
        Column("school_code", "VARCHAR", "the school's national number", nullable=True, pattern=r"\d{6,7}"),
        Column("kind", "VARCHAR", "what happened", allowed=("suspension", "permanent exclusion")),
        Column("began_on", "DATE", "its first day"),
        Column("sessions", "SMALLINT", "half days away", nullable=True, unit="half days", least=0, most=400),
        Column("reason", "VARCHAR", "the reason as coded", nullable=True),
        Column("year_group", "VARCHAR", "year group", nullable=True),
        age("age at its first day in whole years"),
        sex(),
        *ethnicity(),
        Column(
            "send",
            "VARCHAR",
            "special educational needs: none, support or plan",
            nullable=True,
            allowed=("none", "support", "plan"),
        ),
        Column("free_school_meals", "BOOLEAN", "whether eligible", nullable=True),
    ),
    caveats=(
        Caveat(
            "schools-differ",
            "Schools differ in when they suspend a pupil, so a count is of decisions and not of behaviour.",
        ),
    ),
    restricted=True,
)

ABSENCE = Table(
    "school_absence",
    "school_absence",
    "Absence from school by term, school and group, as counts of half days.",
    (
        *origin("the file"),
        Column("term", "VARCHAR", "school year and term", pattern=r"\d{4}/\d{2} (autumn|spring|summer)"),
        Column("school_code", "VARCHAR", "the school's national number", nullable=True, pattern=r"\d{6,7}"),
        Column("year_group", "VARCHAR", "year group", nullable=True),
        *quantity("pupils", "INTEGER", "pupils on roll", "pupils"),
        *quantity("possible", "INTEGER", "half days possible", "half days"),
        *quantity("absent", "INTEGER", "half days absent", "half days"),
        *quantity("unauthorised", "INTEGER", "half days absent without leave", "half days"),
        *quantity("severely_absent", "INTEGER", "pupils who missed half or more", "pupils"),
    ),
    key=("term", "school_code", "year_group"),
    checks=(
        Check(
            "absent",
            "absent IS NULL OR possible IS NULL OR absent <= possible",
            "more half days absent than possible",
            "Nobody can miss more than there is.",
        ),
    ),
    restricted=True,
)

YOUTH_CASES = Table(
    "youth_cases",
    "youth_cases",
    "The youth justice service's caseload, one row an order or programme, without names.",
    (
        *origin("the file"),
        Column("case_key", "VARCHAR", "the case, as a key made at the door", keyed=True),
        person_key("the child, as a key made at the door"),
        Column("began_on", "DATE", "first day of the order or programme"),
        Column("ended_on", "DATE", "last day, where it has ended", nullable=True),
        Column("disposal", "VARCHAR", "kind of order or programme"),
        Column("offence_code", "VARCHAR", "Home Office offence code", nullable=True),
        Column("first_time", "BOOLEAN", "whether the child's first entry into the youth justice system", nullable=True),
        age("age at the first day in whole years"),
        sex(),
        *ethnicity(),
        Column("care", "VARCHAR", "care status as recorded", nullable=True),
    ),
    key=("case_key",),
    checks=(
        Check(
            "ended_on",
            "ended_on IS NULL OR ended_on >= began_on",
            "an end before the start",
            "A case ends on or after its first day.",
        ),
    ),
    restricted=True,
)

YOUTH_NEEDS = Table(
    "youth_needs",
    "youth_needs",
    "Needs and vulnerabilities that a worker recorded for a case, one row each. They are not added up or scored.",
    (
        *origin("the file"),
        Column("case_key", "VARCHAR", "the case, as in the caseload", keyed=True),
        person_key("the child, as a key made at the door"),
        Column("need", "VARCHAR", "the need, as recorded"),
        Column("recorded_on", "DATE", "when it was recorded", nullable=True),
    ),
    key=("case_key", "need", "recorded_on"),
    caveats=(
        Caveat(
            "needs-as-recorded",
            "A need that was not recorded may be there all the same: workers record what they learn.",
        ),
    ),
    restricted=True,
)

"""People in areas: residents by age, sex and ethnic group, people at work by day, and how deprived areas are."""

from __future__ import annotations

from sulis.tables.column import Check, Column, Table, quantity
from sulis.tables.ground import LSOA
from sulis.tables.origin import origin
from sulis.tables.people import ETHNIC_SCHEMES
from sulis.tables.period import in_order
from sulis.vocabulary import Caveat

POPULATION = Table(
    "population",
    "population",
    "Mid-year estimates of residents by LSOA 2011 and single year of age, both sexes together.",
    (
        Column("lsoa_code", "VARCHAR", "LSOA 2011"),
        Column("age", "SMALLINT", "years; 90 means 90 and over"),
        Column("persons", "INTEGER", "residents"),
        Column("year", "SMALLINT", "the mid-year of the estimate"),
    ),
)

POPULATION_GROUPS = Table(
    "population_groups",
    "population_groups",
    "Residents by area and group: ages, sex, ethnic group, as a census or an estimate gives them.",
    (
        *origin(),
        Column("area_code", "VARCHAR", "the area"),
        Column("year", "SMALLINT", "year of the census or estimate", least=1991, most=2100),
        Column(
            "age_from",
            "SMALLINT",
            "youngest age in the group; empty for every age",
            nullable=True,
            unit="years",
            least=0,
            most=120,
        ),
        Column(
            "age_to",
            "SMALLINT",
            "oldest age in the group; empty where there is no limit",
            nullable=True,
            unit="years",
            least=0,
            most=120,
        ),
        Column("sex", "VARCHAR", "sex; empty for both together", nullable=True, allowed=("female", "male")),
        Column("ethnicity", "VARCHAR", "ethnic group; empty for all together", nullable=True),
        Column("ethnicity_scheme", "VARCHAR", "the scheme that the group is of", nullable=True, allowed=ETHNIC_SCHEMES),
        *quantity("persons", "INTEGER", "residents", "persons"),
    ),
    key=("area_code", "year", "age_from", "age_to", "sex", "ethnicity", "ethnicity_scheme"),
    checks=(
        in_order(
            "age_from", "age_to", "A group of ages has the youngest first.", given="an oldest age below the youngest"
        ),
        Check(
            "ethnicity_scheme",
            "(ethnicity IS NULL) = (ethnicity_scheme IS NULL)",
            "an ethnic group without its scheme, or the other way round",
            "Both must be there, or neither.",
        ),
    ),
    caveats=(
        Caveat(
            "census-confidentiality",
            "Census tables are changed slightly to protect people, so small groups are rough and sums differ a little.",
        ),
    ),
)

WORKDAY_POPULATION = Table(
    "workday_population",
    "workday_population",
    "People who are in an area on a working day: those who work there, and residents who do not work.",
    (
        *origin(),
        Column("area_code", "VARCHAR", "the area"),
        Column("year", "SMALLINT", "year of the census", least=1991, most=2100),
        *quantity("persons", "INTEGER", "people on a working day", "persons"),
    ),
    key=("area_code", "year"),
    caveats=(
        Caveat(
            "workday-not-night",
            "A workday population says nothing of evenings and weekends, when most violence in town centres happens.",
        ),
    ),
)

DEPRIVATION = Table(
    "deprivation",
    "deprivation",
    "How deprived small areas are beside each other, by index and domain.",
    (
        *origin(),
        Column("lsoa_code", "VARCHAR", "LSOA of the index's own vintage", pattern=LSOA),
        Column("index_year", "SMALLINT", "year of the index", least=2000, most=2100),
        Column("domain", "VARCHAR", "the whole index, or a domain of it"),
        *quantity("score", "DOUBLE", "score", "as the index's", least=None),
        *quantity("rank", "INTEGER", "rank, 1 being the most deprived", "rank", least=1),
        *quantity("decile", "SMALLINT", "decile, 1 being the most deprived tenth", "decile", least=1),
    ),
    key=("lsoa_code", "index_year", "domain"),
    caveats=(
        Caveat(
            "areas-not-people",
            "Deprivation is of an area. Not all who live in a deprived area are deprived, and many deprived people live elsewhere.",
        ),
        Caveat("ranks-not-amounts", "Ranks and deciles order areas and do not say by how much they differ."),
    ),
)

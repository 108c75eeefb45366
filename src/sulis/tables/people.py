"""What every table about people shares: roles, sexes, and ethnicity with the scheme that it was recorded in."""

from __future__ import annotations

from sulis.tables.column import Column

SEXES = ("female", "male", "other")
ETHNIC_SCHEMES = (
    "self-defined 18+1",  # police, as the person says, 2011 census groups
    "self-defined 16+1",  # police, health and schools, as the person says, 2001 census groups
    "officer-defined 6+1",  # as an officer saw the person
    "census 2021 19",  # ONS, nineteen groups
    "census 2021 5",  # ONS, five groups
    "school census",
    "local",
)
"""Ethnic groups are never turned from one scheme into another: a value without its scheme cannot be read."""


def person_key(meaning: str = "the person, as a key made at the door") -> Column:
    """The column that says who, whose values become keys at the door."""
    return Column("person_key", "VARCHAR", meaning, nullable=True, keyed=True)


def age(meaning: str = "age in whole years") -> Column:
    """The column of an age; empty where it is unknown."""
    return Column("age", "SMALLINT", meaning, nullable=True, unit="years", least=0, most=120)


def sex() -> Column:
    """The column of a sex; empty where it is unknown."""
    return Column("sex", "VARCHAR", "sex as recorded", nullable=True, allowed=SEXES)


def ethnicity() -> tuple[Column, Column]:
    """The columns of an ethnic group and of its scheme."""
    return (
        Column("ethnicity", "VARCHAR", "ethnic group as recorded, in the words of its scheme", nullable=True),
        Column("ethnicity_scheme", "VARCHAR", "the scheme that the group is of", nullable=True, allowed=ETHNIC_SCHEMES),
    )

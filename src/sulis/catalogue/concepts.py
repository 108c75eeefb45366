"""What a definition may ask about a recorded incident, whatever a source calls it."""

from __future__ import annotations

from enum import StrEnum


class Concept(StrEnum):
    """One thing that a source may record about an incident. Any of them may be unknown for an incident."""

    CATEGORY = "category"  # the police.uk category
    OFFENCE = "offence"  # the Home Office offence code
    VICTIM_AGE = "victim_age"  # whole years at the time
    SUSPECT_AGE = "suspect_age"  # whole years at the time; the youngest suspect where there are several
    VICTIM_SEX = "victim_sex"  # as the source records it
    PLACE = "place"  # the kind of place
    KNIFE = "knife"  # a knife or sharp object was used or threatened
    GUN = "gun"  # a firearm was used or threatened
    DOMESTIC = "domestic"  # flagged as domestic abuse
    ALCOHOL = "alcohol"  # flagged as related to alcohol
    DRUGS = "drugs"  # flagged as related to drugs
    COUNTY_LINES = "county_lines"  # flagged as county lines


class Place(StrEnum):
    """The kind of place where it happened."""

    PUBLIC = "public"  # anyone may be there: street, park, shop, station, licensed premises
    PRIVATE = "private"  # a home or its garden
    INSTITUTION = "institution"  # a school, hospital, care home or prison


AGES = (Concept.VICTIM_AGE, Concept.SUSPECT_AGE)
FLAGS = (Concept.DOMESTIC, Concept.ALCOHOL, Concept.DRUGS, Concept.COUNTY_LINES)
WEAPONS = (Concept.KNIFE, Concept.GUN)
YES_OR_NO = FLAGS + WEAPONS
OLDEST = 120
"""Ages run from 0 to this many whole years."""

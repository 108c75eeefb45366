"""The closed lists that the items of a partnership choose from."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing an item is. Its value is also how its id begins."""

    STATEMENT = "statement"  # something the plan says about itself: its purpose, approach, next steps
    ORGANISATION = "organisation"
    BOARD = "board"
    ARRANGEMENT_ELSEWHERE = "elsewhere"  # an existing arrangement that holds what the priority focus leaves out
    SOURCE = "source"  # a document that the plan cites
    FINDING = "finding"
    RISK_FACTOR = "risk"
    ENGAGEMENT = "engagement"  # a focus group, event or survey where people were heard
    REASON = "reason"
    CONCERN = "concern"
    SUGGESTION = "suggestion"
    INTERVENTION = "intervention"
    ARRANGEMENT = "arrangement"  # a partnership, team or strategy that supports the plan
    PRIORITY = "priority"
    OBJECTIVE = "objective"
    MEASURE = "measure"


class Duty(StrEnum):
    """An organisation's part under the Police, Crime, Sentencing and Courts Act 2022."""

    SPECIFIED = "specified"  # must collaborate, assess need and prepare the strategy (Schedule 1)
    RELEVANT = "relevant"  # education, prison or youth custody: consulted, and acts as the strategy says (Schedule 2)
    POLICING_BODY = "policing body"  # may assist and monitor (section 14)
    OTHER = "other"  # takes part by agreement: not named in the Act


class Account(StrEnum):
    """How one board stands to another."""

    ACCOUNTABLE_TO = "accountable to"
    GOVERNED_BY = "line of governance into"
    FEEDS_INTO = "feeds into"


class Basis(StrEnum):
    """What a finding of the plan rests on, as the plan itself puts it."""

    RECORDED = "recorded data"  # counted in data that the plan's authors saw
    PERCEPTION = "perception"  # what young people, residents or professionals believe or report
    KNOWN = "known elsewhere"  # national picture or wider literature, not measured here
    LIMIT = "limit of the evidence"  # what cannot be told


class Level(StrEnum):
    """Where a risk factor acts, on the World Health Organization's levels, with one for local additions."""

    INDIVIDUAL = "individual"
    RELATIONSHIP = "relationship"
    COMMUNITY = "community"
    SOCIETY = "society"
    LOCAL = "local"  # added by the partnership: not in the organisation's list


class Seen(StrEnum):
    """How far the source of a fact was read."""

    SEEN = "S"  # read in the named page or file
    PARTLY = "P"  # partly read: the rest is from general knowledge and unverified


class Group(StrEnum):
    """Under which heading the plan lists an intervention."""

    EDUCATION = "education"
    COMMUNITY = "community"
    PLANNED = "planned"


class Form(StrEnum):
    """What an arrangement is."""

    PARTNERSHIP = "partnership"  # agencies meeting
    TEAM = "team"  # people who do the work
    WORK = "work"  # a strand of work or a product
    STRATEGY = "strategy"  # a document that sets direction


class Tier(StrEnum):
    """When prevention acts."""

    PRIMARY = "primary"  # before any violence
    SECONDARY = "secondary"  # at once after violence, against its short-term effects and its return
    TERTIARY = "tertiary"  # long after violence, against its lasting harm and its return


class Scope(StrEnum):
    """Who chose a measure."""

    DUTY = "duty"  # named by the national duty
    LOCAL = "local"  # a domain that the partnership chose


class LinkKind(StrEnum):
    """What one item is to another."""

    ADDRESSES = "addresses"  # an objective or intervention answers a risk factor, reason, concern or suggestion
    MEASURED_BY = "measured by"  # an objective is followed through a measure


class LinkBasis(StrEnum):
    """Who says so."""

    STATED = "stated"  # the plan says it
    OUR_READING = "our reading"  # the plan plainly implies it; a person in the partnership has yet to confirm it

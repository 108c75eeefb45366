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
    AGREEMENT = "agreement"  # on sharing information between organisations
    IMPACT_ASSESSMENT = "impact_assessment"  # of what handling personal data may do to the people it is about
    ACTION = "action"  # one thing that an organisation answers for
    THREAT = "threat"  # what may keep the plan from coming about
    CALENDAR_ENTRY = "calendar"  # something that falls due on a day, once or time and again


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


class ClaimTest(StrEnum):
    """How a finding of the plan is put to the test. Each says what the plan claims; the needs assessment holds its rule."""

    RISING = "rising"  # the direction of the monthly counts
    CONCENTRATED = "concentrated"  # the share of the places with most, and the places that stand out
    MOSTLY_MALE = "mostly male"  # the share of suspects who are male
    ETHNIC_DISPARITY = "ethnic disparity"  # rates by ethnic group, beside the residents of each
    REPEATS = "repeats"  # victims who are harmed again
    GIRLS_RISING = "girls rising"  # the direction of suspects who are girls
    KNIFE_UNCLEAR = "knife unclear"  # the direction of what was done with a knife: that none can be told
    KNIFE_RISING = "knife rising"  # the same: that it rises
    WORSE_THAN_NEIGHBOURS = "worse than neighbours"  # a published measure beside the area's statistical neighbours


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


class SeatKind(StrEnum):
    """How an organisation sits on a board."""

    MEMBER = "member"  # decides
    SUPPORTER = "supporter"  # helps and advises


class Purpose(StrEnum):
    """What information may be shared for under an agreement."""

    NEEDS_ASSESSMENT = "needs assessment"  # to find the kinds and causes of violence in the area
    STRATEGY = "strategy"  # to draw up the plan and carry it out
    EVALUATION = "evaluation"  # to find out whether what is done works
    CASE_DISCUSSION = "case discussion"  # to decide together how to help or hold a person
    URGENT_RESPONSE = "urgent response"  # to act in the days after an incident
    MONITORING = "monitoring"  # for the local policing body to follow how the duty is met


class Outcome(StrEnum):
    """What an impact assessment came to."""

    GO_AHEAD = "go ahead"
    WITH_SAFEGUARDS = "go ahead with safeguards"  # only once those that the assessment names are in place
    REFERRED = "referred to the Information Commissioner"  # a high risk remains: nothing starts before the answer
    STOP = "do not go ahead"


class Standing(StrEnum):
    """Where a paper or a membership stands on a day."""

    NOT_YET = "not yet in force"
    IN_FORCE = "in force"
    ENDS_SOON = "ends soon"  # still in force, and its last day is near
    ENDED = "ended"

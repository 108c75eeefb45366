"""The closed lists that the requirements of the serious violence duty choose from."""

from __future__ import annotations

from enum import StrEnum


class Duty(StrEnum):
    """An organisation's part under the Police, Crime, Sentencing and Courts Act 2022."""

    SPECIFIED = "specified"  # must collaborate, assess need and prepare the strategy (Schedule 1)
    RELEVANT = "relevant"  # education, prison or youth custody: consulted, and acts as the strategy says (Schedule 2)
    POLICING_BODY = "policing body"  # may assist and monitor (section 14)
    OTHER = "other"  # takes part by agreement: not named in the Act


class Nation(StrEnum):
    """Where a kind of authority exists."""

    BOTH = "England and Wales"
    ENGLAND = "England"
    WALES = "Wales"


class Strength(StrEnum):
    """How far a requirement binds."""

    DUTY = "duty"  # must be done
    POWER = "power"  # may be done
    LIMIT = "limit"  # must not be done
    GUIDANCE = "guidance"  # expected by guidance, to which regard must be had


class Binds(StrEnum):
    """Whom a requirement binds."""

    SPECIFIED = "specified authorities"
    RELEVANT = "relevant authorities"  # each educational, prison and youth custody authority
    POLICING_BODY = "local policing body"
    DISCLOSER = "whoever discloses"  # anyone who passes information on under the Act or its regulations
    PARTNERSHIP = "the partnership"  # guidance speaks to the authorities together
    COMMUNITY_SAFETY = "community safety partnership"
    SCRUTINY = "council scrutiny committee"
    REVIEW_PARTNERS = "review partners"  # of an offensive weapons homicide review
    SECRETARY_OF_STATE = "Secretary of State"


class Theme(StrEnum):
    """What a requirement is about; pages list requirements under it."""

    GOVERNANCE = "governance"
    DEFINITION = "definition"
    NEEDS_ASSESSMENT = "needs assessment"
    STRATEGY = "strategy"
    PUBLICATION = "publication"
    ACTIONS = "actions"
    REVIEW = "review"
    INFORMATION_SHARING = "information sharing"
    MONITORING = "monitoring"
    ENFORCEMENT = "enforcement"
    GUIDANCE = "guidance"


class CheckedBy(StrEnum):
    """How the application can tell from the partnership's records whether a requirement is met."""

    ORGANISATION_KINDS_PRESENT = "organisation_kinds_present"  # each kind of authority listed takes part that day
    CONSULTED = "consulted"  # each organisation of the kinds listed is recorded as consulted on the strategy
    STRATEGY_PUBLISHED = "strategy_published"  # the plan's day of publication is recorded and has come
    STRATEGY_REVIEWED = "strategy_reviewed"  # the plan's last review is recorded, within the cadence where there is one
    NEEDS_ASSESSMENT_RUN = "needs_assessment_run"  # a needs assessment is stored, within the cadence where there is one
    AGREEMENTS_IN_FORCE = "agreements_in_force"  # each organisation of the kinds listed is party to one in force
    BY_HAND = "by_hand"  # no record can tell: a person records that it was looked at, and when

"""Who may do what with the register's records: each rule one question to the deciding function, asked in two ways."""

from __future__ import annotations

from collections.abc import Iterable

from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import MENDABLE, Subject, Who, check, decide, reach
from sulis_web.partnership.models import ImpactAssessment, Organisation, Party

# A record of the partnership as a whole: no organisation's own, so only a role that reaches all of it may.
EVERYBODYS = Subject()


def _own(organisation: Organisation) -> Subject:
    return Subject(frozenset({organisation.pk}))


def _signed(parties: Iterable[Party]) -> Subject:
    return Subject(frozenset(party.organisation_id for party in parties))


def can_edit_organisation(who: Who, organisation: Organisation) -> bool:
    return decide(who, Action.EDIT_ORGANISATION, _own(organisation)).allowed


def check_edit_organisation(who: Who, organisation: Organisation) -> None:
    check(who, Action.EDIT_ORGANISATION, _own(organisation))


def can_place_organisations(who: Who) -> bool:
    """To add and retire organisations, and to say what each is under the Act and since when it takes part."""
    return decide(who, Action.EDIT_ORGANISATION, EVERYBODYS).allowed


def check_place_organisations(who: Who) -> None:
    check(who, Action.EDIT_ORGANISATION, EVERYBODYS)


def can_edit_boards(who: Who) -> bool:
    return decide(who, Action.EDIT_BOARD, EVERYBODYS).allowed


def check_edit_boards(who: Who) -> None:
    check(who, Action.EDIT_BOARD, EVERYBODYS)


def can_read_every_agreement(who: Who) -> bool:
    return reach(who, Action.READ_AGREEMENTS) is Scope.PARTNERSHIP


def can_edit_agreement(who: Who, parties: Iterable[Party]) -> bool:
    return decide(who, Action.EDIT_AGREEMENT, _signed(parties)).allowed


def check_edit_agreement(who: Who, parties: Iterable[Party]) -> None:
    check(who, Action.EDIT_AGREEMENT, _signed(parties))


def can_add_agreements(who: Who) -> bool:
    return decide(who, Action.EDIT_AGREEMENT, EVERYBODYS).allowed


def check_add_agreements(who: Who) -> None:
    check(who, Action.EDIT_AGREEMENT, EVERYBODYS)


def may_come_to_assessments(who: Who, organisation: Organisation) -> bool:
    """Whether to show the way to its impact assessments: they may be read, or may once a purpose has been stated."""
    decision = decide(who, Action.READ_ASSESSMENTS, _own(organisation))
    return decision.allowed or decision.check in MENDABLE


def can_read_assessments(who: Who) -> bool:
    return decide(who, Action.READ_ASSESSMENTS).allowed


def could_read_assessments(who: Who) -> bool:
    """The role reads some, and what is still asked for has not been given."""
    return decide(who, Action.READ_ASSESSMENTS).check in MENDABLE


def can_edit_assessment(who: Who, assessment: ImpactAssessment) -> bool:
    return decide(who, Action.EDIT_ASSESSMENT, _own(assessment.controller)).allowed


def check_edit_assessment(who: Who, assessment: ImpactAssessment) -> None:
    check(who, Action.EDIT_ASSESSMENT, _own(assessment.controller))


def can_add_assessments(who: Who) -> bool:
    return decide(who, Action.EDIT_ASSESSMENT).allowed


def check_add_assessment(who: Who, controller: Organisation) -> None:
    check(who, Action.EDIT_ASSESSMENT, _own(controller))


def may_be_controller(who: Who, organisation: Organisation) -> bool:
    return decide(who, Action.EDIT_ASSESSMENT, _own(organisation)).allowed


def may_come_to_invite(who: Who, organisation: Organisation) -> bool:
    """Whether to show the way: it is theirs, once the password or a code has been given again."""
    decision = decide(who, Action.INVITE, _own(organisation))
    return decision.allowed or decision.check in MENDABLE


def can_record_duty(who: Who) -> bool:
    return decide(who, Action.RECORD_DUTY, EVERYBODYS).allowed


def check_record_duty(who: Who) -> None:
    check(who, Action.RECORD_DUTY, EVERYBODYS)


def can_import(who: Who) -> bool:
    return decide(who, Action.IMPORT_REGISTER, EVERYBODYS).allowed


def check_import(who: Who) -> None:
    check(who, Action.IMPORT_REGISTER, EVERYBODYS)


def may_come_to_export(who: Who) -> bool:
    """Whether to show the way: it is theirs, once the password or a code has been given again."""
    decision = decide(who, Action.EXPORT_REGISTER, EVERYBODYS)
    return decision.allowed or decision.check in MENDABLE


def check_export(who: Who) -> None:
    check(who, Action.EXPORT_REGISTER, EVERYBODYS)

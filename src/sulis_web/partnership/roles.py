"""What people do for the partnership. A role says in plain English what it is for, and what it may do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from sulis_web.partnership.actions import Action, Scope


class Purpose(StrEnum):
    """Why a restricted record is opened. A person states one, and every opening carries it."""

    GOVERNANCE = "to check how information is governed"
    ASSESSMENT = "to prepare or review an impact assessment"
    ENQUIRY = "to answer an enquiry or a complaint"
    SECURITY = "to look into the security of the application"


class Role:
    """A part that a person plays for one organisation. The class is the role: nothing is ever made of it."""

    slug: ClassVar[str]
    name: ClassVar[str]
    description: ClassVar[str]
    restricted: ClassVar[bool] = (
        False  # reaches restricted records: a second factor is asked for, and sign-ins are short
    )
    may: ClassVar[Mapping[Action, Scope]]
    purposes: ClassVar[frozenset[Purpose]] = frozenset()
    # Roles that somebody in this one may give to others, where INVITE is among its actions.
    gives: ClassVar[frozenset[str]] = frozenset()


_READER = {
    Action.OPEN_HOME: Scope.PARTNERSHIP,
    Action.READ_WORK: Scope.PARTNERSHIP,
    Action.READ_REGISTER: Scope.PARTNERSHIP,
    Action.READ_AGREEMENTS: Scope.OWN,
}
# What one organisation gives its own people. The co-ordinator and the analyst reach every organisation's, so none of them alone
# makes one.
_ORDINARY = frozenset({"board-member", "priority-owner", "practitioner"})


class Analyst(Role):
    slug = "analyst"
    name = "analyst"
    description = (
        "Owns the evidence and its numbers: takes files of every source in, describes their layouts, says who sends them, "
        "withdraws a release that turns out wrong, runs the needs assessment, reads everything that is made from it, writes what its "
        "findings say and approves what somebody else wrote of them, proposes what the public pages say and publishes what somebody "
        "else proposed, brings in the figures of measures, and takes in what others found and recommend. Reads the agreements that "
        "their own organisation is party to, and holds tokens for programs. Changes no record of the register or of the plan’s actions."
    )
    may = {
        **_READER,
        Action.RUN_ASSESSMENT: Scope.PARTNERSHIP,
        Action.WRITE_FINDING: Scope.PARTNERSHIP,
        Action.APPROVE_FINDING: Scope.PARTNERSHIP,
        Action.PUBLISH: Scope.PARTNERSHIP,
        Action.DELIVER: Scope.PARTNERSHIP,
        Action.KEEP_MAPPINGS: Scope.PARTNERSHIP,
        Action.WITHDRAW_RELEASE: Scope.PARTNERSHIP,
        Action.KEEP_MEASURES: Scope.PARTNERSHIP,
        Action.ANSWER_EVIDENCE: Scope.PARTNERSHIP,
        Action.HOLD_TOKEN: Scope.PARTNERSHIP,
    }


class CoOrdinator(Role):
    slug = "co-ordinator"
    name = "co-ordinator"
    description = (
        "Runs the partnership from day to day: keeps the register of organisations and boards, imports and exports it, records "
        "how the duty is met, keeps the plan’s actions, milestones and risks, imports and exports them and asks their owners how they go, "
        "keeps meetings and what each board’s report holds, takes in what others found and recommend, keeps the register of other "
        "strategies and the record of the plan’s own life, confirms links of the plan, writes what findings of the assessment say and "
        "approves what somebody else "
        "wrote of them, proposes what the public pages say and publishes what somebody else proposed, and sees every agreement and who "
        "works for whom. Does not see impact assessments or the audit, and gives nobody access."
    )
    may = {
        **_READER,
        Action.READ_AGREEMENTS: Scope.PARTNERSHIP,
        Action.READ_PEOPLE: Scope.PARTNERSHIP,
        Action.EDIT_ORGANISATION: Scope.PARTNERSHIP,
        Action.EDIT_BOARD: Scope.PARTNERSHIP,
        Action.RECORD_DUTY: Scope.PARTNERSHIP,
        Action.CONFIRM_LINK: Scope.PARTNERSHIP,
        Action.EDIT_PLAN: Scope.PARTNERSHIP,
        Action.REPORT_PROGRESS: Scope.PARTNERSHIP,
        Action.IMPORT_PLAN: Scope.PARTNERSHIP,
        Action.EXPORT_PLAN: Scope.PARTNERSHIP,
        Action.ASK_OWNER: Scope.PARTNERSHIP,
        Action.KEEP_MEETINGS: Scope.PARTNERSHIP,
        Action.ANSWER_EVIDENCE: Scope.PARTNERSHIP,
        Action.KEEP_STRATEGIES: Scope.PARTNERSHIP,
        Action.KEEP_PLAN_RECORD: Scope.PARTNERSHIP,
        Action.WRITE_FINDING: Scope.PARTNERSHIP,
        Action.APPROVE_FINDING: Scope.PARTNERSHIP,
        Action.PUBLISH: Scope.PARTNERSHIP,
        Action.IMPORT_REGISTER: Scope.PARTNERSHIP,
        Action.EXPORT_REGISTER: Scope.PARTNERSHIP,
        Action.HOLD_TOKEN: Scope.PARTNERSHIP,
    }


class BoardMember(Role):
    slug = "board-member"
    name = "board member"
    description = (
        "Sits on a board, as a councillor or a senior officer: reads the working pages and the register, and the agreements that "
        "their own organisation is party to. Changes nothing."
    )
    may = dict(_READER)


class PriorityOwner(Role):
    slug = "priority-owner"
    name = "priority owner"
    description = (
        "Answers for a priority of the plan: reads the working pages and the register, says how the actions go that their own "
        "organisation answers for, exports the plan’s actions and risks, and confirms, changes or withdraws the links that say why "
        "something is in the plan."
    )
    may = {
        **_READER,
        Action.CONFIRM_LINK: Scope.PARTNERSHIP,
        Action.REPORT_PROGRESS: Scope.OWN,
        Action.EXPORT_PLAN: Scope.PARTNERSHIP,
    }


class Practitioner(Role):
    slug = "practitioner"
    name = "practitioner"
    description = (
        "Works with children, families or places for one of the organisations. Reads the working pages and the register, and the "
        "agreements that their own organisation is party to. Restricted, because the records of single cases will be open to this "
        "role alone."
    )
    restricted = True
    may = dict(_READER)


class SinglePointOfContact(Role):
    slug = "single-point-of-contact"
    name = "single point of contact"
    description = (
        "Speaks for one organisation: keeps its entry right, sees who works for it here, invites its people and ends their "
        "access, delivers files of the sources that it sends, says how the actions go that it answers for, and reads and records its "
        "impact assessments and what the audit "
        "holds about its people. Can do none of this for another organisation."
    )
    restricted = True
    may = {
        **_READER,
        Action.READ_PEOPLE: Scope.OWN,
        Action.READ_ASSESSMENTS: Scope.OWN,
        Action.READ_AUDIT: Scope.OWN,
        Action.EDIT_ORGANISATION: Scope.OWN,
        Action.EDIT_ASSESSMENT: Scope.OWN,
        Action.DELIVER: Scope.OWN,
        Action.REPORT_PROGRESS: Scope.OWN,
        Action.INVITE: Scope.OWN,
        Action.END_MEMBERSHIP: Scope.OWN,
    }
    purposes = frozenset({Purpose.ASSESSMENT, Purpose.ENQUIRY})
    gives = _ORDINARY


class InformationGovernanceOfficer(Role):
    slug = "information-governance-officer"
    name = "information governance officer"
    description = (
        "Watches over how information is shared: records agreements and impact assessments of every organisation, and reads the "
        "whole audit, in which their own reading stands too. Opens linkage rooms under an impact assessment, sees what was done in "
        "them, may end one early, and sees nobody’s identifiers. Changes nothing else, and gives nobody access."
    )
    restricted = True
    may = {
        **_READER,
        Action.READ_AGREEMENTS: Scope.PARTNERSHIP,
        Action.READ_ASSESSMENTS: Scope.PARTNERSHIP,
        Action.READ_AUDIT: Scope.PARTNERSHIP,
        Action.EDIT_AGREEMENT: Scope.PARTNERSHIP,
        Action.EDIT_ASSESSMENT: Scope.PARTNERSHIP,
        Action.SEE_LINKAGE: Scope.PARTNERSHIP,
        Action.OPEN_LINKAGE: Scope.PARTNERSHIP,
        Action.END_LINKAGE: Scope.PARTNERSHIP,
    }
    purposes = frozenset(Purpose)


class SystemAdministrator(Role):
    slug = "system-administrator"
    name = "system administrator"
    description = (
        "Keeps the application running, and gives organisations their first single point of contact and the partnership its "
        "co-ordinator, analysts and linkage analysts. Sees who works for whom, and no evidence, no plan, no agreement and no audit."
    )
    restricted = True
    may = {
        Action.OPEN_HOME: Scope.PARTNERSHIP,
        Action.READ_PEOPLE: Scope.PARTNERSHIP,
        Action.INVITE: Scope.PARTNERSHIP,
        Action.END_MEMBERSHIP: Scope.PARTNERSHIP,
    }
    gives = frozenset(
        {
            "analyst", "co-ordinator", "single-point-of-contact", "information-governance-officer", "system-administrator",
            "linkage-analyst",
        }
    )  # fmt: skip


class LinkageAnalyst(Role):
    slug = "linkage-analyst"
    name = "linkage analyst"
    description = (
        "May enter a linkage room, where records of several agencies are compared to find the same person: brings in sheets, "
        "links, judges pairs, undoes a judgement, and takes out person keys. Sees identifiers there and nowhere else. Nothing else "
        "comes with it: no working page, no register and no audit."
    )
    restricted = True
    may = {
        Action.OPEN_HOME: Scope.PARTNERSHIP,
        Action.SEE_LINKAGE: Scope.PARTNERSHIP,
        Action.ENTER_LINKAGE: Scope.PARTNERSHIP,
        Action.TAKE_KEYS: Scope.PARTNERSHIP,
    }


ROLES: Mapping[str, type[Role]] = {
    role.slug: role
    for role in (
        Analyst,
        CoOrdinator,
        BoardMember,
        PriorityOwner,
        Practitioner,
        SinglePointOfContact,
        InformationGovernanceOfficer,
        SystemAdministrator,
        LinkageAnalyst,
    )
}
CHOICES = [(role.slug, role.name) for role in ROLES.values()]


class AskedByLink(Role):
    """Whoever holds a link that asks how one action goes. Nobody is given this role: the link is all that there is of it."""

    slug = "asked-by-link"
    name = "somebody asked by a link"
    description = "Says once how one action goes, by a link that was sent to whoever answers for it."
    may = {Action.REPORT_PROGRESS: Scope.OWN}


NEVER_GIVEN: Mapping[str, type[Role]] = {AskedByLink.slug: AskedByLink}

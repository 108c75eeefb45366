"""What the audit's words are called on a page. The audit keeps the words of the law and of the code."""

from __future__ import annotations

from collections.abc import Mapping

from sulis_web.audit.values import Action

# Read after a name: "Sam Rees opened restricted records".
DONE: Mapping[Action, str] = {
    Action.COLLECT: "added a record",
    Action.ALTER: "changed a record",
    Action.CONSULT: "opened restricted records",
    Action.DISCLOSE: "showed or sent records to another organisation",
    Action.COMBINE: "brought records together",
    Action.ERASE: "erased a record",
    Action.SIGN_IN: "signed in",
    Action.SIGN_OUT: "signed out",
    Action.REFUSED_SIGN_IN: "was refused at sign-in",
    Action.FACTOR: "used or changed a second factor",
    Action.GRANT: "gave access",
    Action.REVOKE: "took access away",
    Action.BREAK_GLASS: "opened a record in an emergency",
    Action.EXPORT: "exported records to a file",
    Action.PUBLISH: "published",
    Action.DENIED: "was refused",
    Action.IMPORT: "imported records",
    Action.RETIRE: "took a record out of use",
    Action.RESTORE: "brought a record back",
    Action.LINK: "tied records together or untied them",
    Action.APPROVE: "approved a record",
}
# The model behind an event's record, as people call it.
THINGS: Mapping[str, str] = {
    "partnership": "the partnership’s files",
    "partnership.organisation": "an organisation",
    "partnership.board": "a board",
    "partnership.seat": "a seat on a board",
    "partnership.line": "a line of account",
    "partnership.agreement": "an information-sharing agreement",
    "partnership.party": "a signature under an agreement",
    "partnership.impactassessment": "an impact assessment",
    "partnership.dutyrecord": "a record of how the duty is met",
    "partnership.calendarentry": "an entry of the calendar",
    "partnership.membership": "somebody’s role",
    "partnership.person": "a person",
    "thread.link": "a link of the plan",
    "thread.item": "an item of the plan",
    "thread.sentence": "a public sentence",
    "thread.answerless": "a reason why something is left as it is",
    "plan.record": "a record of the plan",
    "accounts.invitation": "an invitation",
    "accounts.purpose": "the purpose for which restricted records are opened",
    "accounts.factor": "a second factor",
    "accounts.link": "a sign-in of the organisation’s own",
    "api.token": "a token for programs",
    "jobs.job": "work in the background",
    "jobs.notice": "a notice by e-mail",
    "register.organisations": "organisations of the register",
    "register.boards": "boards of the register",
    "register.seats": "seats on boards",
    "register.agreements": "information-sharing agreements",
    "audit.event": "events of the audit",
    "audit.chain": "the state of the audit",
    "audit.key": "the audit’s key",
    "runs.run": "a needs assessment",
    "publication.publication": "the public pages",
    "linkage.room": "a linkage room",
    "action": "something that the role does not give",
}
# Where action and model together say it badly: said in place of both.
INSTEAD: Mapping[tuple[str, str], str] = {
    (Action.SIGN_IN, "accounts.purpose"): "said what restricted records are needed for",
    (Action.SIGN_IN, "partnership.membership"): "began to act in another role",
    (Action.REFUSED_SIGN_IN, "sign-in"): "was refused at sign-in",
    (Action.FACTOR, "accounts.factor"): "gave, added or removed a second factor",
    (Action.FACTOR, "accounts.link"): "tied or untied the organisation’s own sign-in",
    (Action.FACTOR, "accounts.confirmation"): "gave the password or a code again",
}
# Where a record of a model can be read, by its public id.
PAGES: Mapping[str, str] = {
    "partnership.organisation": "organisation",
    "partnership.board": "board",
    "partnership.agreement": "agreement",
    "thread.link": "link",
}
# How somebody acted.
CHANNELS: Mapping[str, str] = {
    "web": "On these pages",
    "api": "Through the interface for programs",
    "command line": "At the command line of the machine",
    "job": "By a job in the background",
    "system": "By itself",
}


def thing(object_type: str) -> str:
    """A model's label in words; one that is not known yet as it stands."""
    return THINGS.get(object_type, object_type)

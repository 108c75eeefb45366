"""What each role may do, written from the roles' descriptions and from nothing else.

`all` reaches every record of the partnership, `own` those of the organisation that the person acts for, and an action
that a role does not name is not given.
"""

from __future__ import annotations

READS = {"OPEN_HOME": "all", "READ_WORK": "all", "READ_REGISTER": "all", "READ_AGREEMENTS": "own"}

MAY: dict[str, dict[str, str]] = {
    "analyst": {
        **READS, "RUN_ASSESSMENT": "all", "HOLD_TOKEN": "all", "DELIVER": "all", "KEEP_MAPPINGS": "all",
        "WITHDRAW_RELEASE": "all", "WRITE_FINDING": "all", "APPROVE_FINDING": "all", "PUBLISH": "all",
        "KEEP_MEASURES": "all", "ANSWER_EVIDENCE": "all",
    },
    "co-ordinator": {
        **READS, "WRITE_FINDING": "all", "APPROVE_FINDING": "all", "PUBLISH": "all",
        "READ_AGREEMENTS": "all", "READ_PEOPLE": "all", "EDIT_ORGANISATION": "all", "EDIT_BOARD": "all",
        "RECORD_DUTY": "all", "CONFIRM_LINK": "all", "IMPORT_REGISTER": "all", "EXPORT_REGISTER": "all",
        "HOLD_TOKEN": "all", "EDIT_PLAN": "all", "REPORT_PROGRESS": "all", "IMPORT_PLAN": "all", "EXPORT_PLAN": "all",
        "ASK_OWNER": "all", "KEEP_MEETINGS": "all", "ANSWER_EVIDENCE": "all", "KEEP_STRATEGIES": "all",
        "KEEP_PLAN_RECORD": "all",
    },
    "board-member": READS,
    "priority-owner": {**READS, "CONFIRM_LINK": "all", "REPORT_PROGRESS": "own", "EXPORT_PLAN": "all"},
    "practitioner": READS,
    "single-point-of-contact": {
        **READS, "READ_PEOPLE": "own", "READ_ASSESSMENTS": "own", "READ_AUDIT": "own", "EDIT_ORGANISATION": "own",
        "EDIT_ASSESSMENT": "own", "DELIVER": "own", "REPORT_PROGRESS": "own", "INVITE": "own", "END_MEMBERSHIP": "own",
    },
    "information-governance-officer": {
        **READS, "READ_AGREEMENTS": "all", "READ_ASSESSMENTS": "all", "READ_AUDIT": "all", "EDIT_AGREEMENT": "all",
        "EDIT_ASSESSMENT": "all", "SEE_LINKAGE": "all", "OPEN_LINKAGE": "all", "END_LINKAGE": "all",
    },
    "system-administrator": {"OPEN_HOME": "all", "READ_PEOPLE": "all", "INVITE": "all", "END_MEMBERSHIP": "all"},
    "linkage-analyst": {"OPEN_HOME": "all", "SEE_LINKAGE": "all", "ENTER_LINKAGE": "all", "TAKE_KEYS": "all"},
}  # fmt: skip

# Their descriptions speak of single cases, of people's access, of impact assessments, of the audit or of identifiers.
WITH_A_SECOND_FACTOR = {
    "practitioner", "single-point-of-contact", "information-governance-officer", "system-administrator", "linkage-analyst",
}  # fmt: skip
# Restricted records: opened for a stated purpose, by an organisation under an agreement in date.
WITH_A_PURPOSE = {"READ_ASSESSMENTS", "EDIT_ASSESSMENT", "READ_AUDIT"}
PURPOSES = {
    "single-point-of-contact": {"ASSESSMENT", "ENQUIRY"},
    "information-governance-officer": {"GOVERNANCE", "ASSESSMENT", "ENQUIRY", "SECURITY"},
}
# Exports, whatever gives or takes access, what takes evidence away, and what destroys.
CONFIRMED_AGAIN = {
    "EXPORT_REGISTER",
    "INVITE",
    "END_MEMBERSHIP",
    "HOLD_TOKEN",
    "WITHDRAW_RELEASE",
    "END_LINKAGE",
    "TAKE_KEYS",
}
# A single point of contact gives the roles of its own people, none of which reaches another organisation's records; the
# administrator appoints the co-ordinator, analysts, linkage analysts, those who watch and those who give.
GIVES = {
    "single-point-of-contact": {"board-member", "priority-owner", "practitioner"},
    "system-administrator": {
        "analyst", "co-ordinator", "single-point-of-contact", "information-governance-officer", "system-administrator",
        "linkage-analyst",
    },
}  # fmt: skip

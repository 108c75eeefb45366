"""What can be done in the application, each thing with one name. A rule asks for one of these and for nothing else."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """The value is the words that people read."""

    OPEN_HOME = "open the front page and one's own account"
    READ_WORK = "read the working pages: needs, voice, what is offered, the plan and its measures"
    READ_REGISTER = "read the register of organisations and boards, the duty check and the calendar"
    READ_AGREEMENTS = "read information-sharing agreements"
    READ_ASSESSMENTS = "read data protection impact assessments"
    READ_PEOPLE = "see who works for an organisation here, and in which role"
    READ_AUDIT = "read the audit"
    EDIT_ORGANISATION = "change an organisation's entry"
    EDIT_BOARD = "change a board's entry and its seats"
    EDIT_AGREEMENT = "record, change and retire information-sharing agreements"
    EDIT_ASSESSMENT = "record, change and retire impact assessments"
    RECORD_DUTY = "record how a requirement of the Act is met"
    CONFIRM_LINK = "confirm, change or withdraw a link of the thread"
    EDIT_PLAN = "change the plan: its actions, milestones and risks"
    REPORT_PROGRESS = "say how an action of the plan goes"
    IMPORT_PLAN = "import actions and risks of the plan from a spreadsheet, and undo an import"
    EXPORT_PLAN = "export actions and risks of the plan to a spreadsheet"
    ASK_OWNER = "ask by a link, of whoever has no sign-in, how an action goes"
    KEEP_MEETINGS = "say what a board's reports hold, keep its meetings and record its decisions"
    KEEP_MEASURES = "bring in a measure's figures"
    ANSWER_EVIDENCE = "take in what others found and recommend, and say how the partnership answers"
    KEEP_STRATEGIES = "keep the register of other strategies"
    KEEP_PLAN_RECORD = "record the plan's own life: consultation, approval, review, its year closed"
    IMPORT_REGISTER = "import the register from a spreadsheet"
    EXPORT_REGISTER = "export the register to a spreadsheet"
    INVITE = "invite a person to an organisation and give a role"
    END_MEMBERSHIP = "end a person's access for an organisation"
    RUN_ASSESSMENT = "run the needs assessment again"
    WRITE_FINDING = "write, change and withdraw what the partnership says of a finding"
    APPROVE_FINDING = "approve what somebody else wrote of a finding, or send it back"
    PUBLISH = "propose what the public pages say, and publish what somebody else proposed"
    DELIVER = "deliver files of evidence, and see what came of them"
    KEEP_MAPPINGS = "describe the layouts of files, and say who sends a source"
    WITHDRAW_RELEASE = "withdraw a release of evidence, and take it back in"
    SEE_LINKAGE = "see which linkage rooms there are, on what terms, and what was done in them"
    OPEN_LINKAGE = "open a linkage room under an impact assessment"
    ENTER_LINKAGE = "enter a linkage room: bring in sheets, link, judge pairs and undo"
    TAKE_KEYS = "take person keys out of a linkage room"
    END_LINKAGE = "end a linkage room, which destroys what is in it"
    HOLD_TOKEN = "hold a token for the interface for programs"  # nosec B105


class Scope(StrEnum):
    """How far a role's action reaches."""

    OWN = "own organisation"  # records of the organisation that the person acts for
    PARTNERSHIP = "the partnership"  # every record of the partnership


# What is done with these is asked for again: the password or a code within the last ten minutes.
STEP_UP = frozenset(
    {
        Action.EXPORT_REGISTER,
        Action.INVITE,
        Action.END_MEMBERSHIP,
        Action.HOLD_TOKEN,
        Action.WITHDRAW_RELEASE,
        Action.END_LINKAGE,
        Action.TAKE_KEYS,
    }
)
# Records behind these are restricted: they are opened for a stated purpose, by an organisation under an agreement in
# date, after a second factor, and each opening is in the audit before the page is sent.
RESTRICTED = frozenset({Action.READ_ASSESSMENTS, Action.EDIT_ASSESSMENT, Action.READ_AUDIT})

"""What each role may open, address by address, written from the roles' descriptions and never from the rules.

A row says which roles an address is for, and how far each reaches: `all` records of the partnership; `own`, those of the
organisation that the person acts for; or `none`, for a role that does the same elsewhere and reaches nothing here. A page
that is about no single record has one target, `page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

ROLES = (
    "analyst", "co-ordinator", "board-member", "priority-owner", "practitioner", "single-point-of-contact",
    "information-governance-officer", "system-administrator", "linkage-analyst",
)  # fmt: skip
# Their descriptions speak of single cases, of people's access, of impact assessments, of the audit or of identifiers.
WITH_A_FACTOR = frozenset(ROLES[4:])

# "Reads the working pages and the register": everybody but the administrator, who sees no evidence and no plan, and the linkage
# analyst, with whose rooms nothing else comes.
READERS = dict.fromkeys(ROLES[:7], "all")
EVERYBODY = dict.fromkeys(ROLES, "all")
# "Agreements that their own organisation is party to"; the co-ordinator and the governance officer see every one.
AGREEMENTS = dict.fromkeys(ROLES[:7], "own") | {"co-ordinator": "all", "information-governance-officer": "all"}
# "Impact assessments of every organisation" for the governance officer, its own for a single point of contact.
ASSESSMENTS = {"information-governance-officer": "all", "single-point-of-contact": "own"}
AUDIT = {"information-governance-officer": "all", "single-point-of-contact": "own"}
PEOPLE = {"co-ordinator": "all", "system-administrator": "all", "single-point-of-contact": "own"}
ACCESS = {"system-administrator": "all", "single-point-of-contact": "own"}
REGISTER = {"co-ordinator": "all"}
ENTRY = {"co-ordinator": "all", "single-point-of-contact": "own"}
# A single point of contact keeps the own entry right; it neither adds organisations nor takes them away.
ENTRIES = {"co-ordinator": "all", "single-point-of-contact": "none"}
GOVERNS = {"information-governance-officer": "all"}
LINKS = {"co-ordinator": "all", "priority-owner": "all"}
# "Says how the actions go that their own organisation answers for"; the co-ordinator keeps the whole plan.
PROGRESS = {"co-ordinator": "all", "priority-owner": "own", "single-point-of-contact": "own"}
PLANS = {"co-ordinator": "all"}
TAKEN_OUT = {"co-ordinator": "all", "priority-owner": "all"}
# "Takes in what others found and recommend": the analyst and the co-ordinator. "Brings in the figures of measures": the analyst.
ANSWERS = {"analyst": "all", "co-ordinator": "all"}
MEASURES = {"analyst": "all"}
TOKENS = dict.fromkeys(("analyst", "co-ordinator"), "all")
RUNS = {"analyst": "all"}
# "Writes what its findings say and approves what somebody else wrote of them": the analyst and the co-ordinator.
FINDINGS = {"analyst": "all", "co-ordinator": "all"}
# "Proposes what the public pages say and publishes what somebody else proposed": the same two.
PUBLISHES = FINDINGS
# "Takes files of every source in" is the analyst; a single point of contact delivers what its own organisation sends.
DELIVERS = {"analyst": "all", "single-point-of-contact": "own"}
EVIDENCE = {"analyst": "all"}
# "Opens linkage rooms, sees what was done in them, may end one early, and sees nobody's identifiers" is the governance officer;
# "may enter a linkage room" is the linkage analyst.
LINKAGE = {"information-governance-officer": "all", "linkage-analyst": "all"}
IN_ROOMS = {"linkage-analyst": "all"}


@dataclass(frozen=True)
class Address:
    """One row. ``who`` is a mapping from roles to `all` or `own`, or the word `anybody` or `signed in`."""

    who: dict[str, str] | str
    targets: tuple[str, ...] = ("page",)
    posts: bool = False  # the address takes posts alone
    purpose: bool = False  # restricted records: a purpose, and an agreement in date
    again: bool = False  # the password or a code is asked for again
    answer: str = "opens"  # what those whom it is for get

    @cached_property
    def is_public(self) -> bool:
        return self.who == "anybody"


TWO = ("own", "other")
ANYBODY, SIGNED_IN = Address("anybody"), Address("signed in")
READ, OPEN = Address(READERS), Address(EVERYBODY)
EDIT_BOARD, AGREE = Address(REGISTER), Address(GOVERNS)
CONFIRM = Address(LINKS, posts=True)

ADDRESSES: dict[str, Address] = {
    # Open to anybody
    **dict.fromkeys(
        ("public-home", "public-data", "public-claims", "public-trend", "public-times", "public-benchmark", "public-places",
         "public-people", "public-harm", "public-determinants", "public-extent", "public-definition", "public-recorded",
         "public-quality", "public-places-msoa", "public-places-lsoa", "public-plan", "public-answers", "public-figure", "accessibility",
         "robots", "theme", "health", "api-guide", "sign-in", "reset-password", "reset-sent", "new-password",
         "accept-invitation"),
        ANYBODY,
    ),
    "sign-out": Address("anybody", posts=True, answer="sign in"),  # the page that one comes to afterwards
    "sign-in-code": Address("anybody", answer="sign in"),  # nobody's password has just been taken
    **dict.fromkeys(("openid", "openid-answer"), Address("anybody", answer="not found")),  # no provider is set up
    # One's own business, for anybody who has signed in
    **dict.fromkeys(
        ("account", "change-password", "confirm", "second-factor", "join"), SIGNED_IN
    ),
    # Factors give and take access too.
    **dict.fromkeys(("add-authenticator", "add-passkey"), Address("signed in", again=True)),
    "unlink": Address("signed in", posts=True, again=True),
    "end-sign-ins": Address("signed in", posts=True),
    "act": Address("signed in", posts=True, answer="not found"),  # as what, was not said
    **dict.fromkeys(("recovery-codes", "remove-factor"), Address("signed in", answer="not found", again=True)),
    "confirm-openid": Address("signed in", answer="not found"),
    # Whoever has no purpose to state has nothing to do there.
    "purpose": Address("signed in, with purposes"),
    # For everybody who works here
    **dict.fromkeys(("home", "permissions", "style", "jobs"), OPEN),
    "job": Address(EVERYBODY, ("mine",)),
    # The working pages
    **dict.fromkeys(
        ("needs", "run", "chapter", "finding", "findings", "finding-record", "figure-table", "release", "plan", "evidence",
         "voice", "offered", "measures", "measure", "definitions", "definition", "record", "search", "thread", "link"),
        READ,
    ),
    "run-assessment": Address(RUNS, posts=True),
    "finding-again": Address(RUNS, posts=True),
    "make-documents": Address(READERS, posts=True),
    "run-document": Address(READERS, answer="not found"),  # nobody has had them made
    **dict.fromkeys(
        ("write-finding", "change-finding", "send-finding", "approve-finding", "return-finding", "withdraw-finding",
         "bring-back-finding"),
        Address(FINDINGS),
    ),
    **dict.fromkeys(
        ("publishing", "propose-publication", "publication-record", "confirm-publication", "drop-publication"),
        Address(PUBLISHES),
    ),
    "proposed-page": Address(PUBLISHES, answer="not found"),  # the set that waits was never laid down
    **dict.fromkeys(("confirm-link", "bring-back-link"), CONFIRM),
    **dict.fromkeys(("add-link", "change-link", "withdraw-link"), Address(LINKS)),
    **dict.fromkeys(("plan-map", "breaks", "chain", "cause", "sentences", "sentence"), READ),
    **dict.fromkeys(
        ("why-not", "withdraw-why-not", "add-sentence", "change-sentence", "retire-sentence", "restore-sentence"),
        Address(LINKS),
    ),
    # Actions and risks of the plan
    **dict.fromkeys(("actions", "action", "how-judged", "risks", "risk"), READ),
    **dict.fromkeys(
        ("add-action", "edit-action", "recolour-action", "retire-action", "restore-action", "add-milestone", "add-risk",
         "edit-risk", "retire-risk", "restore-risk", "ask-owner", "withdraw-ask", "import-plan", "plan-imports", "undo-import"),
        Address(PLANS),
    ),
    **dict.fromkeys(("say-progress", "edit-milestone"), Address(PROGRESS, TWO)),
    "export-plan": Address(TAKEN_OUT),
    "store-plan": Address(PLANS, posts=True, answer="status 400"),  # no table was sent
    "answer-ask": ANYBODY,  # the page says of a link that nobody was sent that it opens nothing
    # What others found, and the answers
    **dict.fromkeys(("inbox", "document", "recommendation"), READ),
    **dict.fromkeys(
        ("add-document", "edit-document", "retire-document", "restore-document", "add-recommendation", "answer-recommendation",
         "edit-recommendation", "retire-recommendation", "restore-recommendation"),
        Address(ANSWERS),
    ),
    # Strategies of others
    **dict.fromkeys(("strategies", "strategy-matrix", "strategy"), READ),
    **dict.fromkeys(("add-strategy", "edit-strategy", "retire-strategy", "restore-strategy"), Address(PLANS)),
    # Papers of the plan, and its own life
    **dict.fromkeys(("papers", "paper", "plan-life", "event", "edition", "read-edition"), READ),
    **dict.fromkeys(("make-paper", "make-edition"), Address(READERS, posts=True)),
    **dict.fromkeys(("paper-file", "edition-file"), Address(READERS, answer="not found")),  # nobody has had them made
    **dict.fromkeys(("add-event", "edit-event", "retire-event", "restore-event", "close-year"), Address(PLANS)),
    **dict.fromkeys(("propose-edition", "confirm-edition", "drop-edition"), Address(PUBLISHES)),
    # Figures of measures
    **dict.fromkeys(
        ("edit-recipe", "measure-series", "add-series", "edit-series", "retire-series", "restore-series", "add-figure", "edit-figure",
         "retire-figure"),
        Address(MEASURES),
    ),
    # Meetings of boards and what their reports hold
    **dict.fromkeys(("meetings", "meeting", "board-remit", "board-report", "decision", "pack-file"), READ),
    **dict.fromkeys(
        ("add-meeting", "edit-meeting", "retire-meeting", "add-decision", "edit-decision", "make-action", "add-clause",
         "end-clause"),
        Address(PLANS),
    ),
    "make-pack": Address(PLANS, posts=True),
    # The evidence
    **dict.fromkeys(("sources", "source", "releases", "held-release", "mappings", "mapping", "request-letter"), READ),
    **dict.fromkeys(("deliveries", "deliver"), Address(dict.fromkeys(DELIVERS, "all"))),
    **dict.fromkeys(("deliver-file", "delivery", "refusal-letter"), Address(DELIVERS, TWO)),
    **dict.fromkeys(("new-mapping", "add-sender", "end-sender"), Address(EVIDENCE)),
    **dict.fromkeys(("sample", "tried"), Address(EVIDENCE, ("mine",))),
    "keep-mapping": Address(EVIDENCE, ("mine",), posts=True),
    "compare-release": Address(RUNS, posts=True),
    **dict.fromkeys(("withdraw-release", "reinstate-release"), Address(EVIDENCE, again=True)),
    # The linkage rooms, where they are switched on
    **dict.fromkeys(("linkage-rooms", "linkage-room"), Address(LINKAGE)),
    "open-linkage-room": Address(GOVERNS),
    "end-linkage-room": Address(GOVERNS, again=True),
    **dict.fromkeys(
        ("add-linkage-sheet", "link-linkage-room", "linkage-review", "linkage-report", "linkage-pair",
         "undo-linkage-judgement"),
        Address(IN_ROOMS),
    ),
    "linkage-keys": Address(IN_ROOMS, again=True),
    "linkage-identifiers": Address(IN_ROOMS, posts=True),
    # The register
    **dict.fromkeys(("organisations", "boards", "board", "duty", "requirement", "calendar"), READ),
    "organisation": Address(READERS, TWO),
    **dict.fromkeys(("edit-organisation",), Address(ENTRY, TWO)),
    "add-organisation": Address(ENTRIES),
    **dict.fromkeys(("retire-organisation", "restore-organisation"), Address(ENTRIES, TWO)),
    **dict.fromkeys(
        ("add-board", "edit-board", "retire-board", "restore-board", "add-seat", "change-seat", "end-seat", "add-line",
         "end-line"),
        EDIT_BOARD,
    ),
    "record-duty": EDIT_BOARD,
    "export-register": Address(REGISTER, again=True),
    "import-register": EDIT_BOARD,
    "store-import": Address(REGISTER, posts=True, answer="status 400"),  # no table was sent
    "agreements": Address(dict.fromkeys(AGREEMENTS, "all")),
    "agreement": Address(AGREEMENTS, TWO),
    **dict.fromkeys(
        ("add-agreement", "edit-agreement", "retire-agreement", "restore-agreement", "add-party", "end-party"), AGREE
    ),
    "assessments": Address(dict.fromkeys(ASSESSMENTS, "all"), purpose=True),
    "add-assessment": Address(dict.fromkeys(ASSESSMENTS, "all"), purpose=True),
    **dict.fromkeys(
        ("assessment", "edit-assessment", "retire-assessment", "restore-assessment"),
        Address(ASSESSMENTS, TWO, purpose=True),
    ),
    # People and the audit
    "members": Address(dict.fromkeys(PEOPLE, "all")),
    "member": Address(PEOPLE, TWO),
    "invite": Address(ACCESS, TWO, again=True),
    "end-membership": Address(ACCESS, TWO, again=True),
    **dict.fromkeys(("audit", "audit-chain"), Address(dict.fromkeys(AUDIT, "all"), purpose=True)),
    "audit-event": Address(AUDIT, TWO, purpose=True),
    # Tokens for programs
    "tokens": Address(TOKENS, again=True),
    "withdraw-token": Address(TOKENS, ("mine",), posts=True, again=True),
}  # fmt: skip

# The interface for programs: operations by name. A token reaches what its holder reaches, and nothing restricted.
OPERATIONS: dict[str, Address] = {
    "api-root": Address("anybody", answer="not found"),  # the guide stands elsewhere
    **dict.fromkeys(("openapi-json", "partnership", "plan", "plan-record", "figures", "figure"), ANYBODY),
    **dict.fromkeys(("organisations", "organisation", "boards", "board", "links", "runs"), READ),
    "agreements": Address(dict.fromkeys(AGREEMENTS, "all")),
    "agreement": Address(AGREEMENTS, TWO),
}

# The states in which a person comes.
STATES = (
    "in good standing", "without a second factor", "without a purpose", "not confirmed again", "without an agreement",
    "membership ended", "organisation retired", "account disabled",
)  # fmt: skip


ENDED = {"membership ended", "organisation retired"}


def expected(address: Address, role: str, state: str, target: str) -> str:
    """The answer that the descriptions give to one cell.

    `opens`; `not found`; `sign in`, for whoever has no sign-in any more; or what is asked for first: `second factor`,
    `purpose`, `confirm`.
    """
    if address.is_public:
        return address.answer
    if state == "account disabled":
        return "sign in"
    if address.who == "signed in":
        return "confirm" if address.again and state == "not confirmed again" else address.answer
    if address.who == "signed in, with purposes":
        return "opens" if role in ASSESSMENTS and state not in ENDED else "not found"
    if state in ENDED:
        return "not found"
    reach = address.who.get(role)
    if reach is None:
        return "not found"
    if address.purpose and state == "without an agreement":
        return "not found"
    if state == "without a second factor" and role in WITH_A_FACTOR:
        return "second factor"
    if state == "without a purpose" and address.purpose:
        return "purpose"
    if state == "not confirmed again" and address.again:
        return "confirm"
    if reach == "none" or (reach == "own" and target == "other"):
        return "not found"
    return address.answer


def cells() -> list[tuple[str, str, str, str, str]]:
    """Every cell of the pages: address, target, role, state, expected answer."""
    return [
        (name, target, role, state, expected(address, role, state, target))
        for name, address in ADDRESSES.items()
        for target in address.targets
        for role in ROLES
        for state in STATES
    ]


TOKEN_STATES = (
    "token in date", "token out of date", "token withdrawn", "token without scopes", "membership ended",
    "organisation retired", "account disabled",
)  # fmt: skip


def of_token(address: Address, role: str, state: str, target: str) -> str:
    """The answer to a program: `opens`, `not found`, or `no token` where what was sent holds no more.

    A role that asks for a second factor gives a token nothing: a program has none to give.
    """
    if address.is_public:
        return address.answer
    if state in {"token out of date", "token withdrawn", "account disabled"} | ENDED:
        return "no token"
    reach = address.who.get(role)
    if state == "token without scopes" or role in WITH_A_FACTOR or reach is None:
        return "not found"
    return "not found" if reach == "own" and target == "other" else "opens"

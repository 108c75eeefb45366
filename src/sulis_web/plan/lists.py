"""Which records each list page holds, under which headings, in which words."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.catalogue.partnership import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list page. ``headings`` gives the words and the order for each group of its records, if grouped."""

    heading: str
    kind: Kind
    intro: str = ""
    headings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    title: str
    intro: str
    address: str
    parts: tuple[Part, ...]

    @property
    def path(self) -> str:
        return "" if self.address == "plan" else f"{self.address}/"


PLAN = ListPage(
    "What the plan sets out to do",
    "Each priority is followed by its objectives. Open one to see why it is there and what it leads to.",
    "plan",
    (Part("Priorities", Kind.PRIORITY), Part("What the plan says about itself", Kind.STATEMENT)),
)
EVIDENCE = ListPage(
    "What the plan says about need",
    "These are the plan’s own claims, as it made them. They have not been worked out again here.",
    "evidence",
    (
        Part(
            "What the plan found",
            Kind.FINDING,
            headings=(
                ("recorded data", "From recorded data"),
                ("perception", "What people believe or report"),
                ("known elsewhere", "Known from elsewhere"),
                ("limit of the evidence", "What cannot be told"),
            ),
        ),
        Part(
            "What makes violence more likely",
            Kind.RISK_FACTOR,
            headings=(
                ("individual", "In the person"),
                ("relationship", "Among family and friends"),
                ("community", "In the community"),
                ("society", "In society"),
                ("local", "Added locally"),
            ),
        ),
        Part("What the plan cites", Kind.SOURCE),
    ),
)
VOICE = ListPage(
    "What people said",
    "What young people, parents, residents and staff told the partnership, and how they were asked.",
    "voice",
    (
        Part("Why young people become involved", Kind.REASON),
        Part("What else worries people", Kind.CONCERN),
        Part("What people suggested", Kind.SUGGESTION),
        Part("How people were heard", Kind.ENGAGEMENT),
    ),
)
OFFERED = ListPage(
    "What is already offered",
    "What is in place to prevent violence and to help, and who works together on it.",
    "offered",
    (
        Part(
            "What is offered",
            Kind.INTERVENTION,
            headings=(
                ("education", "Education about violence"),
                ("community", "In the community"),
                ("planned", "Planned, not yet in place"),
            ),
        ),
        Part(
            "Who works together",
            Kind.ARRANGEMENT,
            headings=(
                ("partnership", "Partnerships"),
                ("team", "Teams"),
                ("work", "Strands of work"),
                ("strategy", "Strategies"),
            ),
        ),
        Part(
            "What lies outside the priority focus, and who holds it",
            Kind.ARRANGEMENT_ELSEWHERE,
        ),
    ),
)
PAGES = (PLAN, EVIDENCE, VOICE, OFFERED)


def page_of(kind: Kind) -> ListPage:
    """The list page that a record of this kind stands on; objectives stand with their priorities."""
    wanted = Kind.PRIORITY if kind is Kind.OBJECTIVE else kind
    return next(page for page in PAGES if any(part.kind is wanted for part in page.parts))

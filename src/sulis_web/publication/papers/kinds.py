"""Which papers there are, for whom each is made, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sulis.publish.headed import HeadedDocument
from sulis.vocabulary import Audience
from sulis_web.publication.papers.plan import plan_paper
from sulis_web.publication.papers.reading import Reading
from sulis_web.publication.papers.returns import policing_return, scrutiny_pack


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. For the public what nobody has checked is left out; numbers are those that the audience may see."""

    title: str
    lede: str
    make: Callable[[Reading], HeadedDocument]
    audience: Audience = Audience.BOARD
    is_public: bool = False


PAPERS: Mapping[str, Paper] = {
    "plan": Paper(
        "The plan, working copy", "The strategy and its implementation plan from the records, with what nobody has checked marked.",
        plan_paper,
    ),
    "public-plan": Paper(
        "The plan for the public", "The same without what nobody has checked, and without numbers that are not open.",
        plan_paper, Audience.PUBLIC, is_public=True,
    ),
    "return": Paper(
        "Return to the local policing body", "What was promised and kept, what has changed in three months, and the measures.",
        policing_return,
    ),
    "scrutiny": Paper(
        "Pack for scrutiny", "What was promised, what was not done and why, what was decided, and what the measures say.",
        scrutiny_pack,
    ),
}  # fmt: skip

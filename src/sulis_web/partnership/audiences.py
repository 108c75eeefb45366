"""For which audience a run of the needs assessment is worded and drawn, by who asks. Every page, file and job of a run asks here."""

from __future__ import annotations

from collections.abc import Mapping

from sulis.vocabulary import Audience
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, decide
from sulis_web.partnership.in_words import listed
from sulis_web.partnership.roles import ROLES

# A role that is not named here reads what everybody may. The analyst and the co-ordinator work on the numbers, so they see them as
# they came out; everybody else reads them as a board does.
AUDIENCES: Mapping[str, Audience] = {
    "analyst": Audience.INTERNAL,
    "co-ordinator": Audience.INTERNAL,
    "board-member": Audience.BOARD,
    "priority-owner": Audience.BOARD,
    "practitioner": Audience.BOARD,
    "single-point-of-contact": Audience.BOARD,
    "information-governance-officer": Audience.BOARD,
}


def audience_of(who: Who) -> Audience:
    """The audience that somebody belongs to now, in the role in which they act; the public's for whoever reads no working page."""
    if not decide(who, Action.READ_WORK).allowed:
        return Audience.PUBLIC
    return AUDIENCES.get(who.role, Audience.PUBLIC)


def who_sees_it() -> str:
    """Who sees what is held back from others, as a sentence for those whom it is held back from."""
    names = [f"{ROLES[slug].name}s" for slug, audience in AUDIENCES.items() if audience is Audience.INTERNAL]
    return f"The partnership’s {listed(names)} can see it."

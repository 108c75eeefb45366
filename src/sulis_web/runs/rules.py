"""Which runs may stand under a partnership's name, and who may have one made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.vocabulary import InputRefused
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, decide

if TYPE_CHECKING:
    from sulis.year.needs.model import Assessment


def check_belongs(assessment: Assessment, *, area_code: str, made_up: bool) -> None:
    """Refuse invented numbers under a real place's name, real ones under an invented place's, and another place's.

    Raises
    ------
    InputRefused
        With the reason and what to do instead.
    """
    if assessment.made_up and not made_up:
        raise InputRefused(
            "this assessment was made from made-up data, and this partnership is a real one",
            "Assess the real area from real releases, or serve the made-up partnership.",
        )
    if made_up and not assessment.made_up:
        raise InputRefused(
            "this assessment was made from real data, and this partnership is made up",
            "Serve the real partnership in a home of its own.",
        )
    if assessment.area.code != area_code:
        raise InputRefused(
            f"this assessment is about {assessment.area.code}, and this partnership is about {area_code}",
            "Assess the partnership's own area.",
        )


def can_run(who: Who) -> bool:
    """Whether somebody may have the assessment run again. The job decides it anew."""
    return decide(who, Action.RUN_ASSESSMENT).allowed

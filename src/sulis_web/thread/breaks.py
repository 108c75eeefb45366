"""What can be missing in the thread, why it matters, and which link would mend it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from sulis_web.thread.models import Claim, LinkKind


class Break(models.TextChoices):
    """A kind of gap in the chain of reasons."""

    FINDING = "finding", "Findings that nothing answers"
    THEME = "theme", "What people said, without a response"
    CAUSE = "cause", "Causes that no objective addresses"
    OBJECTIVE_ACTION = "objective action", "Objectives without an action"
    OBJECTIVE_MEASURE = "objective measure", "Objectives without a measure"
    ACTION_OBJECTIVE = "action objective", "Actions that belong to no objective"
    ACTION_CAUSE = "action cause", "Actions that name no cause"
    MEASURE = "measure", "Measures without figures"
    RECOMMENDATION = "recommendation", "Recommendations that nothing answers"
    SENTENCE = "sentence", "Public sentences that rest on too little"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one kind of gap. ``kind`` is the link that mends it, and ``outward`` whether it starts at the item.

    Without a link it is mended on the item's own page, or at ``place``, the name of an address: an action's page tells its links.
    """

    missing: str
    matters: str
    mend: str  # words of the way to mend it
    kind: LinkKind | None = None
    outward: bool = True
    place: str = ""


TOLD = {
    Break.FINDING: Told(
        "No cause of the plan rests on it, and nothing else takes it up.",
        "What was found and leads to nothing was counted in vain, or the plan does not say what it concluded.",
        "Say which cause it supports", LinkKind.SUPPORTED_BY, outward=False,
    ),
    Break.THEME: Told(
        "No objective and no action takes it up.",
        "Whoever took the trouble to say it is owed an answer, also when the answer is no.",
        "Say which objective takes it up", LinkKind.ADDRESSES, outward=False,
    ),
    Break.CAUSE: Told(
        "No objective of the plan addresses it.",
        "The plan names it as a cause of violence, and does not set out to change it.",
        "Say which objective addresses it", LinkKind.ADDRESSES, outward=False,
    ),
    Break.OBJECTIVE_ACTION: Told(
        "Nobody has taken on anything under it.",
        "An objective without an action is a wish.",
        "See the actions", place="actions",
    ),
    Break.OBJECTIVE_MEASURE: Told(
        "No measure of success follows it.",
        "Nobody will be able to tell whether it was reached.",
        "Say how it is measured", LinkKind.MEASURED_BY,
    ),
    Break.ACTION_OBJECTIVE: Told(
        "It belongs to no objective of the plan.",
        "The plan does not say what it is for.",
        "Say on its page which objective it belongs to",
    ),
    Break.ACTION_CAUSE: Told(
        "It names no cause, no word of the public and no recommendation that it answers.",
        "Its reason cannot be followed to anything that was found or said.",
        "Say on its page which causes it targets",
    ),
    Break.MEASURE: Told(
        "No figures are held for it.",
        "The plan will be judged by it, and there is nothing to judge by.",
        "See the measure",
    ),
    Break.RECOMMENDATION: Told(
        "No action and no objective answers it.",
        "An accepted recommendation that nothing follows up has not been accepted.",
        "Say what answers it", LinkKind.ANSWERS, outward=False,
    ),
    Break.SENTENCE: Told(
        "It rests on nothing.",
        "The public is told something, and nobody could show where it comes from.",
        "Say what it rests on", LinkKind.RESTS_ON,
    ),
}  # fmt: skip
# What is missing of a public sentence, by what its words claim.
UNBORNE = {
    Claim.FOUND: "Its words tell of something found or counted, and no finding stands behind it.",
    Claim.SAID: "Its words tell of what people said, and nothing that anybody said stands behind it.",
    Claim.CAUSE: "Its words name a cause of violence, and no cause of the plan stands behind it.",
    Claim.DONE: "Its words tell of something done, and no objective, action or offer stands behind it.",
    Claim.MEASURED: "Its words say that it will be known whether it worked, and no measure of what it says is done stands behind it.",
}
# A public sentence has to rest on something, so no reason why not stands in its place.
EXCUSED = tuple(each for each in Break if each is not Break.SENTENCE)

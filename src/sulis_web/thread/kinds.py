"""What each kind of item is called, and where a reader finds it."""

from __future__ import annotations

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.thread.models import Item, LinkKind

ASSESSED = (
    "finding of the assessment"  # what the partnership says of its own assessment; the plan's findings are others'
)
ACTION = "action"  # of the plan, with its owner
RECOMMENDATION = "recommendation"  # what others found or recommend, that the partnership answers
DECISION = "decision"  # of a meeting
STRATEGY = "strategy"  # another's, on the register of those that touch the plan
SENTENCE = "public sentence"  # of the public account
WITHDRAWN = "withdrawn"  # how an address asks for links that were, beside whose word a link is
NAMES: dict[str, str] = {
    Kind.STATEMENT: "Statement",
    Kind.ARRANGEMENT_ELSEWHERE: "Arrangement elsewhere",
    Kind.SOURCE: "Source",
    Kind.FINDING: "Finding of the plan",
    Kind.RISK_FACTOR: "Risk factor",
    Kind.ENGAGEMENT: "Way of listening",
    Kind.REASON: "Reason people gave",
    Kind.CONCERN: "Concern",
    Kind.SUGGESTION: "Suggestion",
    Kind.INTERVENTION: "Intervention",
    Kind.ARRANGEMENT: "Working arrangement",
    Kind.PRIORITY: "Priority",
    Kind.OBJECTIVE: "Objective",
    Kind.MEASURE: "Measure of success",
    ASSESSED: "Finding of the assessment",
    ACTION: "Action",
    RECOMMENDATION: "Recommendation",
    DECISION: "Decision",
    STRATEGY: "Strategy",
    SENTENCE: "Public sentence",
}
# The page of each kind that is no record of the plan's, by the name of its address: stages stand above the thread.
_PAGES = {
    Kind.MEASURE: "measure",
    ASSESSED: "finding-record",
    ACTION: "action",
    RECOMMENDATION: "recommendation",
    DECISION: "decision",
    STRATEGY: "strategy",
    SENTENCE: "sentence",
}
# Which end of a link is the reason for the other. An objective is there because of the cause that it addresses, and a sentence
# because of what it rests on: the target. But a measure is there because of the objective that it measures, and an action because
# of the decision that led to it: the source. Another strategy is seen from the cause that it touches, as what is done elsewhere.
REASON_FIRST = frozenset({LinkKind.MEASURED_BY, LinkKind.LED_TO})
REASON_LAST = frozenset(set(LinkKind) - REASON_FIRST)


def name_of(item: Item) -> str:
    return NAMES[item.kind]


def address_of(item: Item) -> str:
    """Where a reader finds the record: a stage's own by what its key has after a colon, if it has one; any other is the plan's."""
    page = _PAGES.get(item.kind, "record")
    return reverse(page, args=[item.key.rpartition(":")[2]])

"""What each kind of item is called, and where a reader finds it."""

from __future__ import annotations

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.thread.models import Item

WITHDRAWN = "withdrawn"  # how an address asks for links that were, beside whose word a link is
NAMES = {
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
}


def name_of(item: Item) -> str:
    return NAMES[Kind(item.kind)]


def address_of(item: Item) -> str:
    """Every item so far is a record of the plan's; its page is known by its name, since the plan stands on the thread."""
    return reverse("record", args=[item.key])

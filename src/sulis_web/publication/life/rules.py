"""What each kind of record of the plan's own life asks for."""

from __future__ import annotations

from sulis_web.publication.models import LifeKind

# Of each kind, the fields that it asks for with their labels, in order. Every other field stays empty.
ASKED: dict[str, dict[str, str]] = {
    LifeKind.CONSULTATION: {
        "on": "Day on which they were consulted", "organisation": "Organisation that was consulted", "people": "Who else was consulted",
        "how": "How they were consulted", "said": "What they said", "changed": "What changed because of it",
        "filed": "Where the paper is kept",
    },
    LifeKind.EQUALITY: {
        "on": "Day on which it was done", "role": "Job title of whoever did it", "said": "What it found",
        "changed": "What changed because of it", "filed": "Where the paper is kept", "next_due": "Day by which it is done again",
    },
    LifeKind.APPROVAL: {
        "on": "Day of the decision", "board": "Board that approved it", "said": "The words of the decision",
        "filed": "Where the minutes are kept",
    },
    LifeKind.REVIEW: {
        "on": "Day of the review", "role": "Job title of whoever led it", "said": "What came of it",
        "changed": "What changes because of it", "filed": "Where the paper is kept", "next_due": "Day of the next review",
    },
    LifeKind.REVISION: {
        "on": "Day from which it holds", "said": "What was changed", "changed": "Why", "filed": "Where the paper is kept",
    },
}  # fmt: skip

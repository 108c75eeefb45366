"""The kinds of missing. None of them is zero."""

from __future__ import annotations

from enum import StrEnum


class Missing(StrEnum):
    """Why a number is not there. A zero is a number, so it is not listed here."""

    NOT_RECEIVED = "missing"  # expected from the publisher, and no release of it is loaded
    WITHDRAWN = "withdrawn"  # a release was loaded and has been taken back
    SUPPRESSED = "suppressed"  # the publisher, or our own disclosure rule, hides it
    NOT_COLLECTED = "not collected"  # the source does not record it
    NOT_YET_PUBLISHED = "not yet published"  # not due yet
    NOT_APPLICABLE = "not applicable"  # the question does not arise here
    NO_DENOMINATOR = "no population"  # a count is there, but nothing to divide it by

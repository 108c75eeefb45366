"""What a measure says, in sentences: exact about deaths, plain about what cannot be told."""

from sulis.publish.measured.amounts import counted, gap, rate_span, years_words
from sulis.publish.measured.sentences import (
    change_words,
    chart_words,
    coding_words,
    in_one_line,
    now_words,
    ratio_words,
    reach_words,
    share_words,
    should_read,
    target_words,
)

__all__ = [
    "change_words",
    "chart_words",
    "coding_words",
    "counted",
    "gap",
    "in_one_line",
    "now_words",
    "rate_span",
    "ratio_words",
    "reach_words",
    "share_words",
    "should_read",
    "target_words",
    "years_words",
]

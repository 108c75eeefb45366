"""What the figures of a measure of success can say, and what they cannot."""

from sulis.year.measures.model import Change, Coding, Reach, Read, Share, Speaks, Together, Verdict, Year
from sulis.year.measures.read import held_back, read_series, same_by_every_rule

__all__ = [
    "Change",
    "Coding",
    "Reach",
    "Read",
    "Share",
    "Speaks",
    "Together",
    "Verdict",
    "Year",
    "held_back",
    "read_series",
    "same_by_every_rule",
]

"""One delivery in: judged, compared with what it replaces, and put in place in one step."""

from sulis.delivery.comparison import Comparison, compare_releases, last_before
from sulis.delivery.deliver import deliver
from sulis.delivery.movement import Moved, MovedKind, Movement
from sulis.delivery.outcome import Known, Outcome, Verdict, refuse

__all__ = [
    "Comparison",
    "Known",
    "Moved",
    "MovedKind",
    "Movement",
    "Outcome",
    "Verdict",
    "compare_releases",
    "deliver",
    "last_before",
    "refuse",
]

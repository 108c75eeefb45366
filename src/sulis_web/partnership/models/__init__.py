"""The partnership, its organisations and boards, what they have agreed, and its people."""

from sulis_web.partnership.models.agreement import Agreement, ImpactAssessment, Party
from sulis_web.partnership.models.duty import CalendarEntry, DutyRecord
from sulis_web.partnership.models.organisation import Board, Clause, Line, Organisation, Seat
from sulis_web.partnership.models.person import Membership, Person
from sulis_web.partnership.models.served import Partnership

__all__ = [
    "Agreement",
    "Board",
    "CalendarEntry",
    "Clause",
    "DutyRecord",
    "ImpactAssessment",
    "Line",
    "Membership",
    "Organisation",
    "Partnership",
    "Party",
    "Person",
    "Seat",
]

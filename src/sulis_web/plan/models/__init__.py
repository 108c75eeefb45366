"""What the plan says, as its files have it, and what is done about it, as people keep it here."""

from sulis_web.plan.models.action import Action, Milestone, Progress
from sulis_web.plan.models.ask import Ask
from sulis_web.plan.models.record import Record
from sulis_web.plan.models.risk import Risk

__all__ = ["Action", "Ask", "Milestone", "Progress", "Record", "Risk"]

"""One delivery in: judged, compared with what it replaces, and put in place in one step."""

from sulis.delivery.deliver import Known, Outcome, Verdict, deliver, refuse

__all__ = ["Known", "Outcome", "Verdict", "deliver", "refuse"]

"""One delivery in: judged, compared with what it replaces, and put in place in one step."""

from sulis.delivery.deliver import Job, Known, Outcome, Verdict, deliver, refuse

__all__ = ["Job", "Known", "Outcome", "Verdict", "deliver", "refuse"]

"""The papers that are made from the records: the plan itself, the return to the policing body, the pack for scrutiny."""

from sulis_web.publication.papers.kinds import PAPERS, Paper
from sulis_web.publication.papers.plan import plan_paper
from sulis_web.publication.papers.reading import Reading, read

__all__ = ["PAPERS", "Paper", "Reading", "plan_paper", "read"]

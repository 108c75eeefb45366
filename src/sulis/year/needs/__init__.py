"""The needs assessment's numbers."""

from sulis.year.needs.assess import assess
from sulis.year.needs.model import Assessment

__all__ = ["Assessment", "assess"]

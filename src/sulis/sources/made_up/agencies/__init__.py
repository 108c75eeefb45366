"""What the fictional district's agencies would send: each file in its sender's own layout, with planted truths."""

from sulis.sources.made_up.agencies.files import agency_files, write_agency_files
from sulis.sources.made_up.agencies.planted import AGENCY_TRUTHS, AgencyTruths

__all__ = ["AGENCY_TRUTHS", "AgencyTruths", "agency_files", "write_agency_files"]

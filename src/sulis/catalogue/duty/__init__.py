"""The serious violence duty: its requirements, whom they bind, and the kinds of authority that the Act names."""

from sulis.catalogue.duty.kinds import Binds, CheckedBy, Duty, Nation, Strength, Theme
from sulis.catalogue.duty.model import Authority, DutyCatalogue, Fact, KnownDay, Meaning, Requirement
from sulis.catalogue.duty.read import load_duty, read_duty

__all__ = [
    "Authority",
    "Binds",
    "CheckedBy",
    "Duty",
    "DutyCatalogue",
    "Fact",
    "KnownDay",
    "Meaning",
    "Nation",
    "Requirement",
    "Strength",
    "Theme",
    "load_duty",
    "read_duty",
]

"""Who a number is about: everyone, or people of given ages and sex."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """Sex as the source records it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"  # not stated or not recorded


@dataclass(frozen=True, slots=True)
class PopulationGroup:
    """Residents from ``age_from`` up to, but not including, ``age_before``; None leaves that side open.

    Examples
    --------
    >>> PopulationGroup(age_from=10, age_before=25).label
    'aged 10 to 24'
    >>> PopulationGroup().label
    'all ages'
    """

    age_from: int | None = None
    age_before: int | None = None
    sex: Sex | None = None

    @property
    def label(self) -> str:
        who = f"{self.sex.value}, " if self.sex else ""
        if self.age_from is None and self.age_before is None:
            return f"{who}all ages"
        if self.age_before is None:
            return f"{who}aged {self.age_from} and over"
        if self.age_from is None:
            return f"{who}aged under {self.age_before}"
        return f"{who}aged {self.age_from} to {self.age_before - 1}"


EVERYONE = PopulationGroup()

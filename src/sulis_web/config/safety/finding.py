from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a finding means for serving."""

    FAULT = "fault"  # in production nothing is served until it is put right
    WARNING = "warning"  # served, but somebody should decide
    NOTE = "note"  # something could not be asked, or is worth knowing


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is stable, for whoever watches many installations."""

    code: str
    level: Level
    given: str
    rule: str
    remedy: str

    def plain(self) -> dict[str, str]:
        return asdict(self)


def fault(code: str, given: str, rule: str, remedy: str) -> Finding:
    return Finding(code, Level.FAULT, given, rule, remedy)


def warning(code: str, given: str, rule: str, remedy: str) -> Finding:
    return Finding(code, Level.WARNING, given, rule, remedy)


def note(code: str, given: str, rule: str, remedy: str) -> Finding:
    return Finding(code, Level.NOTE, given, rule, remedy)

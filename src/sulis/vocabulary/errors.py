"""Errors in four parts: what was given, which rule it broke, where, and what to do next."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one file.

    ``row`` counts as a spreadsheet does: the header is row 1. ``line`` counts lines of text, which differ from rows where
    a cell holds a line break; None where it is not known or the fault is the whole file's.
    ``given`` describes what was found without repeating a row's values where they could identify anyone.
    """

    file: str
    row: int | None
    column: str | None
    given: str
    rule: str
    remedy: str
    line: int | None = None

    def plain(self) -> dict[str, object]:
        return asdict(self)

    def __str__(self) -> str:
        where = (
            self.file + (f", row {self.row}" if self.row else "") + (f", column {self.column}" if self.column else "")
        )
        return f"{where}: {self.given}. {self.rule} {self.remedy}"


class SulisError(Exception):
    """Something a person can put right: ``message`` says what was given and which rule it broke, ``remedy`` what to do."""

    exit_code = 4

    def __init__(self, message: str, remedy: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.faults = faults


class WrongUsage(SulisError):
    """The command or call itself cannot be carried out as asked: a missing path, an unknown area."""

    exit_code = 2


class InputRefused(SulisError):
    """What was handed in breaks a rule. Nothing was changed."""

    exit_code = 3


class PartWayFailure(SulisError):
    """Work failed part-way and was rolled back."""

    exit_code = 4

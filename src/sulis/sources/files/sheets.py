"""Which sheet of a workbook is read: the one that is asked for, or the only one that there is to see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sulis.sources.files import wording


@dataclass(frozen=True, slots=True)
class Named:
    """One sheet: its name, whether a person who opens the file sees it, and where it lies in the package."""

    name: str
    visible: bool
    part: str = ""


def choose(
    file: str, sheets: Sequence[Named], wanted: str, has_cells: Callable[[Named], bool]
) -> tuple[Named, tuple[str, ...]]:
    """The sheet to read, and notes of what is not read.

    Raises
    ------
    Refused
        When the wanted sheet is hidden or not there; when none is wanted and not exactly one visible sheet has cells.
        The fault names the sheets that can be seen.
    """
    seen = [sheet for sheet in sheets if sheet.visible]
    if wanted:
        chosen = [sheet for sheet in sheets if sheet.name.strip().casefold() == wanted.strip().casefold()]
        if chosen and not chosen[0].visible:
            rule = "What is hidden is never read, because its sender may not know that it is there."
            wording.refuse(file, f"a hidden sheet, {wanted}", rule, "Show the sheet, look at it, save, and send again.")
    else:
        chosen = [sheet for sheet in seen if has_cells(sheet)]
    if len(chosen) != 1:
        names = ", ".join(sheet.name for sheet in seen) or "none"
        given = f"no sheet named {wanted}" if wanted else f"{len(chosen) or 'no'} sheets with cells"
        rule = f"One sheet is read: the only one that can be seen, or the one that is named. The sheets are: {names}."
        wording.refuse(file, given, rule, "Say which sheet is meant, or send it in a file of its own.")
    return chosen[0], tuple(_notes(sheets, chosen[0]))


def _notes(sheets: Sequence[Named], chosen: Named) -> list[str]:
    hidden = sum(not sheet.visible for sheet in sheets)
    others = sum(sheet.visible for sheet in sheets) - 1
    notes = [f"{hidden} hidden {'sheet was' if hidden == 1 else 'sheets were'} not read."] if hidden else []
    if others:
        notes.append(f"Only the sheet {chosen.name} was read, and not {others} other{'' if others == 1 else 's'}.")
    return notes

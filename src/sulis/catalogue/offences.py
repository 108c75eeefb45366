"""Home Office offence codes, and the police.uk category that each is published under."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sulis.catalogue.files import called, reading
from sulis.catalogue.reader import Table
from sulis.catalogue.toml import catalogue_root, read_document
from sulis.tables.incidents import CATEGORIES

CODE_HINT = "Codes are Home Office offence codes in quotes, as in catalogue/offences: 4.1 and 4.10 differ."
"""The rule that a fault about a code states."""


@dataclass(frozen=True, slots=True)
class Offence:
    """One code of the counting rules. ``category`` is the police.uk category that its incidents are published under."""

    code: str
    name: str
    group: str
    category: str


@dataclass(frozen=True, slots=True)
class OffenceCodes:
    """The codes that are known, by code, with where they come from and what is unverified about them.

    ``complete`` names the police.uk categories all of whose codes are here.
    """

    source: str
    unverified: str
    offences: dict[str, Offence]
    complete: tuple[str, ...]

    def categories(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The police.uk categories that these codes are published under, in the alphabet's order."""
        return tuple(sorted({self.offences[code].category for code in codes}))

    def fill(self, codes: tuple[str, ...]) -> bool:
        """Whether counting the categories of these codes counts these offences and nothing else."""
        categories = set(self.categories(codes))
        inside = {code for code, offence in self.offences.items() if offence.category in categories}
        return categories <= set(self.complete) and inside <= set(codes)


def load_offence_codes() -> OffenceCodes:
    """The catalogue's offence codes.

    Raises
    ------
    InputRefused
        When the file breaks a rule, with all its faults.

    Examples
    --------
    >>> load_offence_codes().offences["34B"].category
    'Robbery'
    """
    return _load(catalogue_root() / "offences" / "home_office_codes.toml")


@cache
def _load(path: Path) -> OffenceCodes:
    with reading(read_document(path, called(path))) as top:
        source, unverified = top.text("source"), top.text("unverified", required=False)
        complete = top.words("complete", CATEGORIES)
        rows = [_offence(row) for row in top.tables("offence")]
    return OffenceCodes(source, unverified, {offence.code: offence for offence in rows}, complete)


def _offence(row: Table) -> Offence:
    offence = Offence(row.text("code"), row.text("name"), row.text("group"), row.word("category", CATEGORIES))
    row.finish()
    return offence

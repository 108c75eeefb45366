"""A partnership's folder, read and checked as a whole."""

from __future__ import annotations

from pathlib import Path

from sulis.catalogue.partnership.checks import check_account, check_links, check_references
from sulis.catalogue.partnership.partnership import Partnership
from sulis.catalogue.partnership.places import partnerships_root
from sulis.catalogue.partnership.read_evidence import read_findings, read_risk_factors, read_voice
from sulis.catalogue.partnership.read_identity import read_definition, read_identity
from sulis.catalogue.partnership.read_people import read_boards, read_organisations
from sulis.catalogue.partnership.read_plan import (
    read_arrangements,
    read_interventions,
    read_links,
    read_measures,
    read_priorities,
)
from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.partnership.shared import load_risk_factors
from sulis.catalogue.reader import closest
from sulis.vocabulary import Fault, InputRefused, WrongUsage


def list_partnerships() -> tuple[str, ...]:
    """The ids of all partnerships that have a folder, in the order of the alphabet."""
    return tuple(sorted(folder.parent.name for folder in partnerships_root().glob("*/partnership.toml")))


def load_partnership(path_or_id: Path | str) -> Partnership:
    """Read and check everything that a partnership's folder says.

    Parameters
    ----------
    path_or_id
        The name of a folder in `partnerships_root`, or the path of a folder anywhere.

    Raises
    ------
    WrongUsage
        When there is no such folder.
    InputRefused
        When any file breaks a rule; every fault of every file is in the report, with its line.

    Examples
    --------
    >>> load_partnership("made_up").area_code
    'E06999001'
    """
    folder = _folder(path_or_id)
    reading = Reading(folder, frozenset(factor.id for factor in load_risk_factors()))
    partnership = _read(folder.resolve().name, reading)
    if not reading.unreadable:  # a file that is not there would make every reference to it a fault
        check_references(reading)
        check_account(reading, partnership.boards)
        check_links(reading, partnership.links)
    _note_strangers(reading)
    _refuse(folder, reading)
    return partnership


def _read(id: str, reading: Reading) -> Partnership:
    identity, ref, proxy = read_identity(reading)
    organisations, boards = read_organisations(reading), read_boards(reading)
    sources, findings = read_findings(reading)
    return Partnership(
        id=id,
        **identity,
        organisations=organisations,
        boards=boards,
        definition=read_definition(reading, ref, proxy),
        sources=sources,
        findings=findings,
        risk_factors=read_risk_factors(reading),
        voice=read_voice(reading),
        interventions=read_interventions(reading),
        arrangements=read_arrangements(reading),
        priorities=read_priorities(reading),
        measures=read_measures(reading),
        links=read_links(reading),
    )


def _folder(path_or_id: Path | str) -> Path:
    folder = Path(path_or_id)
    if isinstance(path_or_id, str) and folder.name == path_or_id:
        folder = partnerships_root() / path_or_id
    if not folder.is_dir():
        known = list_partnerships()
        raise WrongUsage(f"there is no partnership {path_or_id}", closest(str(path_or_id), known))
    return folder


def _note_strangers(reading: Reading) -> None:
    """A file whose name is misspelt would otherwise be passed over in silence."""
    for path in sorted(reading.folder.glob("*.toml")):
        if path.name not in reading.opened:
            label = f"{reading.folder.name}/{path.name}"
            reading.unreadable.append(
                Fault(label, None, None, "a file that nothing reads", "A folder holds only the known files.",
                      closest(path.name, reading.opened))
            )  # fmt: skip


def _refuse(folder: Path, reading: Reading) -> None:
    faults = reading.faults
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InputRefused(f"the partnership in {folder.name} has {count}", "Put each right and load it again.", faults)

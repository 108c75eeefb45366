"""A partnership's folder, read and checked as a whole."""

from __future__ import annotations

from pathlib import Path

from sulis.catalogue.partnership.checks import (
    check_account,
    check_controllers,
    check_links,
    check_order,
    check_references,
)
from sulis.catalogue.partnership.co_occurrence import read_co_occurrence
from sulis.catalogue.partnership.linked import read_linked
from sulis.catalogue.partnership.measuring import read_recipes, read_series
from sulis.catalogue.partnership.overlaps import read_overlaps
from sulis.catalogue.partnership.partnership import Partnership
from sulis.catalogue.partnership.places import partnerships_root
from sulis.catalogue.partnership.planned import read_actions
from sulis.catalogue.partnership.read_evidence import read_findings, read_risk_factors, read_voice
from sulis.catalogue.partnership.read_identity import read_accent, read_definition, read_plan, read_statement
from sulis.catalogue.partnership.read_people import read_boards, read_organisations
from sulis.catalogue.partnership.read_plan import (
    read_arrangements,
    read_interventions,
    read_links,
    read_measures,
    read_priorities,
)
from sulis.catalogue.partnership.read_register import read_agreements, read_calendar
from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.partnership.rebased import read_rebased
from sulis.catalogue.partnership.recommended import read_received
from sulis.catalogue.partnership.sentences import read_sentences
from sulis.catalogue.partnership.shared import load_risk_factors
from sulis.catalogue.partnership.strategies import read_strategies
from sulis.catalogue.reader import closest, refusal
from sulis.vocabulary import Fault, WrongUsage


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
        check_controllers(reading, partnership)
        check_order(reading, partnership.actions)
    _note_strangers(reading)
    faults = reading.faults()
    if faults:
        raise refusal(f"the partnership in {folder.name}", faults, "Put each right and load it again.")
    return partnership


def _read(id: str, reading: Reading) -> Partnership:
    top = reading.open("partnership.toml")
    plan = read_plan(reading, top)  # first: it lists the sections that every item names one of
    sources, findings = read_findings(reading)
    agreements, assessments = read_agreements(reading)
    actions, risks = read_actions(reading)
    recipes = read_recipes(reading)
    partnership = Partnership(
        id=id,
        name=top.text("name"),
        short_name=top.text("short_name"),
        area_code=top.shaped("area_code", r"[ENSW]\d{8}", "An area has its ONS code.", 'Write it as "E06000000".'),
        area_name=top.text("area_name"),
        force=top.shaped("force", r"[a-z]+(-[a-z]+)*", "A force is its police.uk name.", 'Write it as "two-words".'),
        force_name=top.text("force_name"),
        year=top.shaped("year", r"20\d\d-\d\d", "A plan's year is a financial year.", 'Write it as "2024-25".'),
        accent=read_accent(top),
        made_up=bool(reading.made_up),
        author=top.text("author"),
        checker=top.text("checker"),
        next_review=top.day("next_review"),
        plan=plan,
        statements=reading.made(top, "statement", read_statement, required=False),
        organisations=read_organisations(reading),
        boards=read_boards(reading),
        definition=read_definition(reading, top),
        sources=sources,
        findings=findings,
        risk_factors=read_risk_factors(reading),
        voice=read_voice(reading),
        interventions=read_interventions(reading),
        arrangements=read_arrangements(reading),
        priorities=read_priorities(reading),
        measures=read_measures(reading),
        links=read_links(reading),
        agreements=agreements,
        impact_assessments=assessments,
        calendar=read_calendar(reading),
        actions=actions,
        risks=risks,
        overlaps=read_overlaps(reading),
        rebased=read_rebased(reading),
        linked=read_linked(reading),
        co_occurrence=read_co_occurrence(reading),
        sentences=read_sentences(reading),
        recipes=recipes,
        series=read_series(reading, recipes),
        strategies=read_strategies(reading),
        received=read_received(reading),
    )
    top.finish()
    return partnership


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

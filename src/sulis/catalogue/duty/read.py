"""Reading catalogue/duty/requirements.toml."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypedDict, TypeVar

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty.kinds import Binds, CheckedBy, Duty, Nation, Strength, Theme
from sulis.catalogue.duty.model import Authority, DutyCatalogue, Fact, KnownDay, Meaning, Requirement
from sulis.catalogue.files import called, reading
from sulis.catalogue.reader import Table
from sulis.catalogue.toml import catalogue_root, read_document

_NEEDS_KINDS = (CheckedBy.ORGANISATION_KINDS_PRESENT, CheckedBy.CONSULTED, CheckedBy.AGREEMENTS_IN_FORCE)
_MAY_COME_ROUND = (CheckedBy.STRATEGY_REVIEWED, CheckedBy.NEEDS_ASSESSMENT_RUN, CheckedBy.BY_HAND)
_Made = TypeVar("_Made", bound=Fact)


class _Shared(TypedDict):
    id: str
    title: str
    text: str
    section: str
    source: str
    unverified: str


def load_duty() -> DutyCatalogue:
    """The requirements of the serious violence duty.

    Raises
    ------
    InputRefused
        When the file breaks a rule, with all its faults.
    WrongUsage
        When there is no such file.

    Examples
    --------
    >>> load_duty().requirement("consult").section
    's.8(4)'
    """
    return _load(catalogue_root() / "duty" / "requirements.toml")


@cache
def _load(path: Path) -> DutyCatalogue:
    return read_duty(path, called(path))


def read_duty(path: Path, name: str | None = None) -> DutyCatalogue:
    """Read and validate one file of requirements; ``name`` is what faults call it.

    Raises
    ------
    InputRefused
        With every fault of the file.
    """
    with reading(read_document(path, name)) as top:
        sources = _sources(top)
        authorities = _each(top, "authority", sources, _authority)
        kinds = [authority.name for authority in authorities]
        requirements = _each(top, "requirement", sources, lambda table, shared: _requirement(table, shared, kinds))
        ids = [requirement.id for requirement in requirements]
        return DutyCatalogue(
            title=top.text("title"),
            act=top.text("act"),
            author=top.text("author"),
            checker=top.text("checker"),
            next_review=top.day("next_review"),
            unverified=top.text("unverified", required=False),
            authorities=authorities,
            requirements=requirements,
            meanings=_each(top, "meaning", sources, _meaning),
            days=_each(top, "day", sources, lambda table, shared: _known_day(table, shared, ids)),
        )


def _sources(top: Table) -> dict[str, str]:
    """What each source is, by the short name that entries call it."""
    tables = top.named_tables("source")
    found = {name: table.text("text") for name, table in tables.items()}
    for table in tables.values():
        table.finish()
    return found


def _each(top: Table, key: str, sources: dict[str, str], make: Callable[[Table, _Shared], _Made]) -> tuple[_Made, ...]:
    """A value from each [[key]], in file order, no id twice."""
    found: dict[str, _Made] = {}
    for table in top.tables(key):
        made = make(table, _shared(table, sources))
        if made.id in found:
            table.fault("id", f'"{made.id}" for a second time', f"An id names one {key}.", "Choose another.")
        found[made.id] = made
        table.finish()
    return tuple(found.values())


def _shared(table: Table, sources: dict[str, str]) -> _Shared:
    return _Shared(
        id=table.id(),
        title=table.text("title"),
        text=table.text("text"),
        section=table.text("section", why="It says where the Act or the guidance has it."),
        source=sources.get(table.word("source", sources), ""),
        unverified=table.text("unverified", required=False),
    )


def _authority(table: Table, shared: _Shared) -> Authority:
    duty = table.chosen("duty", Duty)
    if duty is Duty.OTHER:
        table.fault("duty", '"other"', "Each kind of authority has a part under the Act.", "Take this one out.")
    return Authority(**shared, name=table.text("name"), duty=duty, nation=table.chosen("nation", Nation))


def _requirement(table: Table, shared: _Shared, kinds: list[str]) -> Requirement:
    test = table.chosen("test", CheckedBy)
    authorities = table.words("authorities", kinds, hint="Each is the name of an [[authority]] of this file.")
    cadence = table.choice("cadence", Cadence, required=False)
    if test in _NEEDS_KINDS and not authorities:
        table.fault("test", f'"{test}" without authorities', "This test is about certain kinds of authority.",
                    'Add authorities = ["..."].')  # fmt: skip
    if cadence and test not in _MAY_COME_ROUND:
        table.fault("cadence", f'"{cadence}" with the test "{test}"', "This test does not come round.",
                    "Take cadence out, or choose another test.")  # fmt: skip
    binds = table.choices("binds", Binds)
    if not table.has("binds"):
        table.fault("binds", "no binds", "A requirement says whom it binds.", f'Add binds = ["{Binds.SPECIFIED}"].')
    return Requirement(**shared, strength=table.chosen("strength", Strength), binds=binds,
                       theme=table.chosen("theme", Theme), checked_by=test, authorities=authorities,
                       cadence=cadence)  # fmt: skip


def _meaning(table: Table, shared: _Shared) -> Meaning:
    return Meaning(**shared)


def _known_day(table: Table, shared: _Shared, requirements: list[str]) -> KnownDay:
    requirement = table.word("requirement", requirements, required=False) or None
    return KnownDay(**shared, on=table.day("on"), requirement=requirement)

"""Actions, milestones, progress and risks that a partnership's files bring: a first set, which people then keep in the application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sulis.catalogue.partnership.items import Item
from sulis.catalogue.partnership.kinds import Kind, Tier
from sulis.catalogue.partnership.read_days import day, in_order, required_day
from sulis.catalogue.partnership.read_evidence import ages
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.reader import Table

# In the words of the application: nothing else may stand in a file.
STATES = ("proposed", "agreed", "under way", "paused", "done", "stopped")
SETTINGS = ("home", "school", "community", "online", "custody", "health")
DEAREST = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMilestone:
    """A step of an action. ``done_on`` is None while it is not done."""

    title: str
    due: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProgress:
    """What was said of how an action goes, on one day."""

    on: date
    text: str
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction(Item):
    """Something that one organisation answers for. Ids name items of the same folder.

    ``cost`` is in whole pounds, None when nobody has said. Lists are empty, and days None, where the file leaves them out.
    """

    kind: ClassVar[Kind] = Kind.ACTION
    number: str
    objective: str | None
    accountable: str
    state: str
    supporters: tuple[str, ...] = ()
    board: str | None = None
    starts: date | None = None
    due: date | None = None
    waits_for: tuple[str, ...] = ()
    determinants: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()
    settings: tuple[str, ...] = ()
    from_age: int | None = None
    to_age: int | None = None
    places: str = ""
    cost: int | None = None
    funding: str = ""
    funded_until: date | None = None
    milestones: tuple[PlannedMilestone, ...] = ()
    progress: tuple[PlannedProgress, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRisk(Item):
    """What may keep the plan from coming about: likelihood and impact from 1 to 5. Never about a person."""

    kind: ClassVar[Kind] = Kind.THREAT
    owner: str
    likelihood: int
    impact: int
    objective: str | None = None
    action: str | None = None
    response: str = ""
    review: date | None = None


def read_actions(reading: Reading) -> tuple[tuple[PlannedAction, ...], tuple[PlannedRisk, ...]]:
    """Every action and every risk of actions.toml, which a partnership need not have."""
    top = reading.open("actions.toml", required=False)
    actions = reading.made(top, "action", _action, required=False)
    risks = reading.made(top, "risk", _risk, required=False)
    top.finish()
    return actions, risks


def _action(reading: Reading, table: Table) -> PlannedAction:
    first, last = ages(table)
    steps, said = table.tables("milestone", required=False), table.tables("progress", required=False)
    action = PlannedAction(
        **reading.common(table, Kind.ACTION, in_plan=False),
        number=table.text("number", required=False),
        objective=reading.may_refer(table, "objective", Kind.OBJECTIVE),
        accountable=reading.refers(table, "accountable", Kind.ORGANISATION),
        state=table.word("state", STATES, required=False) or "agreed",
        supporters=reading.refers_to(table, "supporters", Kind.ORGANISATION),
        board=reading.may_refer(table, "board", Kind.BOARD),
        starts=day(table, "starts"),
        due=day(table, "due"),
        waits_for=reading.refers_to(table, "waits_for", Kind.ACTION),
        determinants=reading.refers_to(table, "determinants", Kind.RISK_FACTOR),
        tiers=table.choices("tiers", Tier),
        settings=_settings(table),
        from_age=first,
        to_age=last,
        places=table.text("places", required=False),
        cost=table.whole("cost", 0, DEAREST, required=False),
        funding=table.text("funding", required=False),
        funded_until=day(table, "funded_until"),
        milestones=tuple(_milestone(each) for each in steps),
        progress=tuple(_progress(each) for each in said),
    )
    in_order(table, "starts", "due")
    finished([*steps, *said])
    return action


def _settings(table: Table) -> tuple[str, ...]:
    given = table.words("settings")
    for each in given:
        if each not in SETTINGS:
            table.fault("settings", f'"{each}"', f"A setting is one of: {', '.join(SETTINGS)}.", "Write one of these.")
    return given


def _milestone(table: Table) -> PlannedMilestone:
    return PlannedMilestone(title=table.text("title"), due=required_day(table, "due"), done_on=day(table, "done_on"))


def _progress(table: Table) -> PlannedProgress:
    return PlannedProgress(
        on=required_day(table, "on"), text=table.text("text"), next_step=table.text("next_step", required=False)
    )  # fmt: skip


def _risk(reading: Reading, table: Table) -> PlannedRisk:
    return PlannedRisk(
        **reading.common(table, Kind.THREAT, in_plan=False),
        owner=reading.refers(table, "owner", Kind.ORGANISATION),
        likelihood=table.whole("likelihood", 1, 5) or 1,
        impact=table.whole("impact", 1, 5) or 1,
        objective=reading.may_refer(table, "objective", Kind.OBJECTIVE),
        action=reading.may_refer(table, "action", Kind.ACTION),
        response=table.text("response", required=False),
        review=day(table, "review"),
    )

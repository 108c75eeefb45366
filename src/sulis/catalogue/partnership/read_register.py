"""Reading agreements.toml and calendar.toml, which a partnership may leave out."""

from __future__ import annotations

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty import load_duty
from sulis.catalogue.partnership.kinds import Kind, Outcome, Purpose
from sulis.catalogue.partnership.read_days import day, in_order, required_day
from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.partnership.register import Agreement, CalendarEntry, ImpactAssessment
from sulis.catalogue.reader import Table


def read_agreements(reading: Reading) -> tuple[tuple[Agreement, ...], tuple[ImpactAssessment, ...]]:
    """The information-sharing agreements, then the impact assessments."""
    top = reading.open("agreements.toml", required=False)
    found = (
        reading.made(top, "agreement", _agreement, required=False),
        reading.made(top, "impact_assessment", _impact_assessment, required=False),
    )
    top.finish()
    return found


def read_calendar(reading: Reading) -> tuple[CalendarEntry, ...]:
    """What falls due, in file order."""
    top = reading.open("calendar.toml", required=False)
    found = reading.made(top, "entry", _calendar_entry, required=False)
    top.finish()
    return found


def _agreement(reading: Reading, table: Table) -> Agreement:
    agreement = Agreement(
        **reading.common(table, Kind.AGREEMENT, in_plan=False),
        parties=reading.refers_to(table, "parties", Kind.ORGANISATION),
        signed=required_day(table, "signed"),
        expires=required_day(table, "expires"),
        purposes=table.choices("purposes", Purpose),
        review=day(table, "review"),
        reference=table.text("reference", required=False) or None,
    )
    if len(agreement.parties) < 2:
        table.fault("parties", _counted(agreement.parties), "An agreement is between two organisations or more.",
                    'Write parties = ["organisation_...", "organisation_..."].')  # fmt: skip
    if not table.has("purposes"):
        table.fault("purposes", "no purposes", "An agreement says what information is shared for.",
                    f'Add purposes = ["{Purpose.NEEDS_ASSESSMENT}"].')  # fmt: skip
    in_order(table, "signed", "review", "expires")
    return agreement


def _impact_assessment(reading: Reading, table: Table) -> ImpactAssessment:
    assessment = ImpactAssessment(
        **reading.common(table, Kind.IMPACT_ASSESSMENT, in_plan=False),
        controller=reading.refers(table, "controller", Kind.ORGANISATION),
        completed=required_day(table, "completed"),
        expires=required_day(table, "expires"),
        outcome=table.chosen("outcome", Outcome),
        agreement=reading.may_refer(table, "agreement", Kind.AGREEMENT),
        review=day(table, "review"),
    )
    in_order(table, "completed", "review", "expires")
    return assessment


def _calendar_entry(reading: Reading, table: Table) -> CalendarEntry:
    requirements = [requirement.id for requirement in load_duty().requirements]
    return CalendarEntry(
        **reading.common(table, Kind.CALENDAR_ENTRY, in_plan=False),
        on=required_day(table, "on"),
        cadence=table.choice("cadence", Cadence, required=False),
        organisation=reading.may_refer(table, "organisation", Kind.ORGANISATION),
        board=reading.may_refer(table, "board", Kind.BOARD),
        requirement=table.word("requirement", requirements, required=False) or None,
    )


def _counted(parties: tuple[str, ...]) -> str:
    return "no parties" if not parties else f'"{parties[0]}" alone'

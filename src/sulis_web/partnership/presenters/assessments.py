from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from sulis.catalogue.partnership import Standing, standing
from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Table
from sulis_web.partnership import register, rules
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import upper_first
from sulis_web.partnership.models import ImpactAssessment
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.presenters.words import UNKNOWN, address, history, retired_notice, review_mark, standing_mark

TRAIL = "Impact assessments"
_SENTENCES = {
    Standing.NOT_YET: "may be relied on from {first}",
    Standing.IN_FORCE: "may be relied on until {last}",
    Standing.ENDS_SOON: "may be relied on until {last}, which is soon",
    Standing.ENDED: "could be relied on until {last}",
}


def trail(assessment: ImpactAssessment | None = None) -> tuple[Crumb, ...]:
    found = (Crumb(TRAIL, reverse("assessments")),)
    return (*found, Crumb(assessment.title, address("assessment", assessment))) if assessment else found


def assessments_page(who: Who, rows: Sequence[ImpactAssessment], *, narrowed: str, on: date) -> ListPage:
    """``narrowed`` says of whom or behind what these are, where they are not all that the reader may see."""
    may = rules.can_add_assessments(who)
    everything = (Action("Show every one that you may read", reverse("assessments")),) if narrowed else ()
    return ListPage(
        title="Data protection impact assessments",
        lede=f"What handling personal data may do to people, and what was decided about it{f', {narrowed}' if narrowed else ''}.",
        parts=(Part("Each assessment", table=_table(rows, on)),) if rows else (),
        actions=((Action("Record an assessment", reverse("add-assessment")),) if may else ()) + everything,
        empty=None if rows else _empty(may, narrowed),
        caveats=(
            "These are restricted. That you opened this page, when and for what purpose is written in the audit.",
        ),
    )


def _table(rows: Sequence[ImpactAssessment], on: date) -> Table:
    columns = (
        Column("Assessment"),
        Column("Data controller"),
        Column("Standing"),
        Column("Last day"),
        Column("What it came to"),
    )
    return Table("", columns, tuple(_row(row, on) for row in rows))


def _row(row: ImpactAssessment, on: date) -> tuple[Cell, ...]:
    return (
        Cell(row.title, address("assessment", row)),
        Cell(row.controller.name),
        Cell("", mark=standing_mark(row.completed, row.expires, on)),
        Cell(day(row.expires)),
        Cell(upper_first(row.outcome) or UNKNOWN),
    )


def _empty(may: bool, narrowed: str) -> Empty:
    return Empty(
        f"No impact assessment is on the register{f', {narrowed}' if narrowed else ' for you to read'}",
        "Where sharing is likely to put people at high risk, the controller assesses it before it begins. The register "
        "keeps what was decided and until when that may be relied on.",
        (
            "Ask the controller’s data protection officer for the assessments behind each agreement.",
            "Record each with its outcome and its last day.",
        ),
        Link("Record an assessment", reverse("add-assessment")) if may else None,
    )  # fmt: skip


def assessment_page(who: Who, assessment: ImpactAssessment, *, on: date) -> RecordPage:
    may = rules.can_edit_assessment(who, assessment)
    return RecordPage(
        kicker="Data protection impact assessment",
        title=_title(assessment, on),
        trail=trail(),
        text=assessment.about,
        words=("This record is restricted. That you opened it, when and for what purpose is written in the audit.",),
        facts=tuple(_facts(who, assessment, on)),
        actions=tuple(_actions(assessment)) if may and not assessment.is_retired else (),
        history=history(assessment),
        retired=retired_notice(assessment, address("restore-assessment", assessment) if may else ""),
    )


def _title(assessment: ImpactAssessment, on: date) -> str:
    if assessment.is_retired:
        return f"{assessment.title} is no longer on the register"
    where = standing(assessment.completed, assessment.expires, on)
    told = _SENTENCES[where].format(first=day(assessment.completed), last=day(assessment.expires))
    return f"{assessment.title} {told}"


def _facts(who: Who, assessment: ImpactAssessment, on: date) -> Iterator[Fact]:
    yield Fact("Standing", "", mark=standing_mark(assessment.completed, assessment.expires, on))
    yield Fact("Data controller", assessment.controller.name, address("organisation", assessment.controller))
    if assessment.agreement and register.agreement(who, assessment.agreement.public_id):
        yield Fact("Stands behind", assessment.agreement.title, address("agreement", assessment.agreement))
    yield Fact("What it came to", upper_first(assessment.outcome) or UNKNOWN)
    yield Fact("Completed", day(assessment.completed))
    yield Fact("May be relied on until", day(assessment.expires))
    told = day(assessment.review) if assessment.review else UNKNOWN
    yield Fact("Look at it again by", told, mark=review_mark(assessment.review, on))


def _actions(assessment: ImpactAssessment) -> Iterator[Action]:
    yield Action("Change this assessment", address("edit-assessment", assessment))
    yield Action("Take it off the register", address("retire-assessment", assessment))

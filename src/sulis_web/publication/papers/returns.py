"""What the partnership tells the local policing body and its own scrutiny: what was promised, what became of it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sulis.publish.headed import HeadedDocument, HeadedPart
from sulis_web.design.dates import day
from sulis_web.plan import queries as plan
from sulis_web.plan.models.risk import Standing
from sulis_web.plan.presenters.words import UNKNOWN
from sulis_web.plan.states import OPEN, State
from sulis_web.publication.papers import doing
from sulis_web.publication.papers.plan import headed
from sulis_web.publication.papers.reading import Reading, table
from sulis_web.runs.queries import day_of_latest
from sulis_web.thread.kinds import DECISION
from sulis_web.thread.models import LinkKind
from sulis_web.thread.queries import items_of, links

_QUARTER = timedelta(days=92)


def policing_return(reading: Reading) -> HeadedDocument:
    """For the local policing body, which monitors how the duty is met."""
    told = (*_law(), *_kept(reading), *_changed(reading), *doing.measures(reading), *_needs(reading), *_risks(reading))
    return headed(reading, "Return to the local policing body", told)


def scrutiny_pack(reading: Reading) -> HeadedDocument:
    """For the councillors who examine the work: what was promised, what was done, what was not and why."""
    told = (
        *_kept(reading), *_not_done(reading), *doing.implementation(reading), *_decided(reading), *doing.measures(reading),
        *_risks(reading), *doing.consultation(reading),
    )  # fmt: skip
    return headed(reading, "Pack for scrutiny", told)


def _law() -> Iterator[HeadedPart]:
    yield HeadedPart(
        heading="Under which law this is given",
        paragraphs=(
            "Section 14 of the Police, Crime, Sentencing and Courts Act 2022 lets the local policing body assist and monitor the "
            "authorities. Section 17 has them give it the information that it asks for to do so, and it may use it for nothing else.",
            "Nothing here is information about a patient, or about any person.",
        ),
    )


def _kept(reading: Reading) -> Iterator[HeadedPart]:
    held = reading.promised
    heading = "What was promised, and what became of it"
    if not held.due:
        yield HeadedPart(heading=heading, paragraphs=("No action of the plan was due by this day.",))
        return
    words = f"By {day(held.on)}, {held.due} of the plan’s {len(reading.actions)} actions were due."
    rows = (("Done", str(held.done)), ("Late", str(held.late)), ("Stopped", str(held.stopped)))
    yield HeadedPart(heading=heading, paragraphs=(words,), tables=table("", ("What became of them", "Actions"), rows))


def _not_done(reading: Reading) -> Iterator[HeadedPart]:
    """What is late or was stopped, with what was last said of it."""
    held = [
        each
        for each in reading.actions
        if each.state == State.STOPPED or (each.state in OPEN and _is_past(each.due, reading.on))
    ]
    said = {}
    for row in plan.progress_since(reading.who, [each.pk for each in held], None):
        said.setdefault(row.action_id, row)
    rows = tuple(
        (str(each), each.accountable.name, day(each.due) if each.due else UNKNOWN, each.get_state_display(),
         f"{day(said[each.pk].on)}: {said[each.pk].text}" if each.pk in said else "Nobody has said why.")
        for each in held
    )  # fmt: skip
    header = ("Action", "Who answers for it", "Was due", "State", "What was last said of it")
    none = () if rows else ("Nothing is late, and nothing was stopped.",)
    yield HeadedPart(heading="What was not done, and why", paragraphs=none, tables=table("", header, rows))


def _is_past(due: date | None, on: date) -> bool:
    return due is not None and due < on


def _changed(reading: Reading) -> Iterator[HeadedPart]:
    since = reading.on - _QUARTER
    titles = {each.pk: str(each) for each in reading.actions}
    rows = tuple(
        (day(row.on), titles[row.action_id], row.text) for row in plan.progress_since(reading.who, list(titles), since)
    )
    none = () if rows else ("Nothing was told in these months.",)
    held = table("", ("Day", "Action", "What was said"), rows)
    yield HeadedPart(heading=f"What has happened since {day(since)}", paragraphs=none, tables=held)


def _needs(reading: Reading) -> Iterator[HeadedPart]:
    on = day_of_latest(reading.partnership)
    words = f"The needs were last assessed on {day(on)}." if on else "No needs assessment has been run here yet."
    yield HeadedPart(heading="The needs assessment", paragraphs=(words,))


def _decided(reading: Reading) -> Iterator[HeadedPart]:
    """Decisions of meetings, with the actions that came of them."""
    came: dict[str, list[str]] = {}
    led = links(reading.who).filter(kind=LinkKind.LED_TO, source__kind=DECISION, retired_at__isnull=True)
    for source, target in led.order_by("pk").values_list("source__key", "target__title"):
        came.setdefault(source, []).append(target)
    rows = tuple(
        (str(item), "; ".join(came.get(item.key, [])) or "No action came of it")
        for item in items_of(reading.who, DECISION)
    )
    none = () if rows else ("No decision of a meeting is recorded.",)
    yield HeadedPart(
        heading="What was decided", paragraphs=none, tables=table("", ("Decision", "What came of it"), rows)
    )


def _risks(reading: Reading) -> Iterator[HeadedPart]:
    held = sorted(plan.risks(reading.who).filter(standing=Standing.OPEN), key=lambda each: -each.level)
    rows = tuple(
        (
            each.title,
            f"{each.level} of 25",
            str(each.action or each.objective or "The whole plan"),
            each.response or UNKNOWN,
        )
        for each in held
    )
    none = () if rows else ("None are open.",)
    header = ("Risk", "Level", "Threatens", "What is done about it")
    yield HeadedPart(heading="What may keep it from coming about", paragraphs=none, tables=table("", header, rows))

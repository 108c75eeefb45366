"""Builds a plan of 200 actions and times its board's pack: `python -m benchmarks.board_pack_ours HOME RUNS` prints JSON.

Ours is all that the job does: reading the records, the Word file and the PDF. Beside it python-docx writes the rows of the pack's
tables into a bare file, in the same process and in turn.
"""

from __future__ import annotations

import io
import json
import re
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

AT = datetime(2026, 11, 1, tzinfo=UTC)
MADE = {"created_at": AT, "created_by": "files", "changed_at": AT, "changed_by": "files"}
ACTIONS, EACH = 200, 3  # of each action so many milestones, and so many times that somebody said how it goes


def main() -> None:
    home, runs = Path(sys.argv[1]), int(sys.argv[2])
    home.mkdir(parents=True, exist_ok=True)
    from sulis_cli.serve import make_ready, set_up

    set_up(home)
    make_ready()
    meeting = build()
    ours, bare, pages = [], [], 0
    for number in range(runs + 1):
        started = time.perf_counter()
        document, pdf = made(meeting)
        middle = time.perf_counter()
        bare_word(document)
        if number:  # the first round loads what both need
            ours.append(middle - started)
            bare.append(time.perf_counter() - middle)
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    told = {"actions": ACTIONS, "pages": pages, "ours": statistics.median(ours), "bare": statistics.median(bare)}
    print(json.dumps(told))


def made(meeting: Any) -> tuple[Any, bytes]:
    from sulis.publish.headed.pdf import headed_pdf
    from sulis.publish.headed.word import headed_word
    from sulis_web.governance.reports import pack
    from sulis_web.partnership.queries import current

    document = pack(reader(), current(), meeting)
    headed_word(document)
    return document, headed_pdf(document)


def bare_word(document: Any) -> bytes:
    import docx

    word = docx.Document()
    for part in document.parts:
        for held in part.tables:
            table = word.add_table(rows=0, cols=len(held.header))
            for row in (held.header, *held.rows):
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def reader() -> Any:
    from django.utils import timezone

    from sulis_web.partnership.decide import Who
    from sulis_web.partnership.models import Membership

    held = Membership._base_manager.select_related("person", "organisation").get()
    return Who(
        at=timezone.now(), person=held.person.pk, public_id=held.person.public_id, active=True, membership=held.pk,
        organisation=held.organisation_id, organisation_id=held.organisation.public_id, role=held.role, factor=True, agreement=True,
    )  # fmt: skip


def build() -> Any:
    from sulis.catalogue.partnership import load_partnership
    from sulis_web.config.loading import load_files
    from sulis_web.governance.models import Meeting
    from sulis_web.partnership.models import Board, Clause, Membership, Organisation, Person
    from sulis_web.plan.models import Action, Milestone, Progress, Record, Risk

    load_files(content=load_partnership("made_up"), at=AT)
    owner, board = Organisation._base_manager.first(), Board._base_manager.get(key="board_local_vrp")
    objectives = list(Record._base_manager.filter(kind="objective"))
    Risk._base_manager.all().delete()
    Progress._base_manager.all().delete()
    Milestone._base_manager.all().delete()
    Action._base_manager.all().delete()
    actions = Action._base_manager.bulk_create(
        Action(
            key=f"a{n}", number=f"{n}", title=f"Something that somebody does by a day, number {n}", objective=objectives[n % 16],
            accountable=owner, state="under way", starts=date(2026, 4, 1), due=date(2026, 9, 1) + timedelta(days=n), **MADE,
        ) for n in range(ACTIONS)
    )  # fmt: skip
    Milestone._base_manager.bulk_create(
        Milestone(action=each, title=f"Step {n}", due=date(2026, 6, 1) + timedelta(days=30 * n), **MADE)
        for each in actions for n in range(EACH)
    )  # fmt: skip
    Progress._base_manager.bulk_create(
        Progress(action=each, on=date(2026, 10, 1 + n), text="Two more schools use it, and heads meet again in a month. " * 3, **MADE)
        for each in actions for n in range(EACH)
    )  # fmt: skip
    Risk._base_manager.bulk_create(
        Risk(
            key=f"r{n}",
            title=f"The money ends, number {n}",
            action=actions[n],
            owner=owner,
            likelihood=3,
            impact=4,
            **MADE,
        )
        for n in range(40)
    )
    if not Clause._base_manager.filter(board=board).exists():
        raise SystemExit("the board has no clause, so its pack would be short")
    person = Person.objects.create(username="reader")
    Membership.objects.create(person=person, organisation=owner, role="co-ordinator", starts=AT, **MADE)
    Meeting.objects.create(board=board, on=date(2026, 9, 15), stage="held", minutes="Gone through.", **MADE)
    return Meeting.objects.create(board=board, on=date(2026, 12, 1), agenda="Figures\nActions", **MADE)


if __name__ == "__main__":
    main()

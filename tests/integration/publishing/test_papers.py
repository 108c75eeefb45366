"""Papers of the plan from its records: every part, every note, what the public is not told, Word and PDF."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.support.people import organisation, signed_in, someone
from tests.support.words import words_of


@pytest.fixture
def councillor(partnership: Any) -> Any:
    return signed_in(Client(), someone("board-member", organisation(), "Coun"))


def test_plan_has_every_part_and_each_note_is_at_its_end(councillor: Any) -> None:
    text = councillor.get("/plan/papers/plan/").text
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", text)
    assert [unescape(each) for each in headings if "plan" not in each.lower() or each == "About this plan"] == [
        "About this plan", "Who we are", "What we mean by serious violence", "What the needs assessment found",
        "What makes violence more likely", "What people told us", "What is in place", "Who works together on it", "Our priorities",
        "What we will do", "How we will know if it works", "How we keep it under review", "Who was consulted", "Notes",
    ]  # fmt: skip
    cited = {int(each) for each in re.findall(r"\[(\d+)\]", text)}
    notes = text[text.index("<h2>Notes</h2>") :].partition("</ol>")[0]
    assert cited == set(range(1, notes.count("<li>") + 1)) and cited
    assert "Two homicides in the ten years" in text and "Three admissions" not in text


def test_plan_for_the_public_leaves_out_what_nobody_has_checked(councillor: Any, partnership: Any) -> None:
    from sulis_web.plan.models import Record

    held = Record.objects.unscoped("a test").filter(kind="finding").first()
    held.unverified = True
    held.save()
    working, public = (words_of(councillor.get(f"/plan/papers/{name}/")) for name in ("plan", "public-plan"))
    assert f"{held.title}" in working and "(not checked)" in working
    assert held.title not in public and "(not checked)" not in public


def test_return_and_scrutiny_say_what_was_promised_and_why_not(councillor: Any) -> None:
    told = words_of(councillor.get("/plan/papers/return/"))
    assert "Section 17 has them give it the information" in told and "What was promised, and what became of it" in told
    pack = words_of(councillor.get("/plan/papers/scrutiny/"))
    assert "What was not done, and why" in pack and "Share suspension counts between schools" in pack
    assert councillor.get("/plan/papers/nothing/").status_code == 404


def test_files_are_made_by_a_job_and_kept_while_the_paper_is_the_same(co_ordinator: Any) -> None:
    from sulis_web.jobs.models import Job
    from sulis_web.jobs.running import run as do

    page = co_ordinator.get("/plan/papers/plan/")
    assert "Make it in Word and PDF" in page.text and "PDF</a>" not in page.text
    key = re.search(r'name="once" value="([^"]+)"', page.text)
    assert key is not None
    assert co_ordinator.post("/plan/papers/plan/make/", {"once": key[1]}).status_code == 302
    job = Job.objects.unscoped("a test").get()
    do(job.public_id, worker="one", clock=timezone.now)
    text = co_ordinator.get("/plan/papers/plan/").text
    assert "/plan/papers/plan/pdf/" in text
    pdf, word = (co_ordinator.get(f"/plan/papers/plan/{kind}/") for kind in ("pdf", "docx"))
    assert pdf.content.startswith(b"%PDF") and "made-up-plan-" in pdf.headers["Content-Disposition"]
    import docx

    held = docx.Document(io.BytesIO(word.content))
    assert "Our priorities" in [each.text for each in held.paragraphs if each.style.name == "Heading 1"]
    assert co_ordinator.get("/plan/papers/return/pdf/").status_code == 404  # nobody has had it made


def test_calendar_brings_what_comes_round(councillor: Any) -> None:
    told = words_of(councillor.get("/plan/papers/plan/"))
    assert "Refresh the needs assessment" in told and "Review the plan" in told

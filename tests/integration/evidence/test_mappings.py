"""A layout that nobody has described: looked at, guessed, corrected, tried, kept, and delivered by."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.integration.evidence.hands import Hands, text_of

pytestmark = pytest.mark.django_db
MESSY = "Offence ref code,Offence name,Offence grp,Severity weighting,Old code\n" + "".join(
    f"{number},Offence {number},{'Violence' if number % 2 else 'N/K'},{number * 10},{number}\n"
    for number in range(1, 21)
)


@pytest.fixture
def looked(analyst: Hands) -> Any:
    """A sample that has been looked at."""
    return sample(analyst, "ons_severity:severity_weights", MESSY.encode(), "weights may.csv")


def sample(analyst: Hands, fills: str, content: bytes, name: str) -> Any:
    from sulis_web.evidence.models import Sample

    job = analyst.work(analyst.post(reverse("new-mapping"), fills=fills, file=SimpleUploadedFile(name, content)))
    assert job.state == "done", f"{job.trouble} {job.remedy}"
    return Sample.objects.unscoped("a test").get()


def stands(page: str) -> dict[str, str]:
    """What the form of a page stands at, as a browser would send it."""
    form = page[page.index("<main") :]
    given = dict(re.findall(r'<input type="(?:text|hidden)" name="([^"]+)"(?: value="([^"]*)")?', form))
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', body)
        given[name] = chosen[1] if chosen else ""
    given |= {
        name: body.lstrip("\n")
        for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S)
    }
    return {name: unescape(value) for name, value in given.items() if name != "csrfmiddlewaretoken"}


def test_what_was_guessed_is_shown_as_a_guess(analyst: Hands, looked: Any) -> None:
    page = analyst.page("sample", looked.public_id)
    guess = stands(page)
    assert "Everything below the table is a guess" in page
    assert (guess["from-offence"], guess["from-weight"]) == ("Offence name", "Severity weighting")
    assert "Violence" in page and "Offence 7" not in page, "only cells that stand again and again are shown"


def test_a_layout_is_described_tried_kept_and_then_delivered_by(analyst: Hands, looked: Any, home: Path) -> None:
    from sulis_web.evidence.models import KeptMapping

    here = reverse("sample", args=[looked.public_id])
    given = stands(analyst.open(here)) | {
        "key": "our_weights", "title": "Our own weights", "period": "2022", "series": "ons", "from-offence_code": "Offence ref code",
        "from-offence_group": "Offence grp", "cells-offence_group": "N/K = unknown",
    }  # fmt: skip
    job = analyst.work(analyst.client.post(here, given))
    assert job.state == "done", f"{job.trouble} {job.remedy}"
    tried = analyst.open(job.result)
    assert "It loads" in tried and "our_weights" in tried
    key = re.search(r'action="[^"]*keep/".*?name="once" value="([^"]+)"', tried, re.S)
    assert key
    kept = analyst.client.post(
        reverse("keep-mapping", args=[looked.public_id]), {"once": key[1], "reason": "their new layout"}
    )
    assert kept.status_code == 302, text_of(kept)
    held = KeptMapping.objects.unscoped("a test").get()
    held_in_home(home, held)
    assert "their new layout" in analyst.page("mapping", "our_weights")
    delivery = analyst.deliver("our_weights", MESSY.encode(), "may.csv")
    assert (delivery.verdict, delivery.answer["rows_loaded"]) == ("accepted", 20), delivery.answer


def held_in_home(home: Path, mapping: Any) -> None:
    """The file is put in place when the transaction ends, which in a test it does not."""
    from sulis_web.evidence.operations import put_in_place

    put_in_place(mapping)
    assert (home / "mappings" / f"{mapping.key}.toml").read_text("utf-8") == mapping.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"from-offence_code": ""}, "Offence code: the table needs it"),
        ({"cells-offence_group": "nonsense"}, "is no line such as"),
        ({"period": "", "period_from": ""}, "Exactly one of period"),
        ({"key": "No Such Id"}, "small letters, digits and underscores"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_at_its_place(
    analyst: Hands, looked: Any, change: dict[str, str], told: str
) -> None:
    here = reverse("sample", args=[looked.public_id])
    given = stands(analyst.open(here)) | {"from-offence_code": "Offence ref code", "period": "2022"} | change
    reply = analyst.client.post(here, given)
    assert reply.status_code == 422 and told in text_of(reply), text_of(reply)


def test_the_file_itself_can_be_changed_and_its_faults_are_told_by_line(analyst: Hands, looked: Any) -> None:
    here = reverse("tried", args=[looked.public_id])
    page = analyst.open(here)
    assert "not been tried yet" in page
    broken = analyst.client.post(here, stands(page) | {"text": 'id = "x"\ntitle = \n'})
    assert broken.status_code == 422 and "Line 2" in text_of(broken)


def test_codes_that_are_not_covered_are_told(analyst: Hands, looked: Any) -> None:
    here = reverse("sample", args=[looked.public_id])
    given = stands(analyst.open(here)) | {"period": "2022", "from-offence_code": "Offence ref code"}
    reply = analyst.client.post(here, given)
    assert reply.status_code == 302, text_of(reply)
    looked.refresh_from_db()
    text = looked.text.replace('from = "Offence grp"', 'from = "Offence grp"\ncodes = { "Violence" = "violence" }')
    tried = reverse("tried", args=[looked.public_id])
    job = analyst.work(analyst.client.post(tried, stands(analyst.open(tried)) | {"text": text}))
    page = text_of(analyst.client.get(job.result))
    assert "It would not load as it stands" in page and "N/K" in page and "Say what each means" in page


def test_a_sample_that_is_no_table_says_why(analyst: Hands) -> None:
    reply = analyst.post(
        reverse("new-mapping"), fills="ons_severity:severity_weights", file=SimpleUploadedFile("a.csv", b"%PDF-1.7")
    )
    job = analyst.work(reply)
    assert job.state == "failed" and "PDF" in job.trouble and "/" not in job.trouble.replace("a.csv", "")


def test_a_mapping_that_comes_with_the_application_is_not_replaced(analyst: Hands, looked: Any) -> None:
    from sulis.vocabulary import WrongUsage
    from sulis_web.evidence.operations import check_id_is_free

    with pytest.raises(WrongUsage, match="comes with the application"):
        check_id_is_free("severity_weights", frozenset({"severity_weights"}))

"""Stored runs: kept once, checked when opened, and never under another place's name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sulis.vocabulary import InputRefused, PartWayFailure
from tests.support.web import AT, assessment, content


def test_run_recorded_opens_as_it_was(run: Any) -> None:
    from sulis_web.runs.queries import open_run

    assert open_run(run) == assessment()


def test_same_assessment_recorded_twice_is_one_run(partnership: Any, run: Any, home: Path) -> None:
    from sulis_web.runs.operations import record_run

    assert record_run(assessment=assessment(), partnership=partnership, at=AT) == run
    assert len(list((home / "runs").iterdir())) == 1


def test_run_changed_on_disk_is_not_opened(run: Any, home: Path) -> None:
    from sulis_web.runs.queries import open_run

    path = home / "runs" / run.id / "assessment.json"
    path.write_text(path.read_text("utf-8").replace("Wellow Vale", "Another Vale", 1), "utf-8")
    with pytest.raises(PartWayFailure, match="not the one"):
        open_run(run)


def test_page_of_a_run_that_cannot_be_opened_says_what_to_do_and_no_path(analyst: Any, run: Any, home: Path) -> None:
    (home / "runs" / run.id / "assessment.json").unlink()
    response = analyst.get(f"/needs/{run.id}/")
    assert response.status_code == 503
    assert "cannot be read" in response.text and "run it again" in response.text
    assert str(home) not in response.text


def test_page_of_a_run_stored_by_an_earlier_version_says_to_make_it_again(analyst: Any, run: Any, home: Path) -> None:
    import hashlib

    path = home / "runs" / run.id / "assessment.json"
    path.write_text(path.read_text("utf-8").replace('"format": 2', '"format": 1', 1), "utf-8")
    run.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    run.save()
    response = analyst.get(f"/needs/{run.id}/")
    assert response.status_code == 503 and "Make the assessment again" in response.text


@pytest.mark.parametrize(
    ("change", "made_up", "why"),
    [
        ({"made_up": False}, True, "made-up data"),
        ({"made_up": True}, False, "real data"),
        ({"made_up": True, "area_code": "E06000022"}, True, "is about"),
    ],
)
def test_run_of_another_kind_of_place_is_refused(
    partnership: Any, change: dict[str, Any], made_up: bool, why: str, home: Path
) -> None:
    from sulis_web.runs.models import Run
    from sulis_web.runs.operations import record_run

    for name, value in change.items():
        setattr(partnership, name, value)
    with pytest.raises(InputRefused, match=why):
        record_run(assessment=assessment(made_up=made_up), partnership=partnership, at=AT)
    assert not Run.objects.exists() and not (home / "runs").exists()


def test_made_up_run_is_not_to_be_found_once_the_place_is_real(analyst: Any, partnership: Any, run: Any) -> None:
    partnership.made_up = False
    partnership.save()
    assert run.id not in analyst.get("/needs/").text
    assert analyst.get(f"/needs/{run.id}/").status_code == 404


def test_home_that_serves_one_partnership_refuses_another(partnership: Any) -> None:
    from sulis_web.config.loading import load_files
    from sulis_web.plan.models import Record

    before = Record.objects.unscoped("a test").count()
    with pytest.raises(InputRefused, match="already serves"):
        load_files(content=replace(content(), id="elsewhere"), at=AT)
    assert Record.objects.unscoped("a test").count() == before


def test_content_loaded_again_is_passed_over_and_changed_is_taken(partnership: Any) -> None:
    from sulis_web.config.loading import load_files
    from sulis_web.plan.models import Record

    keys = set(Record.objects.unscoped("a test").values_list("pk", flat=True))
    load_files(content=content(), at=AT)
    assert set(Record.objects.unscoped("a test").values_list("pk", flat=True)) == keys
    assert load_files(content=replace(content(), short_name="New name"), at=AT).short_name == "New name"


def test_every_item_of_the_files_is_a_record(partnership: Any) -> None:
    from sulis_web.partnership.models import Board, Organisation
    from sulis_web.plan.models import Record

    kept = [
        set(model.objects.unscoped("a test").values_list("key", flat=True)) for model in (Record, Organisation, Board)
    ]
    assert set.union(*kept) == {item.id for item in content().items()}
    assert sum(map(len, kept)) == len(list(content().items()))

"""What the working pages say, full, empty and hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sulis.catalogue.partnership import Kind
from sulis.year.needs.model import Assessment
from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT, assessment, content

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_home_answers_three_questions(analyst: Any, run: Any) -> None:
    text = analyst.get("/home/").text
    for question in ("What is due?", "What changed?", "What needs you?"):
        assert question in text
    assert "July 2024 and August 2024 have not been received" in text
    assert f"/needs/{run.id}/" in text


def test_home_before_any_run_says_what_to_do_first(analyst: Any) -> None:
    assert "No needs assessment has been run yet." in analyst.get("/home/").text


def test_pages_before_any_partnership_say_what_to_do_first(client: Any, home: Any, db: None) -> None:
    signed_in(client, someone("analyst", organisation()))
    for path in ("/home/", "/plan/definition/"):
        assert "No partnership is loaded yet" in client.get(path).text
    assert "No assessment has been run yet" in client.get("/needs/").text
    for path in ("/plan/", "/plan/voice/", "/plan/offered/", "/plan/measures/", "/plan/evidence/"):
        assert "Nothing is here yet" in client.get(path).text


def test_run_page_shows_every_finding_with_a_way_to_its_evidence(analyst: Any, run: Any) -> None:
    text = analyst.get(f"/needs/{run.id}/").text
    for chapter in assessment().chapters:
        page = analyst.get(f"/needs/{run.id}/chapter/{chapter.id}/").text
        for finding in chapter.findings:
            assert f"/needs/{run.id}/finding/{finding.id}/" in text and f"finding-{finding.id}" in page
    assert run.sha256 in text
    assert "<svg" in analyst.get(f"/needs/{run.id}/chapter/trend/").text
    assert analyst.get(f"/needs/{run.id}/chapter/nothing/").status_code == 404


def test_finding_leads_to_its_query_release_definition_and_caveats(analyst: Any, run: Any) -> None:
    finding = assessment().chapters[0].findings[0]
    text = analyst.get(f"/needs/{run.id}/finding/{finding.id}/").text
    provenance = finding.slots[0].estimate.provenance
    assert provenance is not None
    assert "SELECT month" in text
    for release in provenance.releases:
        assert release in text
    assert f"/plan/definition/{provenance.definition}/" in text
    assert "How we know" in text and "between" in text and "<table" in text
    for caveat in finding.caveats:
        assert caveat.text in text


def test_release_page_shows_files_with_their_checksums(analyst: Any, run: Any) -> None:
    note = assessment().releases[0]
    text = analyst.get(f"/needs/{run.id}/release/{note.id}/").text
    assert note.files[0] in text and note.sha256[0] in text and note.licence in text


def test_definition_of_the_catalogue_says_what_the_source_cannot_express(analyst: Any, partnership: Any) -> None:
    text = analyst.get("/plan/definition/police_uk_proxy@1/").text
    assert "What police.uk cannot express of it" in text and "Unexpressed(" not in text


def test_definition_known_to_a_run_alone_is_read_from_the_run(analyst: Any, run: Any) -> None:
    (ref,), (words,) = run.definitions, assessment().definition_texts
    assert words.split(":")[0] in analyst.get(f"/plan/definition/{ref}/").text


def test_objective_shows_why_it_exists_and_what_it_leads_to(analyst: Any, partnership: Any) -> None:
    link = content().links[0]
    text = analyst.get(f"/plan/record/{link.source}/").text
    assert f"/plan/measures/{link.target}/" in text
    assert "Why it exists" in text and "What it leads to" in text
    assert f"/plan/record/{link.source}/" in analyst.get(f"/plan/record/{link.target}/").text


def test_every_record_opens_and_stands_on_a_list(analyst: Any, partnership: Any) -> None:
    lists = "".join(
        analyst.get(f"/plan/{page}").text
        for page in ("", "voice/", "offered/", "measures/", "evidence/", "definition/")
    )
    for item in content().items():
        if item.kind in {Kind.ORGANISATION, Kind.BOARD}:
            continue  # the register shows these
        page = "measures" if item.kind == Kind.MEASURE else "record"
        assert f"/plan/{page}/{item.id}/" in lists, item.id
        assert analyst.get(f"/plan/record/{item.id}/").status_code == 200


def test_search_finds_records_by_all_words_and_says_when_there_are_none(analyst: Any, partnership: Any) -> None:
    item = content().objectives[0]
    assert f"/plan/record/{item.id}/" in analyst.get("/plan/search/", {"q": item.title}).text
    assert "Nothing was found for" in analyst.get("/plan/search/", {"q": "zzzz"}).text
    assert HOSTILE not in analyst.get("/plan/search/", {"q": HOSTILE}).text


def test_pages_ask_the_database_a_fixed_number_of_times(
    analyst: Any, run: Any, django_assert_max_num_queries: Any
) -> None:
    for path in ("/home/", "/needs/", f"/needs/{run.id}/", "/plan/", "/plan/offered/", "/plan/voice/"):
        with django_assert_max_num_queries(40 if path == "/home/" else 11):  # the front page draws on every register
            assert analyst.get(path).status_code == 200


@pytest.fixture
def hostile_run(partnership: Any) -> Any:
    from sulis_web.runs.operations import record_run

    return record_run(assessment=_hostile(assessment()), partnership=partnership, at=AT)


def _hostile(given: Assessment) -> Assessment:
    """The same numbers where every name that a publisher could write is an attack."""
    chapter = given.chapters[0]
    finding = replace(chapter.findings[0], subject=HOSTILE, statements=(HOSTILE,))
    return replace(
        given,
        chapters=(replace(chapter, findings=(finding, *chapter.findings[1:])), *given.chapters[1:]),
        releases=tuple(replace(note, publisher=HOSTILE, licence=HOSTILE, files=(HOSTILE,)) for note in given.releases),
    )


def test_hostile_names_reach_every_surface_as_text(analyst: Any, partnership: Any, hostile_run: Any) -> None:
    from sulis_web.plan.models import Record
    from sulis_web.publication.operations import prepare

    Record.objects.unscoped("a test").update(
        title=HOSTILE, text=HOSTILE, section=HOSTILE, facts=[[HOSTILE, HOSTILE, ""]]
    )
    given = assessment()
    pages = [
        analyst.get(path).text
        for path in (
            "/plan/", "/plan/offered/", f"/plan/record/{Record.objects.unscoped('a test').first().key}/", f"/needs/{hostile_run.id}/",
            f"/needs/{hostile_run.id}/finding/{given.chapters[0].findings[0].id}/",
            f"/needs/{hostile_run.id}/release/{given.releases[0].id}/",
        )
    ]  # fmt: skip
    pages += [page.read_text("utf-8") for page in prepare(partnership=partnership, run=hostile_run).rglob("*.html")]
    for text in pages:
        assert "<script" not in text.lower() and "<img src=x" not in text.lower()
    assert sum("alert(1)" in text for text in pages) >= 6

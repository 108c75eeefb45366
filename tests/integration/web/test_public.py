"""The public pages: prepared files, in place in one step, with nothing that was not cleared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template

from sulis.publish.disclosure import disclose
from sulis.vocabulary import Audience
from tests.support.web import AT, assessment

ADDRESSES = ("/", "/data-and-trends/", "/data-and-trends/trend/", "/our-plan/", "/accessibility/")


@pytest.mark.parametrize("path", ADDRESSES)
def test_public_page_is_the_prepared_file_and_asks_the_database_nothing(
    client: Any, prepared: Path, path: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.get(path)
    assert response.content == (prepared / path.strip("/") / "index.html").read_bytes()
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not response.cookies and "Vary" not in response.headers


def test_public_page_asks_nothing_about_a_reader_who_has_signed_in(
    analyst: Any, prepared: Path, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert "Vary" not in analyst.get("/").headers


def test_page_that_the_reader_has_is_not_sent_again(client: Any, prepared: Path) -> None:
    tag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_page_before_any_preparing_is_not_found(client: Any, home: Path, db: None) -> None:
    assert client.get("/").status_code == 404


def test_every_page_says_made_up(prepared: Path) -> None:
    for page in prepared.rglob("index.html"):
        assert "Made up" in page.read_text("utf-8")


def test_preparing_again_changes_nothing_and_new_content_moves_the_link(
    partnership: Any, run: Any, prepared: Path, home: Path
) -> None:
    from sulis_web.publication.operations import prepare

    assert prepare(partnership=partnership, run=run) == prepared
    partnership.name = "Wellow Vale Partnership"
    after = prepare(partnership=partnership, run=run)
    assert after != prepared and (home / "public").resolve() == after.resolve()
    assert prepared.exists(), "a reader may be in the middle of the version before"
    assert not list(home.glob("*.new")) and not list((home / "public-versions").glob("*.new"))


def test_preparing_that_fails_leaves_the_pages_as_they_were(
    client: Any, partnership: Any, run: Any, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis_web.publication import operations

    before = client.get("/").content

    def broken(path: Path, body: bytes) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(operations, "put_whole", broken)
    partnership.name = "Another name"
    with pytest.raises(OSError, match="no space"):
        operations.prepare(partnership=partnership, run=run)
    assert client.get("/").content == before


def test_numbers_that_are_not_open_are_held_back_from_every_public_page(partnership: Any, client: Any) -> None:
    from sulis_web.publication.operations import prepare
    from sulis_web.runs.operations import record_run

    closed = assessment(open_data=False)
    folder = prepare(partnership=partnership, run=record_run(assessment=closed, partnership=partnership, at=AT))
    shown = "".join(page.read_text("utf-8") for page in folder.rglob("index.html"))
    assert "Held back" in shown and "<svg" not in shown
    for chapter in closed.chapters:
        for finding in chapter.findings:
            for slot in finding.slots:
                if slot.estimate.value and slot.estimate.value > 999:
                    assert f"{slot.estimate.value:,.0f}" not in shown


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.BOARD])
def test_public_template_given_another_audiences_figure_raises(audience: Audience) -> None:
    from sulis_web.publication.rules import NotForThePublic

    estimate = assessment().chapters[0].findings[0].slots[0].estimate
    template = Template("{% load public_figures %}{% figure value %}")
    with pytest.raises(NotForThePublic, match="Figure"):
        template.render(Context({"value": disclose(estimate, audience)}))
    for bare in (estimate, 534, "534"):
        with pytest.raises(NotForThePublic):
            template.render(Context({"value": bare}))
    assert "between" in template.render(Context({"value": disclose(estimate, Audience.PUBLIC)}))


def test_document_for_another_audience_is_refused(run: Any) -> None:
    from sulis_web.publication.rules import NotForThePublic, check_public
    from sulis_web.runs.queries import document

    with pytest.raises(NotForThePublic, match="internal"):
        check_public(document(run, Audience.INTERNAL))
    check_public(document(run, Audience.PUBLIC))


def test_what_nobody_checked_is_on_no_public_page(partnership: Any) -> None:
    from sulis_web.plan.models import Record
    from sulis_web.publication.operations import prepare

    Record.objects.unscoped("a test").filter(kind="reason").update(
        unverified=True, title="A reason that nobody has checked"
    )
    folder = prepare(partnership=partnership, run=None)
    assert "nobody has checked" not in (folder / "our-plan" / "index.html").read_text("utf-8")


def test_help_comes_first_with_checked_numbers_only(prepared: Path) -> None:
    text = (prepared / "index.html").read_text("utf-8")
    assert text.index("999") < text.index("What is recorded here")
    assert "101" in text and "0800 555 111" in text
    for unverified in ("0800 1111", "08 08 16 89 111", "116 123", "0808 800 5000"):
        assert unverified not in text


def test_public_templates_write_no_number_by_hand() -> None:
    import sulis_web.publication

    for template in (Path(sulis_web.publication.__file__).parent / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        assert ".value" not in text and ".low" not in text and ".high" not in text, template.name

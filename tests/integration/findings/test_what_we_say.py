"""What the partnership says of a finding: written beside its figures, approved by a second person, told when the figures move."""

from __future__ import annotations

import html
import re
from typing import Any

from sulis.catalogue.partnership import Kind
from sulis.vocabulary import Audience
from sulis_web.needs.models import Approval, Finding, Status
from sulis_web.thread.models import Item, Link

KEY = "violence-monthly"
HOSTILE = '"><script>alert(1)</script>'


def page_of(browser: Any, run: Any) -> Any:
    return browser.get(f"/needs/{run.pk}/finding/{KEY}/")


def hidden(page: Any) -> dict[str, str]:
    """What the page's main form sends unseen, without the token against forged posts."""
    form = page.text[page.text.index('<form method="post" novalidate>') :]
    tags = (dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", form))
    return {
        tag["name"]: html.unescape(tag.get("value", ""))
        for tag in tags
        if tag.get("type") == "hidden" and tag["name"] != "csrfmiddlewaretoken"
    }


def factor() -> str:
    row = Item.objects.unscoped("a test").filter(kind=Kind.RISK_FACTOR).order_by("position")[0]
    return str(row.key)


def words(**given: Any) -> dict[str, Any]:
    return {
        "statement": "Recorded violence stood at {latest}.",
        "text": "First paragraph.\n\nSecond, with {highest}.",
        "determinants": [factor()],
        "confidence": "moderate",
        "confidence_reason": "The interval is narrow, and recording has changed.",
        **given,
    }


def send(browser: Any, address: str, given: dict[str, Any] | None = None) -> Any:
    return browser.post(address, hidden(browser.get(address)) | (given or {}))


def begun(browser: Any, run: Any, **given: Any) -> Finding:
    answer = send(browser, f"/needs/{run.pk}/finding/{KEY}/write/", words(**given))
    assert answer.status_code == 302, re.findall(r"error[^<]*<[^<]*", answer.text)
    return held()


def held() -> Finding:
    return Finding.objects.unscoped("a test").get(key=KEY)


def turn(browser: Any, what: str, **given: str) -> Any:
    return send(browser, f"/needs/findings/{held().public_id}/{what}/", given)


def approved(author: Any, reviewer: Any, run: Any) -> Finding:
    begun(author, run)
    assert turn(author, "send").status_code == 302
    assert turn(reviewer, "approve").status_code == 302
    return held()


def test_text_names_numbers_and_the_page_fills_them_in(analyst: Any, run: Any) -> None:
    assert "Nobody has said yet what this means here" in page_of(analyst, run).text
    found = begun(analyst, run)
    text = analyst.get(f"/needs/findings/{found.public_id}/").text
    assert found.statement == "Recorded violence stood at {latest}."
    assert "<h1>Recorded violence stood at 340 (between 304 and 379 a month).</h1>" in text
    assert "Being written" in text and "Nothing is approved beside these figures" in page_of(analyst, run).text


def test_number_that_the_finding_lacks_is_refused_with_those_that_it_has(analyst: Any, run: Any) -> None:
    answer = send(analyst, f"/needs/{run.pk}/finding/{KEY}/write/", words(statement="It rose by {growth}."))
    assert answer.status_code == 422
    assert "no number {growth}" in html.unescape(answer.text) and "{latest}" in answer.text
    assert not Finding.objects.unscoped("a test").exists()


def test_author_cannot_approve_and_a_second_person_can(analyst: Any, co_ordinator: Any, run: Any) -> None:
    begun(analyst, run)
    turn(analyst, "send")
    refused = turn(analyst, "approve")
    assert refused.status_code == 422 and "You wrote some of it" in refused.text
    assert not Approval.objects.unscoped("a test").exists()
    assert turn(co_ordinator, "approve").status_code == 302
    approval = Approval.objects.unscoped("a test").get()
    assert held().status == Status.APPROVED and approval.author != approval.reviewer
    assert "Approved on" in page_of(analyst, run).text


def test_whoever_changed_a_word_is_a_writer_too(analyst: Any, co_ordinator: Any, run: Any) -> None:
    found = begun(analyst, run)
    send(co_ordinator, f"/needs/findings/{found.public_id}/change/", words(statement="It stood at {latest}, we think."))
    turn(analyst, "send")
    assert turn(co_ordinator, "approve").status_code == 422
    assert turn(analyst, "approve").status_code == 422


def test_approval_ties_the_finding_to_its_determinants(analyst: Any, co_ordinator: Any, run: Any) -> None:
    found = approved(analyst, co_ordinator, run)
    item = Item.objects.unscoped("a test").get(key=f"finding:{found.public_id}")
    link = Link.objects.unscoped("a test").get(target=item)
    assert link.source.key == factor() and link.kind == "supported by" and not link.is_retired
    assert analyst.get(f"/thread/{link.public_id}/").status_code == 200
    record = analyst.get(f"/plan/record/{factor()}/").text
    assert f"/needs/findings/{found.public_id}/" in record


def test_moved_figure_marks_the_text_and_bars_its_approval(
    analyst: Any, co_ordinator: Any, run: Any, partnership: Any, later_run: Any
) -> None:
    """The text is begun beside the first run here as if the later one had come between."""
    from sulis_web.needs import operations
    from tests.integration.findings.people import by_name

    operations.write(key=KEY, run=run, fields=words(), by=by_name("Ash"), at=later_run.created)
    turn(analyst, "send")
    page = analyst.get(f"/needs/findings/{held().public_id}/").text
    assert "Its figures have changed" in page and "In the newest assessment" in page
    assert "Its figures have changed" in analyst.get("/needs/findings/").text
    refused = turn(co_ordinator, "approve")
    assert refused.status_code == 422 and "figures have changed" in refused.text
    send(analyst, f"/needs/findings/{held().public_id}/change/", words())
    assert held().run_id == later_run.pk and held().status == Status.DRAFT
    assert "Its figures have changed" not in analyst.get("/needs/findings/").text


def test_correction_is_kept_beside_what_was_wrong(analyst: Any, co_ordinator: Any, run: Any) -> None:
    found = approved(analyst, co_ordinator, run)
    send(analyst, f"/needs/findings/{found.public_id}/change/", words(statement="It fell to {latest}."))
    page = co_ordinator.get(f"/needs/findings/{found.public_id}/").text
    assert "What was approved last" in page and "Recorded violence stood at" in page
    turn(analyst, "send")
    turn(co_ordinator, "approve", correction="We had said that it stood still.")
    newest, first = Approval.objects.unscoped("a test").all()
    assert newest.correction == "We had said that it stood still." and not first.correction
    assert "We had said that it stood still." in analyst.get(f"/needs/findings/{found.public_id}/").text


def test_sent_back_text_is_being_written_again_with_the_reason(analyst: Any, co_ordinator: Any, run: Any) -> None:
    begun(analyst, run)
    turn(analyst, "send")
    turn(co_ordinator, "return", reason="Say what is not known.")
    assert held().status == Status.DRAFT
    assert "Say what is not known." in analyst.get(f"/needs/findings/{held().public_id}/").text


def test_withdrawn_text_stands_for_nothing_and_can_come_back(analyst: Any, co_ordinator: Any, run: Any) -> None:
    from sulis_web.needs import queries

    found = approved(analyst, co_ordinator, run)
    turn(analyst, "withdraw", reason="The source was wrong.")
    assert not queries.approved()
    assert "Write what the partnership says of it" in page_of(analyst, run).text
    send(analyst, f"/needs/findings/{found.public_id}/bring-back/", {"reason": "It was right."})
    assert KEY in queries.approved()


def test_two_people_who_change_one_text_see_both_edits(analyst: Any, co_ordinator: Any, run: Any) -> None:
    found = begun(analyst, run)
    address = f"/needs/findings/{found.public_id}/change/"
    seen = hidden(co_ordinator.get(address))
    send(analyst, address, words(text="What Ash wrote."))
    answer = co_ordinator.post(address, seen | words(text="What Cory wrote."))
    assert answer.status_code == 409 and "What Ash wrote." in answer.text and "What Cory wrote." in answer.text


def test_hostile_words_are_shown_as_they_were_typed(analyst: Any, run: Any) -> None:
    found = begun(analyst, run, statement=HOSTILE, text=HOSTILE)
    for address in (
        f"/needs/findings/{found.public_id}/",
        "/needs/findings/",
        f"/needs/findings/{found.public_id}/change/",
    ):
        assert "<script>alert(1)" not in analyst.get(address).text


def test_documents_hold_what_is_approved(analyst: Any, co_ordinator: Any, run: Any) -> None:
    from sulis.publish.documents import html_text
    from sulis_web.needs.files import document_of

    assert "What the partnership says" not in html_text(document_of(run, Audience.INTERNAL))
    approved(analyst, co_ordinator, run)
    text = html_text(document_of(run, Audience.INTERNAL))
    assert "What the partnership says" in text and "Recorded violence stood at" in text and "{latest}" not in text


def test_public_pages_hold_what_is_approved_and_what_was_corrected(
    analyst: Any, co_ordinator: Any, run: Any, partnership: Any
) -> None:
    from sulis_web.publication.operations import prepare

    found = approved(analyst, co_ordinator, run)
    send(analyst, f"/needs/findings/{found.public_id}/change/", words(statement="It stood at {latest}."))
    turn(analyst, "send")
    turn(co_ordinator, "approve", correction="We had called it violence, and it is recorded violence.")
    folder = prepare(partnership=partnership, run=run)
    data = (folder / "data-and-trends" / "index.html").read_text(encoding="utf-8")
    assert "We had called it violence" in data and "We now say: It stood at 340" in data
    assert "What we say of it" in (folder / "data-and-trends" / "trend" / "index.html").read_text(encoding="utf-8")


def test_finding_worked_out_again_says_whether_it_is_the_same(analyst: Any, run: Any) -> None:
    from sulis_web.needs import operations
    from tests.integration.findings.people import by_name

    found = {"numbers": 3, "same": True, "differing": []}
    operations.note_rerun(run, KEY, found, by=by_name("Ash"), at=run.created)
    assert "worked out again from the same releases: all its numbers came out the same" in page_of(analyst, run).text
    operations.note_rerun(
        run, KEY, {**found, "same": False, "differing": ["latest"]}, by=by_name("Ash"), at=run.created
    )
    assert "it came out otherwise. These differ: latest." in page_of(analyst, run).text

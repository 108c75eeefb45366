"""The plan's own life: consulted, approved, reviewed, revised; the year closed; an edition that two people clear."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from tests.integration.register.sending import send
from tests.support.words import words_of

LIFE = "/plan/life/"
NO = {f"{name}_answer": "no" for name in ("safety", "crime", "institutions")} | dict.fromkeys(
    ("safety", "crime", "institutions"), "The police and the youth justice service read it."
)


def added(client: Any, kind: str, **given: Any) -> str:
    """Record something; gives its address."""
    done = send(client, f"{LIFE}add/{kind}/", **given)
    assert done.status_code == 302, re.findall(r"govuk-error-message[^<]*<[^<]*<[^<]*", done.text)
    return str(done.headers["Location"].partition("?")[0])


def test_what_is_owed_is_named_until_it_is_recorded(co_ordinator: Any) -> None:
    from tests.support.people import organisation

    before = words_of(co_ordinator.get(LIFE))
    assert "Not consulted, as far as is recorded: Aldermere College" in before and "Section 8(4)" in before
    assert "Aldermere schools" not in before.partition("What falls due")[0]  # the files name them as consulted
    for gap in ("No equality impact", "No approval by a board", "No review", "No edition cleared for the public"):
        assert gap in before
    college = organisation("organisation_college")
    added(
        co_ordinator,
        "consultation",
        on=date(2026, 5, 4),
        organisation=college.public_id,
        how="By letter.",
        said="They agree.",
    )
    added(
        co_ordinator,
        "review",
        on=date(2026, 6, 1),
        role="Director of public health",
        said="It goes on.",
        next_due=date(2026, 9, 1),
    )
    after = words_of(co_ordinator.get(LIFE))
    assert "Not consulted" not in after and "No review" not in after
    assert "1 September 2026" in after and "Overdue" in after
    assert "They agree." in words_of(co_ordinator.get("/plan/papers/plan/"))


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (
            "consultation",
            {"on": date(2026, 5, 4), "said": "Yes."},
            "Choose the organisation that was consulted, or say who else was.",
        ),
        ("approval", {"on": date(2026, 5, 4), "said": "Agreed."}, "Choose"),
        (
            "review",
            {"on": date(2026, 5, 4), "said": "Done.", "next_due": date(2026, 5, 1)},
            "The next day must be after",
        ),
        ("revision", {"said": "Changed."}, "enter a date"),
    ],
)
def test_half_a_record_is_refused_with_what_is_missing(
    co_ordinator: Any, kind: str, given: dict[str, Any], said: str
) -> None:
    refused = send(co_ordinator, f"{LIFE}add/{kind}/", **given)
    assert refused.status_code == 422 and said in unescape(refused.text)
    assert "Nothing is recorded yet." in words_of(co_ordinator.get(LIFE))


def test_record_is_changed_taken_off_and_brought_back_with_its_history(co_ordinator: Any) -> None:
    address = added(
        co_ordinator, "revision", on=date(2026, 5, 4), said="Objective 1.2 was added.", changed="The schools asked."
    )
    assert send(co_ordinator, f"{address}change/", said="Objective 1.6 was added.", reason="A slip.").status_code == 302
    told = words_of(co_ordinator.get(address))
    assert "Objective 1.6 was added." in told and "A slip." in told
    assert send(co_ordinator, f"{address}take-off/", reason="Not ours.").status_code == 302
    assert "Objective 1.6" not in words_of(co_ordinator.get(LIFE))
    assert send(co_ordinator, f"{address}bring-back/", reason="Ours.").status_code == 302
    assert "Objective 1.6" in words_of(co_ordinator.get(LIFE))


def test_year_is_closed_once_and_its_document_stays_word_for_word(co_ordinator: Any) -> None:
    from sulis_web.plan.models import Action
    from sulis_web.publication.life.operations import document_of
    from sulis_web.publication.models import Edition

    closed = send(co_ordinator, f"{LIFE}close-year/", words="A hard year, and most was done.")
    address = closed.headers["Location"].partition("?")[0]
    told = words_of(co_ordinator.get(address))
    assert "Year closed: 2024-2025" in told and "Carried forward" in told and "Give each pupil who comes back" in told
    before = words_of(co_ordinator.get(f"{address}read/"))
    held = Action.objects.unscoped("a test").get(key="action_school_return")
    assert send(co_ordinator, f"/plan/actions/{held.public_id}/change/", title="Another title").status_code == 302
    after = words_of(co_ordinator.get(f"{address}read/"))
    assert "Another title" not in after and after == before
    assert "Another title" in words_of(co_ordinator.get("/plan/papers/plan/"))
    again = send(co_ordinator, f"{LIFE}close-year/", words="Again.")
    assert again.status_code == 422 and "This year has been closed." in unescape(again.text)
    edition = Edition.objects.unscoped("a test").get()
    edition.text = edition.text.replace("suspension", "exclusion")
    with pytest.raises(ValueError, match="is not the one that was kept"):
        document_of(edition)


def test_edition_for_the_public_needs_two_people_and_a_check(co_ordinator: Any, analyst: Any) -> None:
    yes = send(co_ordinator, "/plan/editions/propose/", **{**NO, "crime_answer": "yes"})
    assert yes.status_code == 422 and "Then it is not published" in unescape(yes.text)
    proposed = send(co_ordinator, "/plan/editions/propose/", **NO)
    address = proposed.headers["Location"].partition("?")[0]
    assert "Somebody else has to confirm it." in words_of(co_ordinator.get(address))
    refused = send(co_ordinator, f"{address}confirm/", reason="I read it.")
    assert refused.status_code == 422 and "Somebody else has to confirm it." in unescape(refused.text)
    second = send(analyst, "/plan/editions/propose/", **NO)
    assert second.status_code == 422 and "Another edition waits" in unescape(second.text)
    assert send(analyst, f"{address}confirm/", reason="I read all of it.").status_code == 302
    told = words_of(analyst.get(address))
    assert "Cleared for the public" in told and "Cleared by Ash" in told and "I read all of it." in told
    assert "No edition cleared" not in words_of(analyst.get(LIFE))
    assert send(analyst, f"{address}drop/", reason="No.").status_code == 422  # it does not wait any more


def test_edition_that_is_dropped_says_why(co_ordinator: Any, analyst: Any) -> None:
    address = send(co_ordinator, "/plan/editions/propose/", **NO).headers["Location"].partition("?")[0]
    assert send(analyst, f"{address}drop/", reason="A name slipped in.").status_code == 302
    assert "A name slipped in." in words_of(co_ordinator.get(address))
    assert send(co_ordinator, "/plan/editions/propose/", **NO).status_code == 302

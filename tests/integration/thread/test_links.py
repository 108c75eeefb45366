"""The thread's own pages: what waits, what a link rests on, and saying that it holds or does not."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from sulis_web.audit.models import Event
from sulis_web.records.models import Revision
from sulis_web.thread.models import Basis, Item, Link
from tests.support.people import organisation, signed_in, someone

HOSTILE = '"><script>alert(1)</script>'


def fields(page: Any) -> dict[str, str]:
    """What the page's form would send as it stands."""
    form = page.text[page.text.index('<form method="post" novalidate>') :]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if given.get("type") == "hidden" and given["name"] != "csrfmiddlewaretoken":
            sent[given["name"]] = html.unescape(given.get("value", ""))
    return sent


def bare(page: Any) -> str:
    """The page without the token of its sign-out form and the request's number, which differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|[0-9a-f]{16}', "", page.text)


def stored(link: Link) -> Link:
    return Link.objects.unscoped("a test").get(pk=link.pk)


def newest(count: int = 1) -> list[Event]:
    return list(Event.objects.order_by("-seq")[:count])


def post(browser: Any, link: Link, what: str, **given: str) -> Any:
    address = f"/thread/{link.public_id}/{what}/"
    return browser.post(address, fields(browser.get(address)) | given)


def test_list_begins_with_links_that_wait_and_counts_them(owner: Any, link: Link) -> None:
    text = owner.get("/thread/").text
    waiting = Link.objects.unscoped("a test").filter(basis=Basis.READING).count()
    every = Link.objects.unscoped("a test").count()
    assert f"{waiting} of {every} links" in text
    assert f"/thread/{link.public_id}/" in text


def test_list_pages_hold_every_link_once(owner: Any, link: Link) -> None:
    found: list[str] = []
    for number in range(1, 20):
        found += re.findall(
            r'href="/thread/([a-z0-9]{16})/"', owner.get("/thread/", {"basis": "", "page": number}).text
        )
        if f"page={number + 1}" not in owner.get("/thread/", {"basis": "", "page": number}).text:
            break
    every = set(Link.objects.unscoped("a test").values_list("public_id", flat=True))
    assert sorted(found) == sorted(every)


@pytest.mark.parametrize(
    "asked", [{"basis": "nonsense"}, {"page": "-1"}, {"page": "9" * 400}, {"kind": HOSTILE}, {"page": "٣"}]
)
def test_list_asked_for_what_it_does_not_know_still_opens(owner: Any, link: Link, asked: dict[str, str]) -> None:
    page = owner.get("/thread/", asked)
    assert page.status_code == 200 and "<script>alert" not in page.text


def test_link_page_tells_both_ends_the_reason_and_whose_word_it_is(owner: Any, link: Link) -> None:
    text = html.unescape(owner.get(f"/thread/{link.public_id}/").text)
    assert link.source.title in text and link.target.title in text and link.reason in text
    assert f"/plan/record/{link.source.key}/" in text and f"/plan/record/{link.target.key}/" in text
    assert "Waits to be confirmed" in text and "the partnership’s reviewed files" in text


def test_record_page_leads_to_how_we_know(owner: Any, link: Link) -> None:
    for item in (link.source, link.target):
        assert f'/thread/{link.public_id}/">How we know' in owner.get(f"/plan/record/{item.key}/").text


def test_confirming_makes_it_the_partnerships_word_and_is_told(owner: Any, link: Link) -> None:
    answer = post(owner, link, "confirm", reason="We checked it with the youth workers.")
    assert answer.status_code == 302 and answer.url == f"/thread/{link.public_id}/?done=confirmed"
    now = stored(link)
    assert (now.basis, now.reason, now.version) == (Basis.CONFIRMED, "We checked it with the youth workers.", 2)
    assert {event.action for event in newest(2)} == {"alter", "approve"}
    assert newest()[0].ids == (link.source.public_id, link.target.public_id)
    text = owner.get(answer.url).text
    assert "The link is now the partnership’s own word." in text and "by Robin" in text
    assert "Confirmed by the partnership" in owner.get(f"/plan/record/{link.source.key}/").text


def test_same_post_twice_confirms_once(owner: Any, link: Link) -> None:
    address = f"/thread/{link.public_id}/confirm/"
    sent = fields(owner.get(address)) | {"reason": "Once."}
    assert owner.post(address, sent).url == owner.post(address, sent).url
    assert stored(link).version == 2 and [event.action for event in newest(3)].count("approve") == 1


def test_changing_the_reason_leaves_whose_word_it_is(owner: Any, link: Link) -> None:
    post(owner, link, "change", reason="Another reason.")
    assert (stored(link).basis, stored(link).reason) == (Basis.READING, "Another reason.")


def test_no_reason_is_refused_and_said(owner: Any, link: Link) -> None:
    for what, words in (("change", "Say why the one leads to the other"), ("withdraw", "Give your reason")):
        answer = post(owner, link, what, reason="  ")
        assert answer.status_code == 422 and words in answer.text
    assert stored(link).version == 1


def test_withdrawn_link_leaves_the_plan_stays_readable_and_comes_back(owner: Any, link: Link) -> None:
    post(owner, link, "withdraw", reason="The two were mistaken for each other.")
    assert stored(link).is_retired and {event.action for event in newest(2)} == {"retire", "link"}
    assert f"/thread/{link.public_id}/" not in owner.get(f"/plan/record/{link.source.key}/").text
    page = owner.get(f"/thread/{link.public_id}/").text
    assert "Withdrawn" in page and "The two were mistaken for each other." in page
    assert f"/thread/{link.public_id}/" in owner.get("/thread/", {"basis": "withdrawn"}).text
    post(owner, link, "bring-back", reason="They were not.")
    assert not stored(link).is_retired
    assert f"/thread/{link.public_id}/" in owner.get(f"/plan/record/{link.source.key}/").text


def test_second_of_two_edits_is_shown_both_and_settles_them(owner: Any, link: Link) -> None:
    mine = fields(owner.get(f"/thread/{link.public_id}/change/"))
    other = signed_in(Client(), someone("co-ordinator", organisation(), "Sam"))
    post(other, link, "change", reason="Sam's reason.")
    answer = owner.post(f"/thread/{link.public_id}/change/", mine | {"reason": "Robin's reason."})
    text = html.unescape(answer.text)
    assert answer.status_code == 409 and "Sam's reason." in text and "Robin's reason." in text and "Sam" in text
    assert stored(link).reason == "Sam's reason."


def test_withdrawing_what_somebody_changed_meanwhile_conflicts(owner: Any, link: Link) -> None:
    mine = fields(owner.get(f"/thread/{link.public_id}/withdraw/"))
    post(signed_in(Client(), someone("co-ordinator", organisation(), "Sam")), link, "change", reason="Sam's reason.")
    answer = owner.post(f"/thread/{link.public_id}/withdraw/", mine | {"reason": "Not needed."})
    assert answer.status_code == 409 and not stored(link).is_retired


def test_adding_a_link_stands_on_both_pages_with_who_added_it(owner: Any, link: Link) -> None:
    source, target = Item.objects.unscoped("a test").filter(kind="objective")[:2]
    sent = fields(owner.get("/thread/add/")) | {
        "source": source.public_id, "target": target.public_id, "kind": "rests on", "reason": "It cannot begin before.",
    }  # fmt: skip
    answer = owner.post("/thread/add/", sent)
    made = Link.objects.unscoped("a test").get(source=source, target=target)
    assert answer.url == f"/thread/{made.public_id}/?done=added"
    assert made.basis == Basis.CONFIRMED and {event.action for event in newest(2)} == {"collect", "link"}
    for item in (source, target):
        assert f"/thread/{made.public_id}/" in owner.get(f"/plan/record/{item.key}/").text


@pytest.mark.parametrize("withdrawn", [False, True])
def test_adding_a_link_that_is_there_is_refused_in_words(owner: Any, link: Link, withdrawn: bool) -> None:
    if withdrawn:
        post(owner, link, "withdraw", reason="Mistaken.")
    sent = fields(owner.get("/thread/add/")) | {
        "source": link.source.public_id, "target": link.target.public_id, "kind": link.kind, "reason": "Again.",
    }  # fmt: skip
    answer = owner.post("/thread/add/", sent)
    assert answer.status_code == 422
    assert ("bring that link back instead" if withdrawn else "linked so already") in answer.text


def test_link_from_a_thing_to_itself_or_to_nothing_is_refused(owner: Any, link: Link) -> None:
    start, count = fields(owner.get("/thread/add/")), Link.objects.unscoped("a test").count()
    one = {"source": link.source.public_id, "kind": "addresses", "reason": "x"}
    assert "Choose something else" in owner.post("/thread/add/", start | one | {"target": link.source.public_id}).text
    assert owner.post("/thread/add/", start | one | {"target": "a" * 16}).status_code == 422
    assert Link.objects.unscoped("a test").count() == count


def test_key_that_is_not_the_forms_is_refused(owner: Any, link: Link) -> None:
    for key in ("id", "owner", "changed_by", "status", "retired_at"):
        assert post(owner, link, "change", reason="x", **{key: "1"}).status_code == 400
    assert stored(link).version == 1 and not Revision.objects.filter(record=link.public_id, version=2).exists()


@pytest.mark.parametrize("role", ["analyst", "board-member"])
def test_reader_sees_links_and_can_change_none(client: Any, link: Link, role: str) -> None:
    reader = signed_in(client, someone(role, organisation()))
    assert reader.get("/thread/").status_code == 200
    assert "Confirm this link" not in reader.get(f"/thread/{link.public_id}/").text
    for what in ("add", f"{link.public_id}/confirm", f"{link.public_id}/withdraw"):
        assert reader.get(f"/thread/{what}/").status_code == 404
        assert reader.post(f"/thread/{what}/", {"once": "x" * 32, "version": "1", "reason": "x"}).status_code == 404
    assert stored(link).version == 1


def test_absent_and_forbidden_links_are_one_answer(client: Any, link: Link) -> None:
    administrator = signed_in(client, someone("system-administrator", organisation()))
    forbidden, absent = (administrator.get(f"/thread/{id}/") for id in (link.public_id, "a" * 16))
    assert forbidden.status_code == absent.status_code == 404 and bare(forbidden) == bare(absent)

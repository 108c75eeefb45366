"""Two edits of one board side by side, settled field by field in a form that needs no script."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from sulis_web.partnership.models import Board, Organisation
from sulis_web.records import operations, queries
from tests.integration.records.people import AT, ROBIN, SAM

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.records.pages")]


class Sent(HTMLParser):
    """What a browser would send of the page's main form, nothing clicked but what is checked already."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._area: str | None = None
        self._select: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = dict(given)
        name = attrs.get("name") or ""
        if tag == "input" and (attrs.get("type") not in {"radio", "checkbox"} or "checked" in attrs):
            self.fields.setdefault(name, []).append(attrs.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self.fields[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in attrs and self._select:
            self.fields[self._select] = [attrs.get("value") or ""]

    def handle_endtag(self, tag: str) -> None:
        self._area = None if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area is not None:  # a browser drops the line break that opens a text area
            self.fields[self._area] = [(self.fields[self._area][0] + data).removeprefix("\n")]


@pytest.fixture
def fire(db: Any) -> Organisation:
    made: Organisation = operations.create(Organisation(key="fire", name="Fire service", duty="other"), by=SAM, at=AT)
    return made


@pytest.fixture
def refused(client: Client, board: Board, fire: Organisation) -> tuple[Client, str, dict[str, list[str]]]:
    """Robin opened the form, Sam saved first, and Robin's post is answered with the page of both edits."""
    address = f"/boards/{board.public_id}/edit/"
    form = Sent(client.get(address).content.decode()).fields
    theirs = {"name": "Sam’s board", "about": "Sam’s <b>words</b>", "chair": fire}
    operations.change(board, fields=theirs, seen_version=1, by=SAM, at=AT)
    mine = {
        "name": ["Robin’s board"], "cadence": ["quarterly"], "reason": ["agreed in May"],
        "first_meeting-day": ["5"], "first_meeting-month": ["1"], "first_meeting-year": ["2027"],
    }  # fmt: skip
    response = client.post(address, form | mine, headers={"X-Person": ROBIN.person})
    assert response.status_code == 409
    return client, address, Sent(response.content.decode()).fields | {"": [response.content.decode()]}


def settle(refused: tuple[Client, str, dict[str, list[str]]], **chosen: str) -> Any:
    client, address, fields = refused
    given = {key: value for key, value in fields.items() if key} | {key: [value] for key, value in chosen.items()}
    return client.post(address, given, headers={"X-Person": ROBIN.person})


def stored() -> Board:
    found: Board = Board.objects.unscoped("a test reads what is stored").get()
    return found


def test_page_shows_both_edits_and_who_saved_first(refused: Any) -> None:
    page = refused[2][""][0]
    assert "Sam Rees saved a change on 22 November 2026, 8am" in page
    for words in ("Sam’s board", "Robin’s board", "Strategy board", "Every quarter", "5 January 2027", "Fire service"):
        assert words in page
    assert "Sam’s &lt;b&gt;words&lt;/b&gt;" in page and "<b>words" not in page


def test_what_only_one_side_changed_is_chosen_already_and_what_both_changed_is_not(refused: Any) -> None:
    fields = refused[2]
    assert fields["choice.about"] == fields["choice.chair"] == ["theirs"]
    assert fields["choice.cadence"] == fields["choice.first_meeting"] == ["mine"]
    assert "choice.name" not in fields
    assert fields["version"] == ["2"] and fields["was"] == ["1"] and fields["reason"] == ["agreed in May"]


def test_settled_choices_are_stored_as_one_change(refused: Any, fire: Organisation) -> None:
    assert settle(refused, **{"choice.name": "mine"}).status_code == 302
    board = stored()
    assert (board.name, board.about, board.chair) == ("Robin’s board", "Sam’s <b>words</b>", fire)
    assert (board.cadence, str(board.first_meeting), board.version) == ("quarterly", "2027-01-05", 3)
    newest = queries.history(board)[0]
    assert set(newest.after) == {"name", "cadence", "first_meeting"} and newest.reason == "agreed in May"


def test_third_answer_is_stored(refused: Any) -> None:
    third = {"choice.first_meeting": "third", "third.first_meeting-first_meeting-day": "9"}
    settle(refused, **{"choice.name": "third", "third.name-name": "Board of both"}, **third)
    assert stored().name == "Board of both" and str(stored().first_meeting) == "2027-01-09"


def test_taking_theirs_everywhere_stores_nothing(refused: Any) -> None:
    every = {f"choice.{name}": "theirs" for name in ("name", "about", "chair", "cadence", "first_meeting")}
    assert settle(refused, **every).status_code == 302
    assert stored().version == 2


@pytest.mark.parametrize("choice", ["", "nonsense"])
def test_field_that_nothing_was_chosen_for_conflicts_again_with_nothing_lost(refused: Any, choice: str) -> None:
    response = settle(refused, **{"choice.name": choice, "choice.cadence": "mine"})
    fields = Sent(response.content.decode()).fields
    assert response.status_code == 409 and stored().version == 2
    assert fields["mine.name-name"] == ["Robin’s board"] and fields["mine.cadence-cadence"] == ["quarterly"]


def test_another_change_meanwhile_conflicts_again(refused: Any) -> None:
    operations.change(stored(), fields={"name": "Sam again"}, seen_version=2, by=SAM, at=AT)
    response = settle(refused, **{"choice.name": "mine"})
    assert response.status_code == 409 and "Sam again" in response.content.decode()
    assert stored().version == 3


def test_choice_smuggling_a_protected_field_changes_nothing(refused: Any) -> None:
    smuggled = {"disputed": "created_by", "choice.created_by": "mine", "mine.created_by-created_by": "robin"}
    assert settle(refused, **smuggled).status_code == 400
    assert stored().created_by == SAM.person and stored().version == 2


def test_record_that_was_retired_meanwhile_offers_no_form(client: Client, board: Board) -> None:
    address = f"/boards/{board.public_id}/edit/"
    form = Sent(client.get(address).content.decode()).fields
    operations.retire(board, seen_version=1, by=SAM, at=AT, reason="Merged")
    response = client.post(address, form | {"name": ["Robin’s"]})
    page = response.content.decode()
    assert response.status_code == 409 and "It has since been retired" in page and 'name="choice' not in page
    assert "Robin’s" in page


def test_history_tells_who_when_what_and_why_in_words(client: Client, board: Board, fire: Organisation) -> None:
    operations.change(
        board, fields={"chair": fire, "cadence": "yearly"}, seen_version=1, by=ROBIN, at=AT, reason="As agreed"
    )
    operations.retire(board, seen_version=2, by=SAM, at=AT, reason="Merged")
    page = client.get(f"/boards/{board.public_id}/history/").content.decode()
    for words in (
        "Retired",
        "Merged",
        "Robin Vale",
        "As agreed",
        "Every month",
        "Every year",
        "Fire service",
        "Added",
        "How often it meets",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    "key", ["id", "public_id", "is_superuser", "IS_STAFF", "organisation_id", "retired_at", "owner"]
)
def test_protected_key_that_the_form_does_not_ask_for_is_refused(client: Client, board: Board, key: str) -> None:
    address = f"/boards/{board.public_id}/edit/"
    form = Sent(client.get(address).content.decode()).fields
    assert client.post(address, form | {"name": ["x"], key: ["1"]}).status_code == 400
    assert stored().version == 1


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "99999999999999999999", "1.5"])
def test_version_that_is_none_is_refused_in_words(client: Client, board: Board, version: str) -> None:
    address = f"/boards/{board.public_id}/edit/"
    form = Sent(client.get(address).content.decode()).fields
    response = client.post(address, form | {"version": [version]})
    assert response.status_code == 422 and "The form has lost its place" in response.content.decode()


def test_version_from_the_future_conflicts(client: Client, board: Board) -> None:
    address = f"/boards/{board.public_id}/edit/"
    form = Sent(client.get(address).content.decode()).fields
    assert client.post(address, form | {"name": ["x"], "version": ["7"]}).status_code == 409
    assert stored().version == 1

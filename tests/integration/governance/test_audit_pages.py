"""The audit's pages: who sees which events, the reader's own reading, and a store that cannot be written."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from sulis_web.audit.models import Event
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, Entry
from tests.integration.governance.conftest import COUNCIL, POLICE, as_role
from tests.support.people import organisation, someone

pytestmark = pytest.mark.django_db(transaction=True)  # a disclosure is committed before the page


def tell(person: Any, key: str, what: Action = Action.ALTER, **more: Any) -> Event:
    by = Actor(person=person.public_id, organisation=organisation(key).public_id, role="analyst")
    given = {"object_type": "partnership.board", "object_id": "b" * 16, "reason": "it moved"} | more
    at = given.pop("at", timezone.now())
    with transaction.atomic():
        return record(entry=Entry(what, by, **given), at=at)


@pytest.fixture
def told(agreed: Any) -> dict[str, Event]:
    pat, chris = someone("analyst", organisation(POLICE), "Pat"), someone("analyst", organisation(COUNCIL), "Chris")
    return {"police": tell(pat, POLICE), "council": tell(chris, COUNCIL)}


def officer(**given: Any) -> Any:
    return as_role(
        "information-governance-officer", COUNCIL, given.pop("name", "Gov"), **{"purpose": "GOVERNANCE", **given}
    )


def contact(key: str = POLICE, **given: Any) -> Any:
    return as_role("single-point-of-contact", key, f"Contact {key}", **{"purpose": "ENQUIRY", **given})


def text_of(browser: Any, path: str = "/audit/", **asked: Any) -> str:
    response = browser.get(path, asked)
    assert response.status_code == 200, response.status_code
    return html.unescape(response.text).split("<main")[1]


def test_officer_reads_every_event_in_sentences_by_name(told: dict[str, Event]) -> None:
    text = text_of(officer())
    assert "Pat changed a record: a board" in text and "Chris changed a record: a board" in text


def test_contact_reads_the_own_organisations_events_alone(told: dict[str, Event]) -> None:
    police = contact()
    text = text_of(police)
    assert "Pat changed a record" in text and "Chris" not in text
    assert police.get(f"/audit/{told['police'].seq}/").status_code == 200
    absent, forbidden = police.get("/audit/999999/"), police.get(f"/audit/{told['council'].seq}/")
    assert absent.status_code == forbidden.status_code == 404
    assert "Chris" not in text_of(police, organisation=organisation(COUNCIL).public_id)


@pytest.mark.parametrize(
    "role", ["analyst", "co-ordinator", "board-member", "priority-owner", "practitioner", "system-administrator"]
)
def test_other_roles_get_the_answer_for_nothing(told: dict[str, Event], role: str) -> None:
    browser = as_role(role, purpose="GOVERNANCE")
    for path in ("/audit/", "/audit/chain/", f"/audit/{told['police'].seq}/"):
        response = browser.get(path)
        assert response.status_code == 404 and "Pat" not in response.text


@pytest.mark.parametrize(("given", "where"), [({"purpose": ""}, "purpose"), ({"factor": False}, "second-factor")])
def test_officer_is_led_to_what_is_still_asked_for(told: dict[str, Event], given: dict[str, Any], where: str) -> None:
    response = officer(**given).get("/audit/")
    assert response.status_code == 302 and f"/account/{where}/?next=" in response.url and response.content == b""


def test_readers_own_reading_is_in_the_audit_with_what_was_shown(told: dict[str, Event]) -> None:
    before = Event.objects.count()
    text = text_of(officer())
    own = Event.objects.order_by("-seq")[0]
    assert Event.objects.count() == before + 1
    assert (own.action, own.object_type, own.purpose) == ("consult", "audit.event", "GOVERNANCE")
    assert [str(event.seq) for event in told.values()][0] in own.ids
    assert set(own.ids) == set(re.findall(r"/audit/(\d+)/", text))


def test_event_page_tells_what_is_known_and_that_it_holds(told: dict[str, Event]) -> None:
    text = text_of(officer(), f"/audit/{told['police'].seq}/")
    for shown in ("Pat", organisation(POLICE).name, "analyst", "it moved", told["police"].hash, "Holds", "b" * 16):
        assert shown in text
    own = Event.objects.order_by("-seq")[0]
    assert (own.action, own.object_id) == ("consult", str(told["police"].seq))


def test_filters_narrow_and_can_be_taken_off(told: dict[str, Event]) -> None:
    pat = told["police"].person
    old = tell(
        someone("analyst", organisation(POLICE), "Old"), POLICE, Action.RETIRE, at=timezone.now() - timedelta(days=9)
    )
    week = timezone.localdate() - timedelta(days=5)
    day = {"last-day": str(week.day), "last-month": str(week.month), "last-year": str(week.year)}
    for number, (asked, shown, hidden) in enumerate((
        ({"person": pat}, "Pat changed", "Chris changed"), ({"organisation": told["council"].organisation}, "Chris changed", "Pat changed"),
        ({"action": "retire"}, "Old took", "Pat changed"), (day, "Old took", "Pat changed"),
        ({"record": "b" * 16}, "Pat changed", "opened restricted"),
    )):  # fmt: skip
        text = text_of(officer(name=f"Gov {number}"), **asked)
        rows = text.split("<tbody>")[1]
        assert shown in rows and hidden not in rows and "Take off the filter" in text, asked
    assert old.action == "retire"


def test_day_that_is_none_is_refused_in_words(told: dict[str, Event]) -> None:
    response = officer().get("/audit/", {"first-day": "31", "first-month": "2", "first-year": "2026"})
    assert response.status_code == 422 and "The date must be a real one" in response.text


def test_pages_by_place_miss_nothing_while_events_are_written(told: dict[str, Event]) -> None:
    pat = someone("analyst", organisation(POLICE), "Many")
    wanted = {tell(pat, POLICE, object_id=f"record{number}").seq for number in range(60)}
    browser, path, found = officer(), "/audit/", set()
    asked = {"person": pat.public_id}
    for _ in range(5):
        response = browser.get(path, asked)
        found |= {int(seq) for seq in re.findall(r'href="/audit/(\d+)/"', response.text)}
        older = re.search(r'href="(/audit/\?[^"]*before=\d+)"', html.unescape(response.text))
        if not older:
            break
        path, asked = older[1], {}
    assert found == wanted


NONSENSE = (
    {"before": "-1"}, {"before": "9" * 40}, {"before": "٣"}, {"person": "'; --"}, {"record": "x" * 999}, {"action": "nothing"},
)  # fmt: skip


@pytest.mark.parametrize("asked", NONSENSE)
def test_list_asked_for_what_it_does_not_know_is_no_error_of_ours(
    told: dict[str, Event], asked: dict[str, str]
) -> None:
    assert officer().get("/audit/", asked).status_code in {200, 422}


@pytest.mark.parametrize("seq", ["0", "9" * 30, "18446744073709551616"])
def test_event_at_no_place_is_not_found(told: dict[str, Event], seq: str) -> None:
    assert officer().get(f"/audit/{seq}/").status_code == 404


def test_chain_page_says_that_it_is_whole(told: dict[str, Event]) -> None:
    text = text_of(officer(), "/audit/chain/")
    assert "Whole" in text and "each follows from the one before" in text and "Last exported head" in text


def test_chain_page_names_the_first_event_that_was_changed(told: dict[str, Event]) -> None:
    _tamper(told["police"].seq)
    browser = officer()
    text = text_of(browser, "/audit/chain/")
    assert "Broken" in text and f"{told['police'].seq:,}" in text and "sulis audit verify" in text
    assert "Does not hold" in text_of(browser, f"/audit/{told['police'].seq}/")


def _tamper(seq: int) -> None:
    """As somebody would who owns the database: sets the triggers aside, changes a row, puts them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
            cursor.execute("UPDATE audit_event SET reason = 'something else' WHERE seq = %s", [seq])
            cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER ALL")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE audit_event SET reason = 'something else' WHERE seq = %s", [seq])
        for _name, sql in triggers:
            cursor.execute(sql)


@pytest.fixture(params=["key", "table"])
def unwritable(request: Any, settings: Any) -> Any:
    """Makes the audit refuse to be written: its key is not there, or the database takes no more rows of it."""
    aside = settings.AUDIT_KEY_FILE.with_suffix(".aside")

    def key_gone() -> None:
        settings.AUDIT_KEY_FILE.rename(aside)

    def table_full() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("ALTER TABLE audit_event ADD CONSTRAINT a_test CHECK (seq < 0) NOT VALID")
            else:
                said = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
                cursor.execute(f"CREATE TRIGGER a_test BEFORE INSERT ON audit_event {said}")

    yield {"key": key_gone, "table": table_full}[request.param]
    if aside.exists():
        aside.rename(settings.AUDIT_KEY_FILE)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DROP CONSTRAINT IF EXISTS a_test")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS a_test")


def test_store_that_cannot_be_written_shows_nothing_and_the_rest_goes_on(
    told: dict[str, Event], unwritable: Any
) -> None:
    browser, before = officer(), Event.objects.count()
    unwritable()
    for path in ("/audit/", "/audit/chain/", f"/audit/{told['police'].seq}/"):
        response = browser.get(path)
        assert response.status_code == 503 and "Pat" not in response.text and "it moved" not in response.text
    assert Event.objects.count() == before
    assert browser.get("/home/").status_code == 200

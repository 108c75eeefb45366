"""The same post twice acts once; a post that differs, or that was refused, is another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from sulis_web.partnership.models import Board
from sulis_web.records import operations
from sulis_web.records.models import OnceKey
from sulis_web.records.once import ActedWithoutRedirect, _digest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.records.pages")]
KEY = "k" * 32


def boards() -> int:
    return int(Board.objects.unscoped("a test counts").count())


def test_form_carries_a_new_key_each_time(client: Client) -> None:
    first, second = (client.get("/boards/add/").content.decode() for _ in range(2))
    keys = [page.split('name="once" value="')[1].split('"')[0] for page in (first, second)]
    assert len(set(keys)) == 2 and all(len(key) == 32 for key in keys)


def test_same_post_again_is_answered_with_the_first_redirect(client: Client) -> None:
    given = {"name": "Strategy board", "once": KEY}
    first, second, third = (client.post("/boards/add/", given) for _ in range(3))
    assert first.status_code == 302 and first.url == second.url == third.url
    assert boards() == 1


def test_same_key_with_other_content_is_another_post(client: Client) -> None:
    """Somebody goes back, changes what they typed and sends it again: what they typed is not dropped."""
    client.post("/boards/add/", {"name": "Strategy board", "once": KEY})
    client.post("/boards/add/", {"name": "Operations board", "once": KEY})
    assert boards() == 2


def test_same_key_from_another_person_is_another_post() -> None:
    for _ in range(2):
        browser = Client()
        session = browser.session
        session["anything"] = 1
        session.save()
        browser.post("/boards/add/", {"name": "Strategy board", "once": KEY})
    assert boards() == 2


def test_refused_post_leaves_the_key_unused(client: Client) -> None:
    assert client.post("/boards/add/", {"name": "", "once": KEY}).status_code == 422
    assert not OnceKey.objects.exists()
    assert client.post("/boards/add/", {"name": "Strategy board", "once": KEY}).status_code == 302


def test_post_that_broke_part_way_leaves_nothing_and_can_be_sent_again(client: Client) -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError, match="broken after"):
            client.post("/boards/add/", {"name": "broken after it was stored", "once": KEY})
    assert boards() == 0 and not OnceKey.objects.exists()


@pytest.mark.parametrize("key", [None, "", "short", "k" * 65, "k" * 31 + "é", "k" * 31 + "\x00", "k" * 31 + "\n"])
def test_post_without_a_proper_key_is_refused(client: Client, key: str | None) -> None:
    given = {"name": "Strategy board"} | ({} if key is None else {"once": key})
    assert client.post("/boards/add/", given).status_code == 400
    assert boards() == 0


def test_view_that_acts_without_redirecting_is_a_fault_of_ours_and_stores_nothing(client: Client) -> None:
    with pytest.raises(ActedWithoutRedirect, match="answered with 200"):
        client.post("/boards/forgetful/", {"once": KEY})
    assert boards() == 0


def test_posts_that_differ_in_a_file_alone_are_two_posts(rf: RequestFactory) -> None:
    def digest(content: bytes) -> str:
        return _digest(rf.post("/", {"once": KEY, "file": SimpleUploadedFile("a.csv", content)}))

    assert digest(b"one") == digest(b"one") != digest(b"two")


def test_keys_are_forgotten_after_a_day() -> None:
    now = timezone.now()
    for hours in (1, 23, 25, 200):
        OnceKey.objects.create(key=str(hours), person="sam", at=now - timedelta(hours=hours), answer="/")
    assert operations.forget_keys(at=now) == 2
    assert set(OnceKey.objects.values_list("key", flat=True)) == {"1", "23"}


def test_command_forgets_keys_and_says_how_many(capsys: Any) -> None:
    OnceKey.objects.create(key="old", person="sam", at=timezone.now() - timedelta(days=3), answer="/")
    call_command("forget_once_keys")
    assert capsys.readouterr().out == "1 keys cleared\n"

"""Letters through a real mail server on this machine: links alone, the same for everybody, and no way in by them twice."""

from __future__ import annotations

import email
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from sulis_web.jobs.models import Notice
from tests.integration.accounts.people import PASSWORD, code_of, link_in, with_authenticator, work_done

ANOTHER = "nine otters under Pulteney"


class Box:
    """What the server took."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content)))
        return "250 taken"

    def wait(self, count: int) -> list[Any]:
        for _ in range(200):
            if len(self.letters) >= count:
                break
            time.sleep(0.05)
        return self.letters


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    from aiosmtpd.controller import Controller

    taken = Box()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = Controller(taken, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield taken
    finally:
        server.stop()


def words(letter: Any) -> str:
    return str(letter.get_payload(decode=True).decode())


def ask(box: Box, address: str, browser: Any = None) -> Any:
    answer = (browser or Client()).post("/sign-in/new-password/", {"email": address})
    work_done()
    return answer


def test_new_password_by_letter(box: Box, analyst: Any, try_password: Any, events: Any) -> None:
    open_one = Client()
    try_password("analyst", client=open_one)
    assert ask(box, "Analyst@council.example").url == "/sign-in/new-password/sent/"
    ((to, letter),) = box.wait(1)
    assert to == ["analyst@council.example"] and "analyst" not in words(letter).replace("/analyst", "")
    path, browser = link_in(words(letter)), Client()
    assert browser.get(path).status_code == 200
    weak = browser.post(path, {"new_password1": "password123456", "new_password2": "password123456"})
    assert weak.status_code == 422
    given = {"new_password1": ANOTHER, "new_password2": ANOTHER}
    assert browser.post(path, given).url == "/sign-in/?ended=reset"
    assert "Your password was changed" in browser.get("/sign-in/?ended=reset").text
    assert browser.get(path).status_code == 422, "a link works once"
    assert open_one.get("/account/").status_code == 302, "open sign-ins end"
    assert try_password("analyst", PASSWORD).status_code == 422
    assert try_password("analyst", ANOTHER).status_code == 302
    assert work_done() == 1 and "Your sign-in was changed" in str(box.wait(2)[1][1]["Subject"])
    assert [event.reason for event in events(object_id=analyst.public_id, action="alter")] == ["reset by letter"]


def test_letter_answers_the_same_to_everybody(box: Box, analyst: Any, contact: Any) -> None:
    contact.is_active = False
    contact.save()
    answers = [
        ask(box, address)
        for address in ("analyst@council.example", "nobody@council.example", "contact@council.example")
    ]
    assert len({(each.status_code, each.url, each.content) for each in answers}) == 1
    assert [to for to, _letter in box.wait(1)] == [["analyst@council.example"]]


def test_page_writes_the_same_whether_or_not_there_is_anyone_to_write_to(analyst: Any) -> None:
    """Given an address that is known and one that is not, when a letter is asked for, then the same statements are run."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ran = []
    for address in ("warm@council.example", "analyst@council.example", "nobody@council.example"):
        with CaptureQueriesContext(connection) as asked:
            Client().post("/sign-in/new-password/", {"email": address})
        ran.append(sorted(each["sql"].split()[:3] for each in asked if "SAVEPOINT" not in each["sql"]))
    assert ran[1] == ran[2] and "dbtaskresult" in str(ran[1])


def test_letter_box_is_not_filled(box: Box, analyst: Any) -> None:
    assert {ask(box, "analyst@council.example").status_code for _ in range(10)} == {302}
    box.wait(3)
    time.sleep(0.3)
    assert len(box.letters) == 3


def test_password_by_letter_does_not_pass_by_the_second_factor(box: Box, contact: Any, try_password: Any) -> None:
    secret = with_authenticator(contact)
    ask(box, "contact@council.example")
    path = link_in(words(box.wait(1)[0][1]))
    Client().post(path, {"new_password1": ANOTHER, "new_password2": ANOTHER})
    browser = Client()
    assert try_password("contact", ANOTHER, client=browser).url == "/sign-in/code/"
    assert browser.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 302


def test_link_ends_after_an_hour_and_with_any_end_of_sign_ins(box: Box, analyst: Any, client: Any) -> None:
    from sulis_web.accounts.secret_links import reset_token

    token = reset_token.make_token(analyst)
    assert reset_token.check_token(analyst, token)
    analyst.epoch += 1
    assert not reset_token.check_token(analyst, token)
    assert client.get(f"/sign-in/new-password/{analyst.public_id}/x-y/").status_code == 422
    assert client.get("/sign-in/new-password/nosuchperson/x-y/").status_code == 422


def test_mail_server_that_is_gone_is_no_trouble_of_the_reader(settings: Any, analyst: Any, box: Box) -> None:
    settings.EMAIL_PORT = 1
    assert ask(box, "analyst@council.example").status_code == 302
    held = Notice.objects.unscoped("a test").get()
    assert (held.state, held.tries) == ("waiting", 1) and held.next_try is not None, "it is tried again"


def test_link_in_a_letter_never_leads_to_a_host_that_was_only_claimed(box: Box, analyst: Any) -> None:
    answer = Client().post("/sign-in/new-password/", {"email": "analyst@council.example"}, HTTP_HOST="evil.example")
    assert answer.status_code == 400 and not box.letters


def test_link_in_a_letter_leads_to_the_installations_own_address(box: Box, analyst: Any, settings: Any) -> None:
    """A port that a request claims is no part of it either."""
    settings.ADDRESS = "https://plan.example"
    Client().post("/sign-in/new-password/", {"email": "analyst@council.example"}, HTTP_HOST="testserver:8666")
    work_done()
    text = words(box.wait(1)[0][1])
    assert "https://plan.example/sign-in/new-password/" in text and "8666" not in text


def test_letters_are_in_the_audit_and_name_nobody(box: Box, analyst: Any, events: Any) -> None:
    ask(box, "analyst@council.example")
    (event,) = events(object_type="jobs.notice")
    assert (event.reason, event.recipients) == ("password-reset", (analyst.public_id,))
    assert "analyst@" not in repr(vars(event))


def test_changed_password_keeps_this_sign_in_and_ends_the_others(
    box: Box, analyst: Any, try_password: Any, client: Any
) -> None:
    other = Client()
    try_password("analyst", client=other)
    try_password("analyst", client=client)
    given = {"oldpassword": "wrong", "new_password1": ANOTHER, "new_password2": ANOTHER}
    assert client.post("/account/password/", given).status_code == 422
    assert client.post("/account/password/", given | {"oldpassword": PASSWORD, "new_password2": "x"}).status_code == 422
    assert client.post("/account/password/", given | {"oldpassword": PASSWORD}).url == "/account/?done=password"
    assert client.get("/account/").status_code == 200 and other.get("/account/").status_code == 302

"""Notices through a real mail server: what arrives holds a link and no content, and nothing arrives twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from sulis_web.audit.models import Event
from sulis_web.jobs import delivery, notices, workers
from sulis_web.jobs.models import Notice
from sulis_web.jobs.notices import LETTERS, NoticeKind, send
from sulis_web.partnership.models import Membership
from tests.integration.jobs.letters import MailServer, free_port, mail_server
from tests.support.web import AT

ADDRESS = "https://sulis.example"
LATER = AT + timedelta(hours=1)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as running:
        reached(settings, running.port)
        yield running


def reached(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.ADDRESS = "127.0.0.1", port, ADDRESS
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT, settings.DEFAULT_FROM_EMAIL, settings.MAIL_DOMAINS = 5, "sulis@sulis.example", ()


def waits(person: Any, **more: Any) -> Notice:
    return send(NoticeKind.SOMETHING_WAITS, to=person, address="/home/", at=AT, **more)


def now(notice: Notice) -> Notice:
    return Notice.objects.unscoped("a test").get(pk=notice.pk)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_what_arrives_holds_the_link_and_fixed_words_and_no_canary(
    server: MailServer, person: Any, kind: NoticeKind
) -> None:
    delivery.deliver(send(kind, to=person, address="/some/page/?token=abc", at=AT).public_id, at=AT)
    (message,) = server.arrived
    text = message.get_content()
    assert f"\n{ADDRESS}/some/page/?token=abc\n" in text.replace("\r\n", "\n")
    assert message["Subject"] == LETTERS[kind].subject and server.recipients == ["ada@example.org"]
    assert not {"Ada", "Canary", "analyst", "Organisation council"} & set(message.as_string().replace(",", " ").split())
    assert text.replace("\r\n", "\n") == LETTERS[kind].text(f"{ADDRESS}/some/page/?token=abc")


def test_sent_notice_is_in_the_audit_and_its_address_and_link_are_forgotten(server: MailServer, person: Any) -> None:
    notice = waits(person)
    delivery.deliver(notice.public_id, at=AT)
    held = now(notice)
    assert (held.state, held.recipient, held.link, held.tries) == ("sent", "", "", 1)
    event = Event.objects.get(object_type="jobs.notice")
    assert (event.action, event.object_id, event.recipients) == ("disclose", notice.public_id, (person.public_id,))
    assert "ada@example.org" not in str(vars(event))


def test_notice_delivered_again_and_asked_for_again_arrives_once(server: MailServer, person: Any) -> None:
    first, second = waits(person, once="this week"), waits(person, once="this week")
    assert first.pk == second.pk
    for _ in range(3):
        delivery.deliver(first.public_id, at=AT)
    assert len(server.arrived) == 1 and waits(person, once="this week").state == "sent"


def test_server_that_is_down_is_tried_three_times_then_told(settings: Any, person: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    reached(settings, free_port())
    notice, at = waits(person), AT
    for tries, wait in ((1, timedelta(minutes=1)), (2, timedelta(minutes=15))):
        delivery.deliver(notice.public_id, at=at)
        held = now(notice)
        assert (held.state, held.tries, held.next_try) == ("waiting", tries, at + wait)
        assert DBTaskResult.objects.get(pk=held.entry).run_after == at + wait
        at += wait
    delivery.deliver(notice.public_id, at=at)
    held = now(notice)
    assert (held.state, held.recipient, held.link) == ("failed", "", "")
    assert "could not be reached" in held.trouble and "SULIS_MAIL_URL" in held.remedy


def test_server_that_comes_back_gets_the_notice_once(server: MailServer, person: Any) -> None:
    server.answers = ["451 come back later"]
    notice = waits(person)
    delivery.deliver(notice.public_id, at=AT)
    assert now(notice).state == "waiting" and server.arrived == []
    delivery.deliver(notice.public_id, at=LATER)
    assert now(notice).state == "sent" and len(server.arrived) == 1 and now(notice).trouble == ""


def test_address_that_is_refused_is_not_tried_again_and_its_words_are_not_kept(server: MailServer, person: Any) -> None:
    server.refused = "550 no such mailbox as ada@example.org"
    notice = waits(person)
    delivery.deliver(notice.public_id, at=AT)
    held = now(notice)
    assert held.state == "failed" and "550" in held.trouble and "ada" not in held.trouble + held.remedy


def test_connection_that_breaks_off_after_the_letter_is_not_tried_again(server: MailServer, person: Any) -> None:
    server.answers = ["hang up"]
    notice = waits(person)
    delivery.deliver(notice.public_id, at=AT)
    delivery.deliver(notice.public_id, at=LATER)
    assert now(notice).state == "not known" and len(server.arrived) == 1
    assert "may or may not have arrived" in now(notice).trouble


def test_worker_that_died_while_sending_leaves_a_notice_that_is_told_and_not_sent_again(
    server: MailServer, person: Any
) -> None:
    notice = waits(person)
    assert delivery._begun(notice.public_id, AT) is not None  # and there the worker dies
    workers.take_over(at=AT + timedelta(minutes=1))
    assert now(notice).state == "sending", "the mail server may still be at it"
    workers.take_over(at=LATER)
    delivery.deliver(notice.public_id, at=LATER)
    assert now(notice).state == "not known" and server.arrived == []


def test_notice_that_no_queue_holds_is_put_there_again(person: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    notice = waits(person)
    DBTaskResult.objects.all().delete()
    workers.take_over(at=LATER)
    assert str(DBTaskResult.objects.get().pk) == now(notice).entry


def test_somebody_who_left_is_not_written_to_but_is_told_that_access_ended(server: MailServer, person: Any) -> None:
    notice, ended = waits(person), send(NoticeKind.ACCESS_ENDED, to=person, address="/sign-in/", at=AT)
    Membership.objects.unscoped("a test").update(ends=AT + timedelta(minutes=1))
    for each in (notice, ended):
        delivery.deliver(each.public_id, at=LATER)
    assert (now(notice).state, now(ended).state) == ("dropped", "sent") and len(server.arrived) == 1


def test_domain_that_is_not_named_is_not_written_to(server: MailServer, person: Any, settings: Any) -> None:
    settings.MAIL_DOMAINS = ("council.example",)
    assert notices.may_write_to("sam@COUNCIL.example") and not notices.may_write_to("sam@council.example.evil.example")
    notice = waits(person)
    delivery.deliver(notice.public_id, at=AT)
    assert now(notice).state == "failed" and server.arrived == [] and now(notice).recipient == ""


@pytest.mark.parametrize("address", ["", "no address", "a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example"])
def test_what_is_no_one_address_is_not_written_to(server: MailServer, person: Any, address: str) -> None:
    notice = send(NoticeKind.INVITATION, to=address, address="/invitation/abc/", at=AT)
    delivery.deliver(notice.public_id, at=AT)
    assert now(notice).state == "failed" and server.arrived == []


@pytest.mark.parametrize("path", ["//other.example/", "https://other.example/", "home/", "/home/\r\nBcc: x", "/a b"])
def test_link_that_leads_outside_is_a_fault_of_ours(person: Any, path: str) -> None:
    with pytest.raises(ValueError, match="a path of the application"):
        send(NoticeKind.SOMETHING_WAITS, to=person, address=path, at=AT)


def test_invited_person_who_is_not_here_yet_is_known_to_the_audit_by_a_digest(server: MailServer, person: Any) -> None:
    notice = send(NoticeKind.INVITATION, to="new@example.org", address="/invitation/abc/", at=AT)
    delivery.deliver(notice.public_id, at=AT)
    (recipient,) = Event.objects.get(object_type="jobs.notice").recipients
    assert server.recipients == ["new@example.org"] and len(recipient) == 64


def test_audit_that_cannot_be_written_sends_nothing(server: MailServer, person: Any, monkeypatch: Any) -> None:
    from sulis_web.audit.values import AuditUnavailable

    def refuse(**_said: Any) -> None:
        raise AuditUnavailable("the audit cannot be written", "Try again.")

    notice = waits(person)
    monkeypatch.setattr("sulis_web.jobs.delivery.audit.record", refuse)
    with pytest.raises(AuditUnavailable):
        delivery.deliver(notice.public_id, at=AT)
    assert server.arrived == [] and now(notice).state == "waiting"

"""One notice from the queue to the mail server. What the server may already have is never sent a second time."""

from __future__ import annotations

import logging
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from sulis_web.audit import operations as audit
from sulis_web.audit.values import SYSTEM, Action, Entry, digest
from sulis_web.jobs import notices, queue
from sulis_web.jobs.models import Notice, NoticeState
from sulis_web.jobs.workers import ASK_THEM
from sulis_web.partnership.queries import memberships_of

log = logging.getLogger("sulis.notices")
TRY_AGAIN = (timedelta(minutes=1), timedelta(minutes=15))  # after the first try, and after the second
_CHECK = "Check SULIS_MAIL_URL and that its server runs, then do what led to this notice again."
_CHECK_ADDRESS = "Check the person’s e-mail address, then do what led to this notice again."


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a try came to nothing. ``again``: the server surely does not have it, and may take it later."""

    state: NoticeState
    words: str
    remedy: str
    again: bool = False


def deliver(public_id: str, *, at: datetime) -> None:
    """Send a waiting notice. Its row in the audit is committed before a word of it leaves."""
    notice = _begun(public_id, at)
    if notice is None:
        return
    trouble = _handed_over(notice)
    with transaction.atomic():
        held = _row(public_id, NoticeState.SENDING)
        if held is None:
            return
        if trouble is None:
            _close(held, NoticeState.SENT, at)
        else:
            _not_sent(held, trouble, at)


def _begun(public_id: str, at: datetime) -> Notice | None:
    with transaction.atomic():
        held = _row(public_id, NoticeState.WAITING)
        if held is None:
            return None
        if not _concerns(held, at):
            _close(held, NoticeState.DROPPED, at)
            return None
        held.state, held.tries, held.next_try, held.changed_at = NoticeState.SENDING, held.tries + 1, None, at
        held.save()
        to = held.person.public_id if held.person else digest(held.recipient)
        entry = Entry(Action.DISCLOSE, SYSTEM, "jobs.notice", held.public_id, recipients=(to,), reason=held.kind)
        audit.record(entry=entry, at=at)
    return held


def _concerns(held: Notice, at: datetime) -> bool:
    if held.person is None or held.kind in notices.TO_ANYBODY:
        return True
    return held.person.is_active and bool(memberships_of(held.person, at=at))


def _handed_over(notice: Notice) -> Trouble | None:
    """None when the mail server took it."""
    letter = notices.LETTERS[notices.NoticeKind(notice.kind)]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    connection = get_connection()
    message = EmailMessage(
        letter.subject, letter.text(notices.link_to(notice.link)), to=[notice.recipient], connection=connection,
        headers={"Message-ID": f"<{notice.public_id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as refused:
        words = f"The mail server could not be reached ({type(refused).__name__})."
        return Trouble(NoticeState.FAILED, words, _CHECK, again=True)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        return _answered(max(code for code, _said in refused.recipients.values()), "the address", _CHECK_ADDRESS)
    except smtplib.SMTPResponseException as refused:
        return _answered(refused.smtp_code, "the message", _CHECK)
    except (OSError, smtplib.SMTPException) as broken:
        words = (
            f"The connection to the mail server broke off ({type(broken).__name__}): it may or may not have arrived."
        )
        return Trouble(NoticeState.NOT_KNOWN, words, ASK_THEM)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return None


def _answered(code: int, what: str, remedy: str) -> Trouble:
    """What the server said no to. Its own words are not kept: they repeat the address."""
    words = f"The mail server did not take {what} (it answered {code})."
    return Trouble(NoticeState.FAILED, words, remedy, again=400 <= code < 500)


def _not_sent(held: Notice, trouble: Trouble, at: datetime) -> None:
    held.trouble, held.remedy = trouble.words, trouble.remedy
    if trouble.again and held.tries <= len(TRY_AGAIN):
        held.state, held.changed_at = NoticeState.WAITING, at
        held.next_try = at + TRY_AGAIN[held.tries - 1]
        held.entry = queue.put(queue.NOTICE, held.public_id, after=held.next_try)
        held.save()
        return
    log.warning("a notice was not sent", extra={"job": held.public_id})
    _close(held, trouble.state, at)


def _close(held: Notice, state: NoticeState, at: datetime) -> None:
    """The address and the link, which may let somebody in, are forgotten."""
    held.state, held.changed_at, held.recipient, held.link = state, at, "", ""
    if state in {NoticeState.SENT, NoticeState.DROPPED}:
        held.trouble = held.remedy = ""
    held.save()


def _row(public_id: str, state: NoticeState) -> Notice | None:
    every = Notice.objects.unscoped("the notice that the queue names")
    return every.select_for_update().filter(public_id=public_id, state=state).first()

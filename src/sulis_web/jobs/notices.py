"""Notices by e-mail: a closed list of kinds, each with a fixed subject and fixed words. What arrives holds a link and no content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from sulis_web.audit.values import SYSTEM, Actor
from sulis_web.jobs import queue
from sulis_web.jobs.models import Notice, NoticeState
from sulis_web.partnership.models import Person
from sulis_web.partnership.queries import memberships_of


class NoticeKind(StrEnum):
    """Why a notice is sent."""

    INVITATION = "invitation"  # somebody was invited to an organisation
    PASSWORD_RESET = "password-reset"  # somebody asked for a new password # nosec B105
    SOMETHING_WAITS = "something-waits"  # the digest
    AGREEMENT_ENDS = "agreement-ends"  # an agreement of the organisation ends soon
    SIGN_IN_CHANGED = "sign-in-changed"  # how the person signs in was changed
    ACCESS_ENDED = "access-ended"  # the person's access for an organisation was ended


@dataclass(frozen=True, slots=True)
class Letter:
    """Fixed words. There is no place in them for a name, a title or a number."""

    subject: str
    words: str

    def text(self, link: str) -> str:
        return f"{self.words}\n\n{link}\n\n{_FOOT}\n"


_FOOT = (
    "This message holds no details on purpose: they are shown after signing in. It was sent by the partnership's\n"
    "application, and replies to it are not read. If you did not expect it, open nothing and ask your organisation."
)
LETTERS: Mapping[NoticeKind, Letter] = {
    NoticeKind.INVITATION: Letter(
        "You are invited to the partnership's application",
        "You are invited to the partnership's application. Follow this link within two days to begin:",
    ),
    NoticeKind.PASSWORD_RESET: Letter(
        "A new password for the partnership's application",
        "Somebody asked for a new password for you. If it was you, follow this link within one hour. If not, nothing has changed:",
    ),
    NoticeKind.SOMETHING_WAITS: Letter(
        "Something in the partnership's application needs you",
        "Something in the partnership's application needs you. It is on the page that opens after signing in:",
    ),
    NoticeKind.AGREEMENT_ENDS: Letter(
        "An agreement ends soon",
        "An information-sharing agreement of your organisation ends soon. It is named on this page:",
    ),
    NoticeKind.SIGN_IN_CHANGED: Letter(
        "Your sign-in was changed",
        "How you sign in to the partnership's application was changed: a password, a second factor or a linked sign-in. If it\n"
        "was not you, tell your single point of contact and ask for a new password here:",
    ),
    NoticeKind.ACCESS_ENDED: Letter(
        "Your access has ended",
        "Your access to the partnership's application for an organisation has ended. The application is at:",
    ),
}
# What concerns somebody who has no access now, too: what they sign in with stays theirs.
TO_ANYBODY = frozenset(
    {NoticeKind.INVITATION, NoticeKind.ACCESS_ENDED, NoticeKind.PASSWORD_RESET, NoticeKind.SIGN_IN_CHANGED}
)
_PATH = re.compile(r"/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]{0,499}")
_OTHER_DOMAIN = "The application writes to addresses of certain organisations only, and this is none of them."
_ASK_OPERATOR = "Use an address of one of the organisations, or ask whoever runs the application to add the domain to SULIS_MAIL_DOMAINS."
_NO_ADDRESS = "No e-mail address that can be written to is held for this person."
_GIVE_ADDRESS = "Give the person an e-mail address, then do what led to this notice again."


def may_write_to(email: str) -> bool:
    """Whether notices may go to this address: a form can say so before anything is asked for."""
    return not _refused(email)


def send(
    kind: NoticeKind,
    *,
    to: Person | str,
    address: str,
    at: datetime,
    by: Actor = SYSTEM,
    organisation: int | None = None,
    once: str = "",
) -> Notice:
    """Put a notice in the queue, in the caller's transaction if there is one. With ``once``, the same is never sent twice.

    ``to`` is a person, or the e-mail address of somebody who is not here yet. ``address`` is the path that the link leads
    to. What cannot be sent is kept as not sent, with the reason, and raises nothing: an answer that differed would tell
    who is here.
    """
    if not _PATH.fullmatch(address):
        raise ValueError("a notice leads to a path of the application")
    held = Notice.objects.unscoped("whether it was asked for before").filter(once=once).first() if once else None
    if held is not None:
        return held
    person = to if isinstance(to, Person) else None
    email = (person.email if person else str(to)).strip()
    notice = Notice(
        kind=NoticeKind(kind), person=person, organisation_id=organisation or _organisation(person, at), recipient=email,
        link=address, once=once or None, asked_at=at, asked_by=by.person, changed_at=at,
    )  # fmt: skip
    if why := _refused(email):
        notice.state, (notice.trouble, notice.remedy) = NoticeState.FAILED, why
        notice.recipient = notice.link = ""
    return _kept(notice)


def link_to(path: str) -> str:
    return f"{settings.ADDRESS}{path}"


def _kept(notice: Notice) -> Notice:
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
            if notice.state == NoticeState.WAITING:
                notice.entry = queue.put(queue.NOTICE, notice.public_id)
                notice.save(update_fields=["entry"])
    except IntegrityError:
        return Notice.objects.unscoped("the one that was asked for at the same time").get(once=notice.once)
    return notice


def _refused(email: str) -> tuple[str, str] | None:
    try:
        validate_email(email)
    except ValidationError:
        return _NO_ADDRESS, _GIVE_ADDRESS
    domain = email.rpartition("@")[2].lower()
    if settings.MAIL_DOMAINS and domain not in settings.MAIL_DOMAINS:
        return _OTHER_DOMAIN, _ASK_OPERATOR
    return None


def _organisation(person: Person | None, at: datetime) -> int | None:
    """For whom the person is here: its contact sees whether the notice arrived."""
    held = memberships_of(person, at=at) if person else []
    return held[0].organisation_id if held else None

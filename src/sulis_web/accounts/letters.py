"""Letters that this application sends about accounts. Each carries a link and no content: no name, no role, no record."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from django.core.mail import EmailMessage

from sulis_web.partnership.queries import current

_log = logging.getLogger("sulis.letters")
_aside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="letters")

INVITED = """You have been invited to the working pages of {partnership}.

Open this link within two days to accept:

{link}

If you did not expect this, do nothing: without you the invitation ends by itself.
"""
RESET = """Somebody asked for a new password for your sign-in to {partnership}.

If it was you, open this link within one hour:

{link}

If it was not you, do nothing: your password stays as it is.
"""
CHANGED = """How you sign in to {partnership} was changed: a password, a second factor or a linked sign-in.

If it was you, there is nothing to do. If it was not, ask for a new password here and tell your single point of contact:

{link}
"""


@dataclass(frozen=True, slots=True)
class Letter:
    to: str
    subject: str
    text: str


def letter(words: str, *, to: str, subject: str, link: str) -> Letter:
    partnership = current()
    name = partnership.name if partnership else "Sulis"
    return Letter(to, subject, words.format(partnership=name, link=link))


def send(given: Letter) -> bool:
    """Whether the mail server took it. Why not is in the log, without the address."""
    try:
        EmailMessage(given.subject, given.text, to=[given.to]).send()
    except OSError as trouble:  # what a mail server says and what the way to it says are both among these
        _log.error("a letter was not taken", exc_info=trouble)
        return False
    return True


def send_aside(given: Letter | None) -> Future[bool] | None:
    """Send without holding up the page: how long the page takes must not tell whether there was anyone to write to."""
    return _aside.submit(send, given) if given else None

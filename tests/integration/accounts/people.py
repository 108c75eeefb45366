"""What a person of a test knows and holds: a password, an authenticator, an address that letters reach."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

PASSWORD = "seven herons over Avon"


def with_password(person: Any, email: str) -> Any:
    from allauth.account.models import EmailAddress

    person.email = email
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def with_authenticator(person: Any) -> str:
    """The secret of an authenticator that was set up earlier."""
    from sulis_web.accounts import factors

    secret = factors.new_secret()
    factors.keep_secret(person, secret, 0)
    return secret


def code_of(secret: str, *, at: datetime | None = None, later: int = 0) -> str:
    """What an authenticator shows: reckoned here from the standard, not by the code under test."""
    import base64
    import hmac
    import struct

    now = (at or timezone.now()) + timedelta(seconds=30 * later)
    mac = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(now.timestamp()) // 30), "sha1")
    start = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def link_in(text: str) -> str:
    """The path of the one link that a letter carries."""
    found = re.findall(r"https?://[^/\s]+(/\S+)", text)
    assert len(found) == 1, text
    return str(found[0])


def work_done() -> int:
    """Do what waits in the queue, as the worker does; gives how much that was."""
    from django_tasks_db.models import DBTaskResult

    done = 0
    while waiting := DBTaskResult.objects.ready().first():
        waiting.task.call(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
        waiting.delete()
        done += 1
    return done

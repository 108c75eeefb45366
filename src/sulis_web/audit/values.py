"""What an event says, before it has a place in the chain."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sulis.vocabulary import InputRefused, SulisError

LONGEST_TEXT = 120
LONGEST_REASON = 2000
MOST_WORDS = 1000  # ids of one page, fields, recipients
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")  # neither database keeps them


class Action(StrEnum):
    """What was done. The first six are the words of the Data Protection Act 2018, section 62."""

    COLLECT = "collect"  # a record was made
    ALTER = "alter"  # a record was changed
    CONSULT = "consult"  # somebody read restricted records
    DISCLOSE = "disclose"  # records were shown or sent to another body
    COMBINE = "combine"  # records about one subject were brought together
    ERASE = "erase"
    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    REFUSED_SIGN_IN = "refused-sign-in"
    FACTOR = "factor"  # a second factor was added, used as step-up, or taken away
    GRANT = "grant"  # a role or membership was given
    REVOKE = "revoke"  # and taken away
    BREAK_GLASS = "break-glass"
    EXPORT = "export"  # records left as a file
    PUBLISH = "publish"
    DENIED = "denied"  # the deciding function said no
    IMPORT = "import"
    RETIRE = "retire"  # a record is no longer in use, and stays readable
    RESTORE = "restore"
    LINK = "link"  # one record was tied to another, or untied
    APPROVE = "approve"


class AuditUnavailable(SulisError):
    """An event could not be written, so what it would have told of must not happen either."""


class OutsideTransaction(RuntimeError):
    """A change was to be recorded outside the transaction that makes it. A fault of ours, never of the reader."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, by public ids alone: names are looked up when an event is shown, and never kept in it."""

    person: str  # a public id, "system", or "command line: <the system's user>"
    organisation: str = ""
    role: str = ""
    session: str = ""  # a digest of the session's key, never the key
    purpose: str = ""
    gateway: str = ""  # the legal power that a disclosure rests on
    request_id: str = ""
    channel: str = "web"  # web, api, command line, job or system

    def __post_init__(self) -> None:
        if not self.person:
            raise ValueError("an event without an actor proves nothing: name a person, a command line or the system")
        for field in fields(self):
            _check_text(field.name, getattr(self, field.name), LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. Digests stand for contents: the audit never repeats what it watches over."""

    action: Action
    actor: Actor
    object_type: str = ""  # a model's label, "partnership.agreement", or a page's name
    object_id: str = ""
    fields: tuple[str, ...] = ()  # which were changed or shown
    recipients: tuple[str, ...] = ()  # public ids of organisations or people
    reason: str = ""
    before: str = ""  # digests
    after: str = ""
    ids: tuple[str, ...] = ()  # of every record on a page of many

    def __post_init__(self) -> None:
        object.__setattr__(self, "action", Action(self.action))
        for name in ("object_type", "object_id", "before", "after"):
            _check_text(name, getattr(self, name), LONGEST_TEXT)
        _check_text("reason", self.reason, LONGEST_REASON)
        for name in ("fields", "recipients", "ids"):
            object.__setattr__(self, name, _checked_words(name, getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table as plain values: what the hash is reckoned over, the hash itself and the row's place."""

    seq: int
    at: datetime
    action: str
    person: str
    organisation: str
    role: str
    session: str
    purpose: str
    gateway: str
    request_id: str
    channel: str
    object_type: str
    object_id: str
    fields: tuple[str, ...]
    recipients: tuple[str, ...]
    ids: tuple[str, ...]
    reason: str
    before: str
    after: str
    installation: str
    epoch: int  # which of the installation's keys
    previous: str  # the hash of the row before; of the first row, empty
    hash: str


def digest(value: Any) -> str:
    """What stands for a content in an event: the SHA-256 of its JSON with sorted keys, or of a text or bytes."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _check_text(name: str, text: str, longest: int) -> None:
    if not isinstance(text, str):
        raise TypeError(f"{name} of an event is text, not {type(text).__name__}")
    if len(text) > longest:
        raise InputRefused(
            f"the {name.replace('_', ' ')} has {len(text):,} characters and an event keeps {longest:,}", "Shorten it."
        )
    if _UNWRITABLE.search(text):
        raise InputRefused(
            f"the {name.replace('_', ' ')} holds a character that cannot be stored", "Take it out and try again."
        )


def _checked_words(name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(words, str):
        raise TypeError(f"{name} of an event are several texts, not one")
    found = tuple(words)
    if len(found) > MOST_WORDS:
        raise InputRefused(
            f"an event names {len(found):,} {name} and can keep {MOST_WORDS:,}", "Show or change fewer at a time."
        )
    for word in found:
        _check_text(name, word, LONGEST_TEXT)
    return found


SYSTEM = Actor(person="system", channel="system")


SYSTEM = Actor(person="system", channel="system")  # the application of itself: a job, a timer

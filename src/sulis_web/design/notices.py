"""What a page tells its reader beside its own matter: news, faults, what is not there yet, what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis_web.design.navigation import Link
from sulis_web.design.values import Mark


class NoticeKind(StrEnum):
    IMPORTANT = "important"  # something to know before going on
    SUCCESS = "success"  # what was asked for has been done


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner at the head of a page."""

    words: str
    kind: NoticeKind = NoticeKind.IMPORTANT
    link: Link | None = None
    title: str = ""

    @property
    def heading(self) -> str:
        return self.title or {NoticeKind.IMPORTANT: "Important", NoticeKind.SUCCESS: "Done"}[self.kind]


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of an error summary; ``url`` leads to what must be put right."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """A list with nothing in it yet: what it will hold, and what to do first."""

    title: str
    words: str
    steps: tuple[str, ...] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list. Without an address it cannot be started yet."""

    words: str
    url: str = ""
    mark: Mark | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """A filter in force; ``url`` is the same list without it."""

    words: str
    url: str

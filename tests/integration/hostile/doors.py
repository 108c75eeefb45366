"""Every address of the permission matrix, with a browser in which somebody has signed in whom it is for."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from tests.integration.permission.expected import ADDRESSES, ROLES, WITH_A_FACTOR, Address
from tests.integration.permission.world import OWN, World, browser_of, undone
from tests.support.people import organisation

Given = TypeVar("Given")
GOOD = "in good standing"
_NAMED = re.compile(r'\bname="([^"]+)"')


PASSWORD = "nine otters under Pulteney"


def with_letters(world: World) -> World:
    """The world, in which the links of an invitation and of a letter about a password hold, and everybody has a password."""
    from sulis_web.accounts.operations import memberships
    from sulis_web.accounts.secret_links import reset_token
    from sulis_web.audit.values import Actor
    from sulis_web.partnership.models import Person

    Person.objects.update(password=make_password(PASSWORD))
    for each in world.people.values():
        each.refresh_from_db()
    offered = memberships.invite(
        organisation=organisation(OWN), role="analyst", name="Newcomer", email="newcomer@police.example",
        by=Actor("test"), at=timezone.now(),
    )  # fmt: skip
    person = world.people["board-member"]
    letters = {
        "invitation": offered.secret, "reset": person.public_id, "reset_token": reset_token.make_token(person),
    }  # fmt: skip
    for held in world.records.values():
        held |= letters
    return world


# A drill gives every address all that there is to give; a run gives each a part of it, so that all of it is given somewhere.
PARTS = 1 if os.environ.get("SULIS_WHOLE") else 6


@dataclass(frozen=True)
class Door:
    """One address, and a browser of somebody whom it is for."""

    number: int
    name: str
    path: str
    parts: tuple[str, ...]  # what the address holds of a record
    browser: Client
    about: Address

    def sent(self, method: str, path: str = "", body: Any = None, around: Callable[[], Any] = int, **more: Any) -> Any:
        """The reply. Whatever it changed is taken back, in the database and in the browser; ``around`` looks before that."""
        cookies = deepcopy(self.browser.cookies)
        with undone():
            around()
            response = self.browser.generic(method, path or self.path, body or b"", **more)
            around()
            if response.streaming:
                response.content = b"".join(response)
        self.browser.cookies = cookies
        return response

    def share(self, given: Sequence[Given]) -> list[Given]:
        """Its part of what is given: the next address has the next part."""
        return [each for at, each in enumerate(given) if (at + self.number) % PARTS == 0]

    def posted(self, body: str | bytes, query: str = "", **more: Any) -> Any:
        kind = "application/x-www-form-urlencoded"
        return self.sent("POST", f"{self.path}?{query}" if query else "", body, content_type=kind, **more)

    @cached_property
    def asks_for(self) -> list[str]:
        """The names of the fields that its page has."""
        page = "" if self.about.posts else self.sent("GET").content.decode("utf-8", "replace")
        return sorted(set(_NAMED.findall(page)) - {"csrfmiddlewaretoken", "once", "viewport"})


@dataclass
class Doors:
    """Every address; with ``half``, every other six of them, so that each test tries half and two tests seldom the same."""

    world: World
    half: int | None = None
    _browsers: dict[str, Client] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Door]:
        """Each address, for a record of the person's own organisation where there is a choice."""
        for number, (name, about) in enumerate(ADDRESSES.items()):
            if self.half is not None and number // PARTS % 2 != self.half:
                continue
            role, target = _who(about), about.targets[0]
            person = self.world.people[role or "co-ordinator"]
            parts = tuple(str(part) for part in self.world._args(name, target, person))
            yield Door(number, name, self.world.path(name, target, person), parts, self.browser(role), about)

    def browser(self, role: str) -> Client:
        if role not in self._browsers:
            self._browsers[role] = browser_of(self.world, role, GOOD) if role else Client(raise_request_exception=False)
        return self._browsers[role]


def _who(about: Address) -> str:
    """A role that reaches it, one that reaches most; nobody, where it is open to anybody."""
    if about.is_public:
        return ""
    if about.who == "signed in":
        return "co-ordinator"
    if about.who == "signed in, with purposes":
        return "single-point-of-contact"
    assert isinstance(about.who, dict)
    return min(
        (role for role in ROLES if about.who.get(role) in {"all", "own"}),
        key=lambda role: (about.who[role], role in WITH_A_FACTOR),
    )


def once() -> str:
    return f"once={secrets.token_urlsafe(24)}"

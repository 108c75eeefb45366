"""Every address for every role in every state: what the descriptions promise is what the application answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from sulis_web.partnership.doors import PUBLIC, TOKEN, door_of
from tests.integration.permission.expected import ADDRESSES, OPERATIONS, ROLES, STATES, expected
from tests.integration.permission.world import (
    CANARY,
    World,
    ask,
    browser_of,
    build,
    come_about,
    nothing_there,
    outcome,
    undone,
)


def addresses() -> Iterator[tuple[str, Any, bool]]:
    """Name, view and whether it is of the interface for programs, for every address that there is."""

    def walk(resolver: Any, programs: bool) -> Iterator[tuple[str, Any, bool]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry, programs or entry.namespace == "api-1")
            elif isinstance(entry, URLPattern):
                yield str(entry.name), entry.callback, programs

    return walk(get_resolver(), False)


# Each part is a test, so that two can run at once.
PARTS = [ROLES[:4], ROLES[4:]]
# The drill asks every cell. A run asks all of whoever is in good standing, and in each other state a part of the addresses, not the
# same part in any two states or roles that follow each other.
WHOLE, SHARE = bool(os.environ.get("SULIS_WHOLE")), len(STATES) - 1


@pytest.fixture
def world(partnership: Any, run: Any, prepared: Any) -> World:
    return build(partnership, run, prepared)


def test_every_address_is_declared_and_every_declaration_is_an_address() -> None:
    pages = {name for name, _view, programs in addresses() if not programs}
    assert pages == set(ADDRESSES), "declare these, or take them away"
    assert {name for name, _view, programs in addresses() if programs} == set(OPERATIONS)


def test_every_view_names_its_door() -> None:
    for name, view, programs in addresses():
        door = door_of(view)
        assert door is not None, f"{name} names nobody"
        assert (door == TOKEN) == programs
        if not programs:
            assert (door == PUBLIC) == ADDRESSES[name].is_public, name


@pytest.mark.parametrize("roles", PARTS, ids=" and ".join)
def test_every_cell_is_as_declared(world: World, roles: tuple[str, ...]) -> None:
    wrong, asked = [], 0
    for role in roles:
        for state in STATES:
            for cell, wanted, response, given in _asked(world, role, state):
                asked += 1
                if given != wanted:
                    wrong.append(f"{cell}: declared {wanted}, answered {given}")
                if wanted != "opens" and CANARY in _body(response):
                    wrong.append(f"{cell}: a refusal that tells a record")
    assert not wrong, "\n".join(wrong)
    assert asked == sum(len(_cells(role, state)) for role in roles for state in STATES)


def _cells(role: str, state: str) -> list[tuple[str, str]]:
    """The addresses to ask, each with whose record is asked for."""
    every = [(name, target) for name, address in ADDRESSES.items() for target in address.targets]
    if WHOLE or state == STATES[0]:
        return every
    first = (ROLES.index(role) + STATES.index(state)) % SHARE
    return every[first::SHARE]


def test_every_cell_is_asked_in_some_run_and_a_part_of_them_in_this_one() -> None:
    every = [(name, target) for name, address in ADDRESSES.items() for target in address.targets]
    for role in ROLES:
        assert _cells(role, STATES[0]) == every
        asked = {cell for state in STATES[1:] for cell in _cells(role, state)}
        assert asked == set(every), "in one state or another every address is asked for each role"


def _asked(world: World, role: str, state: str) -> Iterator[tuple[str, str, Any, str]]:
    """Every address for one role in one state: the cell, what is declared, the reply and the word for it."""
    with undone():
        come_about(state)
        client = browser_of(world, role, state)
        absent = nothing_there(client)
        for name, target in _cells(role, state):
            address = ADDRESSES[name]
            response = ask(client, address, world.path(name, target, world.people[role]))
            cell = f"{role}, {state}: {name} ({target})"
            yield cell, expected(address, role, state, target), response, outcome(response, absent)


def test_nobody_signed_in_reaches_the_public_pages_alone(client: Any, world: World) -> None:
    absent = nothing_there()
    for name, address in ADDRESSES.items():
        for target in address.targets:
            response = ask(client, address, world.path(name, target, world.people["analyst"]))
            given = outcome(response, absent)
            assert given == (address.answer if address.is_public else "sign in"), name
            assert address.is_public or CANARY not in _body(response), name


def _body(response: Any) -> str:
    return (
        b"".join(response).decode("utf-8", "replace")
        if response.streaming
        else response.content.decode("utf-8", "replace")
    )

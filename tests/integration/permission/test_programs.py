"""Every operation of the interface for programs, for a token of every role in every state, and the matrix as written."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.integration.permission.expected import OPERATIONS, ROLES, TOKEN_STATES, of_token
from tests.integration.permission.world import CANARY, World, build, come_about, undone
from tests.integration.permission.written import FILE, matrix, size

SHOWN = "sulis_a-token-of-the-tests"
_RECORD = {
    "plan-record": "record",
    "figure": "public_figure",
    "organisation": "organisation",
    "board": "board",
    "agreement": "agreement",
}
WORDS = {200: "opens", 404: "not found", 401: "no token"}


@pytest.fixture
def world(partnership: Any, run: Any, prepared: Any) -> World:
    return build(partnership, run, prepared)


def come_about_with_token(state: str, person: Any) -> None:
    from sulis_web.api.models import Token
    from sulis_web.audit.values import digest

    changes: dict[str, Any] = {"digest": digest(SHOWN)}
    changes |= {
        "token out of date": {"expires": timezone.now()}, "token withdrawn": {"retired_at": timezone.now()},
        "token without scopes": {"scopes": []},
    }.get(state, {})  # fmt: skip
    Token._base_manager.filter(membership__person=person).update(**changes)
    come_about(state)


def test_every_operation_answers_every_token_as_declared(world: World) -> None:
    wrong = []
    for role in ROLES:
        for state in TOKEN_STATES:
            with undone():
                come_about_with_token(state, world.people[role])
                for name, address in OPERATIONS.items():
                    for target in address.targets:
                        held = world.records["other" if target == "other" else "own"]
                        args = [held[_RECORD[name]]] if name in _RECORD else []
                        response = Client().get(
                            reverse(f"api-1:{name}", args=args), headers={"Authorization": f"Bearer {SHOWN}"}
                        )
                        given = WORDS.get(response.status_code, str(response.status_code))
                        wanted = of_token(address, role, state, target)
                        if given != wanted or (wanted != "opens" and CANARY in response.content.decode()):
                            wrong.append(f"{role}, {state}: {name} ({target}): declared {wanted}, answered {given}")
    assert not wrong, "\n".join(wrong)


def test_matrix_of_the_reference_is_the_one_that_is_tested() -> None:
    assert FILE.read_text("utf-8") == matrix(), "write it anew: python -m tests.integration.permission.written"
    assert size() > 8_000

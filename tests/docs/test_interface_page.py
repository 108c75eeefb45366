"""The page on the interface for programs: its examples run, and it names every operation with its scope."""

from __future__ import annotations

import re
from typing import Any

import django
import pytest

from tests.support.shared import ROOT

django.setup()

from tests.support.served import home, partnership, prepared, run, static_files  # noqa: E402

__all__ = ["home", "partnership", "prepared", "run", "static_files"]
PAGE = (ROOT / "docs" / "reference" / "interface.md").read_text("utf-8")
EXAMPLES = re.findall(r"^GET (\S+)((?:\n[A-Z]\S+: .*)*)", PAGE, re.M)


@pytest.fixture
def token(partnership: Any) -> str:
    from django.utils import timezone

    from sulis_web.api.models import SCOPES
    from sulis_web.api.operations import give_token
    from sulis_web.partnership.queries import as_who
    from tests.support.people import organisation, someone

    now = timezone.now()
    who = as_who(someone("analyst", organisation()), at=now, confirmed=now)
    return give_token(name="an example", scopes=frozenset(SCOPES), days=30, by=who, at=now)[1]


def test_page_has_examples() -> None:
    assert len(EXAMPLES) >= 5


def test_every_example_is_answered(client: Any, prepared: Any, token: str) -> None:
    for path, headers in EXAMPLES:
        given = dict(line.split(": ", 1) for line in headers.strip().splitlines())
        given = {name: value.replace("TOKEN", token) for name, value in given.items()}
        response = client.get(path, headers=given)
        assert response.status_code == 200, path
        assert response.json(), path


def test_page_names_every_address_and_no_other() -> None:
    from sulis_web.api.urls import api

    document = api.get_openapi_schema(path_prefix="/api/v1/")
    known = {path.removeprefix("/api/v1/") for path in document["paths"]}
    told = {word for row in re.findall(r"^\| (`[a-z].*?) \|", PAGE, re.M) for word in re.findall(r"`([^`]+)`", row)}
    assert told == known


def test_page_names_every_refusal() -> None:
    from sulis_web.api.urls import api

    document = api.get_openapi_schema(path_prefix="/api/v1/")
    known = {int(code) for methods in document["paths"].values() for code in methods["get"]["responses"]} - {200}
    assert {int(code) for code in re.findall(r"^\| (\d{3}) \|", PAGE, re.M)} == known | {405}

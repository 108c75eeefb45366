"""Who may open what: every address is declared here, or the test fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

PUBLIC = {
    "public-home", "public-data", "public-trend", "public-benchmark", "public-places", "public-recorded", "public-quality",
    "public-places-msoa", "public-places-lsoa", "public-plan", "accessibility", "robots", "theme", "sign-in",
}  # fmt: skip
SIGNED_IN = {
    "home": (), "needs": (), "run": ("RUN",), "finding": ("RUN", "FINDING"), "figure-table": ("RUN", "FIGURE"),
    "release": ("RUN", "RELEASE"), "plan": (),
    "definitions": (), "definition": ("police_uk_proxy@1",), "evidence": (), "voice": (), "offered": (), "measures": (),
    "people": (), "record": ("RECORD",), "search": (),
}  # fmt: skip
FILES = {"public-figure"}  # open to anyone, one for each chart of the public pages
FORMS = {"sign-out"}


def names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry)
        elif isinstance(entry, URLPattern):
            yield str(entry.name)


@pytest.fixture
def address(run: Any) -> Any:
    from sulis_web.plan.models import Record
    from sulis_web.runs.queries import open_run

    assessment = open_run(run)
    known = {
        "RUN": run.id, "FINDING": assessment.chapters[0].findings[0].id, "RELEASE": assessment.releases[0].id,
        "FIGURE": assessment.chapters[0].findings[0].charts[0].id,
        "RECORD": Record.objects.unscoped("a test").filter(kind="objective").first().key,
    }  # fmt: skip
    return lambda name: reverse(name, args=[known.get(arg, arg) for arg in SIGNED_IN[name]])


def test_every_address_is_declared() -> None:
    assert set(names(get_resolver())) == PUBLIC | FILES | SIGNED_IN.keys() | FORMS


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_address_signed_out_opens(client: Any, prepared: Any, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_restricted_address_signed_out_leads_to_sign_in(client: Any, prepared: Any, address: Any, name: str) -> None:
    response = client.get(address(name))
    assert response.status_code == 302
    assert unquote(response.url) == f"{reverse('sign-in')}?next={address(name)}"
    assert response.content == b""


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_restricted_address_signed_in_opens(analyst: Any, prepared: Any, address: Any, name: str) -> None:
    response = analyst.get(address(name))
    assert response.status_code == 200
    made_up = response.headers.get("Content-Disposition", response.text)
    assert "Made up" in made_up or "made-up-" in made_up


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_restricted_address_posted_to_is_refused(analyst: Any, address: Any, name: str) -> None:
    assert analyst.post(address(name)).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/needs/2026-01-01-nobody/", "/plan/record/objective-none/", "/plan/definition/none@9/",
     "/plan/definition/..%2F..%2Fsecret-key/", "/needs/x/release/../../../secret-key/"],
)  # fmt: skip
def test_unknown_address_says_so_without_repeating_it(analyst: Any, run: Any, path: str) -> None:
    response = analyst.get(path)
    assert response.status_code == 404
    assert "Page not found" in response.text
    assert "secret-key" not in response.text and "nobody" not in response.text


def test_numbers_of_a_public_chart_open_signed_out_and_hold_no_formula(client: Any, prepared: Any) -> None:
    file = next((prepared / "data-and-trends" / "figures").glob("*.csv"))
    response = client.get(reverse("public-figure", args=[file.stem]))
    assert response.content == file.read_bytes()
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{file.stem}.csv"'
    assert client.get(reverse("public-figure", args=["none"])).status_code == 404


def test_unknown_finding_and_release_of_a_run_are_not_found(analyst: Any, run: Any) -> None:
    assert analyst.get(f"/needs/{run.id}/finding/none/").status_code == 404
    assert analyst.get(f"/needs/{run.id}/release/none/").status_code == 404
    assert analyst.get(f"/needs/{run.id}/figures/none.csv").status_code == 404

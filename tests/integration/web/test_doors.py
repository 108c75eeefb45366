"""Addresses that are not there, addresses that are read and not posted to, and files to keep.

Who may open what is in tests/integration/permission.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

READ_ALONE = (
    "home",
    "needs",
    "plan",
    "definitions",
    "evidence",
    "voice",
    "offered",
    "measures",
    "search",
    "public-home",
    "robots",
    "theme",
)


@pytest.mark.parametrize("name", READ_ALONE)
def test_address_that_is_read_alone_refuses_a_post(analyst: Any, name: str) -> None:
    assert analyst.post(reverse(name)).status_code == 405


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

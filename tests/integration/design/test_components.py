"""Every component on the style page; troubles answered with their own status; a database that is away told from a fault."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory

from sulis_web.design import presenters, trouble, views
from sulis_web.design.middleware import KnownTrouble
from sulis_web.design.progress import Progress, Stage
from sulis_web.design.templatetags import codes, design, drawing, fields, histories, navigation, notices, progress


@pytest.fixture
def page(partnership: Any) -> str:
    request = RequestFactory().get("/style/")
    request.user = None
    return views.style(request).text


def test_style_page_shows_every_component(page: str) -> None:
    text = get_template("design/style.html").template.source
    called = set(re.findall(r"{%\s*(\w+)", text))
    inside = {"stylesheet", "caveats", "drawing", "narrow_drawing", "whole_form", "form_field", "error_summary"}
    inside |= {"notice", "band", "actions", "comparison", "progress_refresh", "columns"}
    libraries = (codes, design, drawing, fields, histories, navigation, notices, progress)
    tags = {name for library in libraries for name in library.register.tags}
    assert tags - called <= inside
    assert page.count("<h2") > 10


def test_style_page_says_no_id_twice(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


def test_style_page_needs_no_style_or_script_of_its_own(page: str) -> None:
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", page)


@pytest.mark.parametrize(
    ("stage", "seconds", "refreshes"),
    [
        (Stage.WAITING, 5, True),
        (Stage.RUNNING, 5, True),
        (Stage.RUNNING, 0, False),
        (Stage.DONE, 5, False),
        (Stage.FAILED, 5, False),
        (Stage.STOPPED, 5, False),
    ],
)
def test_page_of_a_job_refreshes_only_while_there_is_news_to_wait_for(
    stage: Stage, seconds: int, refreshes: bool
) -> None:
    value = Progress("Reading", stage, refresh_seconds=seconds)
    head = Template("{% load progress %}{% progress_refresh value %}").render(Context({"value": value}))
    assert ("http-equiv" in head) is refreshes


@pytest.mark.parametrize("what", presenters.troubles(), ids=lambda what: f"{what.status}-{what.title}")
def test_trouble_is_told_with_its_status_and_when_to_come_back(what: trouble.Trouble) -> None:
    response = views.tell_bare(what)
    assert response.status_code == what.status
    assert what.title in response.text and what.happened in response.text
    assert response.headers.get("Retry-After") == (str(what.retry_after) if what.retry_after else None)


@pytest.mark.django_db
def test_request_that_is_too_large_is_told_so() -> None:
    request = RequestFactory().post("/")
    request.user = None
    assert views.bad_request(request, RequestDataTooBig("5 MB")).status_code == 413
    assert views.bad_request(request, ValueError("x")).status_code == 400


def test_database_that_is_away_is_told_as_503_without_asking_it_again() -> None:
    request = RequestFactory().get("/home/")  # with no user: to ask for one would ask the database
    response = KnownTrouble(lambda _request: HttpResponse()).process_exception(request, OperationalError("gone"))
    assert response is not None and response.status_code == 503 and "gone" not in response.text


def test_fault_while_the_database_is_away_is_503_and_any_other_is_500() -> None:
    request = RequestFactory().get("/")
    assert [_answered(request, error) for error in (OperationalError("gone"), KeyError("x"))] == [503, 500]


def _answered(request: Any, error: Exception) -> int:
    try:
        raise error
    except type(error):
        return views.server_error(request).status_code

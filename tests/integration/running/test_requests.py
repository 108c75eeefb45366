"""Who passed a request on, what it is called, what the log says of it, and what a shared cache or a false name can get."""

from __future__ import annotations

import ipaddress
import json
import logging
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from sulis_web.config.logs import FIELDS, AsJson, OnlyListed, logging_settings
from sulis_web.config.requests import TrustedProxies

CANARY = "canary-7f3a"
PROXY = "10.0.0.1"


def seen_by_the_application(settings: Any, sender: str, **headers: str) -> dict[str, str]:
    settings.TRUSTED_PROXIES = (ipaddress.ip_network(PROXY), ipaddress.ip_network("10.1.0.0/24"))
    got: dict[str, str] = {}

    def application(request: Any) -> HttpResponse:
        got.update(request.META)
        return HttpResponse()

    TrustedProxies(application)(RequestFactory().get("/", REMOTE_ADDR=sender, **headers))
    return got


@pytest.mark.parametrize(
    ("sender", "passed_on", "address"),
    [
        ("198.51.100.7", "", "198.51.100.7"),  # straight from outside
        ("198.51.100.7", "10.0.0.9", "198.51.100.7"),  # from outside, pretending
        (PROXY, "203.0.113.5", "203.0.113.5"),
        (PROXY, "1.2.3.4, 203.0.113.5", "203.0.113.5"),  # the first was written by whoever asked
        (PROXY, "1.2.3.4, 203.0.113.5, 10.1.0.8", "203.0.113.5"),  # two proxies of ours
        (PROXY, "10.1.0.8", "10.1.0.8"),  # nobody but ours
        (PROXY, "1.2.3.4, nonsense", PROXY),
        (PROXY, "1.2.3.4, \x00", PROXY),
        (PROXY, "", PROXY),
        (PROXY, "2001:db8::7", "2001:db8::7"),
        ("", "203.0.113.5", ""),
    ],
)
def test_address_is_the_one_that_our_own_proxy_saw(settings: Any, sender: str, passed_on: str, address: str) -> None:
    got = seen_by_the_application(
        settings, sender, HTTP_X_FORWARDED_FOR=passed_on, HTTP_X_FORWARDED_HOST="evil.example"
    )
    assert got["REMOTE_ADDR"] == address
    assert "HTTP_X_FORWARDED_FOR" not in got and "HTTP_X_FORWARDED_HOST" not in got


def test_only_a_proxy_of_ours_says_that_the_way_was_encrypted(settings: Any) -> None:
    assert "HTTP_X_FORWARDED_PROTO" in seen_by_the_application(settings, PROXY, HTTP_X_FORWARDED_PROTO="https")
    assert "HTTP_X_FORWARDED_PROTO" not in seen_by_the_application(settings, "1.2.3.4", HTTP_X_FORWARDED_PROTO="https")


def test_every_answer_has_a_name_of_our_own(client: Any, db: None, prepared: Any) -> None:
    names = [
        client.get(path, headers={"X-Request-ID": CANARY}).headers["X-Request-ID"]
        for path in ("/", "/", f"/{CANARY}/", reverse("home"), reverse("health"))
    ]
    assert len(set(names)) == len(names) and all(len(name) == 16 for name in names) and CANARY not in names


@pytest.fixture
def lines(settings: Any) -> Any:
    """What the log would hold, written with the settings of a server."""
    written: list[dict[str, Any]] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(self.format(record)))

    handler = Keep()
    handler.addFilter(OnlyListed())
    handler.setFormatter(AsJson())
    root, ours = logging.getLogger(), logging.getLogger("sulis")
    before = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    ours.setLevel(before)


def test_log_has_the_route_and_nothing_that_was_asked(client: Any, db: None, prepared: Any, lines: Any) -> None:
    answer = client.get(
        f"/{CANARY}/?name={CANARY}",
        headers={"User-Agent": CANARY, "Referer": CANARY, "X-Forwarded-For": "203.0.113.5"},
        REMOTE_ADDR="203.0.113.5",
    )
    client.post(reverse("sign-in"), {"login": f"{CANARY}@example.org", "username": CANARY, "password": CANARY})
    assert (
        CANARY not in json.dumps(lines)
        and "203.0.113.5" not in json.dumps(lines)
        and "127.0.0.1" not in json.dumps(lines)
    )
    assert all(set(line) <= set(FIELDS) for line in lines)
    assert [line["status"] for line in lines if line.get("request") == answer.headers["X-Request-ID"]][0] == 404
    assert {line["route"] for line in lines if line["event"] in ("answered", "refused")} >= {"", "sign-in"}


def test_denial_is_found_in_the_log_by_the_name_on_the_answer(client: Any, db: None, prepared: Any, lines: Any) -> None:
    answer = client.get("/nothing-here/")
    found = [
        line for line in lines if line.get("request") == answer.headers["X-Request-ID"] and line["event"] == "refused"
    ]
    assert [(line["status"], line["level"]) for line in found] == [(404, "warning")]


def test_error_is_told_by_its_kind_and_line_without_its_words(
    client: Any, db: None, prepared: Any, lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis_web.publication import queries

    def broken(page: str) -> None:
        raise ValueError(f"row of {CANARY}")

    monkeypatch.setattr(queries, "prepared_page", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    told = [line for line in lines if line.get("request") == answer.headers["X-Request-ID"]]
    assert {"failed", "django.request"} <= {line["event"] for line in told}
    error = next(line for line in told if "error" in line)
    assert error["error"] == "ValueError" and error["where"].startswith("sulis_web/publication/")
    assert CANARY not in json.dumps(lines)


def test_message_of_a_library_never_reaches_the_log() -> None:
    record = logging.makeLogRecord(
        {
            "name": "some.library",
            "levelname": "ERROR",
            "msg": f"cannot mail {CANARY}",
            "args": (),
            "email": CANARY,
            "route": CANARY,
        }
    )
    OnlyListed().filter(record)
    assert json.loads(AsJson().format(record)).keys() == {"time", "level", "event"}


def test_plain_log_is_for_a_terminal() -> None:
    from sulis_web.config.environment import LogForm

    plain, structured = logging_settings(LogForm.PLAIN), logging_settings(LogForm.JSON)
    assert plain["handlers"]["stderr"]["filters"] == [] and structured["handlers"]["stderr"]["filters"] == [
        "only_listed"
    ]


# --- a false name, and a shared cache ---


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "a b", "localhost:99999x"]
)
def test_false_host_is_refused_and_not_repeated(client: Any, db: None, prepared: Any, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text and not answer.has_header("Location")


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"])
def test_headers_that_name_another_host_or_path_change_nothing(
    client: Any, db: None, prepared: Any, header: str
) -> None:
    plain = client.get(reverse("home"))
    bent = client.get(reverse("home"), headers={header: "evil.example"})
    assert (bent.status_code, bent.get("Location"), bent.content) == (
        plain.status_code,
        plain.get("Location"),
        plain.content,
    )


@pytest.mark.parametrize(
    "ending", ["x.css", ";x.css", "%2fx.css", "x.js?", "%23x.png", "..%2fstatic%2fx.css", "%00.css", "style.css%3f"]
)
def test_restricted_page_under_a_name_like_a_file_is_neither_answered_nor_kept(
    analyst: Any, prepared: Any, ending: str
) -> None:
    for page in ("home", "needs", "plan"):
        answer = analyst.get(f"{reverse(page)}{ending}")
        assert answer.status_code in (400, 404), ending
        assert "no-store" in answer.headers["Cache-Control"]


def test_restricted_page_with_a_file_like_query_is_not_kept(analyst: Any, prepared: Any) -> None:
    answer = analyst.get(f"{reverse('home')}?x.css")
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_page_needs_inline_code(analyst: Any, run: Any, prepared: Any) -> None:
    import re

    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    for path in ("/", reverse("home"), reverse("needs"), reverse("plan"), reverse("sign-in"), "/nothing/"):
        answer = analyst.get(path, follow=True)
        assert inline.search(answer.text) is None, path
        assert "unsafe" not in answer.headers["Content-Security-Policy"]

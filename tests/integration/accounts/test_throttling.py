"""Tries are counted so that nobody guesses a password, and nobody is locked out by somebody else."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sulis_web.accounts import throttle
from tests.integration.accounts.people import PASSWORD, with_password
from tests.support.people import organisation, someone


def turn(**by: int) -> None:
    """Let time pass: every window ends that much sooner."""
    from sulis_web.accounts.models import Tries

    for row in Tries.objects.all():
        row.until -= timedelta(**by)
        row.save()


def test_two_hundred_tries_at_one_account_are_stopped_after_six(try_password: Any, analyst: Any, events: Any) -> None:
    answers = [try_password("analyst", f"guess {n}").status_code for n in range(200)]
    assert answers == [422] * 6 + [429] * 194
    assert [event.reason for event in events(action="refused-sign-in")] == ["name or password"] * 6 + ["too many tries"]


def test_tries_at_one_account_from_two_hundred_addresses_are_stopped_after_twenty(
    try_password: Any, analyst: Any
) -> None:
    answers = [try_password("analyst", "guess", address=f"198.51.{n // 100}.{n % 100}").status_code for n in range(200)]
    assert answers.count(422) == 20 and answers.count(429) == 180


def test_right_password_is_refused_too_until_the_minute_is_over_and_the_page_says_when(
    try_password: Any, analyst: Any
) -> None:
    for _ in range(6):
        try_password("analyst", "guess")
    held = try_password("analyst", PASSWORD)
    assert held.status_code == 429 and 1 <= int(held.headers["Retry-After"]) <= 61
    assert "no more are taken until" in held.text
    turn(seconds=61)
    assert try_password("analyst", PASSWORD).status_code == 302


def test_spray_over_fifty_names_from_one_address_is_stopped_after_thirty(try_password: Any, analyst: Any) -> None:
    answers = [try_password(f"person-{n}", "Winter2026!").status_code for n in range(50)]
    assert answers == [422] * 30 + [429] * 20


def test_spray_does_not_hold_up_another_address(try_password: Any, analyst: Any) -> None:
    for n in range(50):
        try_password(f"person-{n}", "Winter2026!")
    assert try_password("analyst", address="192.0.2.77").status_code == 302


def test_two_people_behind_one_address_do_not_hold_each_other_up(try_password: Any, analyst: Any, contact: Any) -> None:
    for _ in range(40):
        try_password("contact", "guess")
    assert try_password("analyst").status_code == 302


def test_many_right_ones_from_one_address_are_never_held(try_password: Any, analyst: Any) -> None:
    assert {try_password("analyst").status_code for _ in range(40)} == {302}


def test_right_password_takes_back_only_its_own_count(try_password: Any, analyst: Any) -> None:
    for n in range(28):
        try_password(f"person-{n}", "guess")
    for _ in range(5):
        assert try_password("analyst").status_code == 302
    answers = [try_password(f"other-{n}", "guess").status_code for n in range(4)]
    assert answers == [422, 422, 429, 429]


def test_browser_that_signed_in_before_is_not_locked_out_by_tries_made_elsewhere(
    client: Any, try_password: Any, analyst: Any
) -> None:
    try_password("analyst", client=client)
    client.post("/sign-out/")
    for n in range(60):
        try_password("analyst", "guess", address=f"198.51.100.{n}")
        try_password("analyst", "guess")  # and from the person's own address
    assert try_password("analyst").status_code == 429, "another browser is held"
    assert try_password("analyst", client=client).status_code == 302, "theirs is not"


def test_mark_of_the_browser_is_counted_and_cannot_be_made_up(client: Any, try_password: Any, analyst: Any) -> None:
    try_password("analyst", client=client)
    assert [try_password("analyst", "guess", client=client).status_code for _ in range(8)] == [422] * 6 + [429] * 2
    forged = Client()
    forged.cookies["sulis-device"] = client.cookies["sulis-device"].value.replace("e", "f", 1) + "x"
    for _ in range(6):
        try_password("analyst", "guess", address="203.0.113.9")
    assert try_password("analyst", client=forged, address="203.0.113.9").status_code == 429


def test_mark_of_one_person_does_not_free_tries_at_another(
    client: Any, try_password: Any, analyst: Any, contact: Any
) -> None:
    try_password("analyst", client=client)
    assert [try_password("contact", "guess", client=client).status_code for _ in range(7)] == [422] * 6 + [429]


def test_held_account_keeps_its_open_sign_in(client: Any, try_password: Any, analyst: Any) -> None:
    try_password("analyst", client=client)
    for n in range(60):
        try_password("analyst", "guess", address=f"198.51.100.{n}")
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "analyst\x00",
        "ANALYST",
        " analyst ",
        "ana\u200blyst",
        "ａｎａｌｙｓｔ",
        "\ufeffanalyst",
        "analyst\x00\x00",
        "a\u00adnalyst",
    ],
)
def test_odd_spelling_of_a_name_gives_no_new_tries(try_password: Any, analyst: Any, name: str) -> None:
    assert throttle.plain_name(name) == "analyst"
    for n in range(6):
        try_password("nobody" if n else "nobody\x00", "guess")
    assert try_password(name.replace("analyst", "nobody").replace("ANALYST", "NOBODY"), "guess").status_code in {
        422,
        429,
    }
    assert try_password("no\x00body", "guess").status_code == 429


def test_unknown_name_is_held_like_a_known_one(try_password: Any, analyst: Any) -> None:
    known = [try_password("analyst", "guess", address="192.0.2.8").status_code for _ in range(8)]
    unknown = [try_password("nobody", "guess", address="192.0.2.9").status_code for _ in range(8)]
    assert known == unknown


def test_name_and_address_of_one_person_share_their_tries(try_password: Any, analyst: Any) -> None:
    for _ in range(3):
        try_password("analyst", "guess")
        try_password("analyst@council.example", "guess")
    assert try_password("analyst").status_code == 429


def test_proxy_header_of_a_stranger_is_not_believed(try_password: Any, analyst: Any) -> None:
    answers = [try_password("analyst", "guess", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code for n in range(8)]
    assert answers == [422] * 6 + [429] * 2


def test_behind_a_trusted_proxy_the_address_is_read_from_the_right(
    try_password: Any, analyst: Any, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/28"),)

    def through(claimed: str, seen: str, name: str) -> int:
        chain = f"{claimed}, {seen}, 10.0.0.2"
        return int(try_password(name, "guess", address="10.0.0.1", HTTP_X_FORWARDED_FOR=chain).status_code)

    assert [through(f"203.0.113.{n}", "192.0.2.5", "analyst") for n in range(8)] == [422] * 6 + [429] * 2
    assert through("192.0.2.5", "192.0.2.6", "analyst") == 422, "somebody else behind the same proxy is not held"


def test_addresses_of_one_subscriber_count_as_one(try_password: Any, analyst: Any) -> None:
    answers = [try_password(f"p{n}", "guess", address=f"2001:db8:1:2::{n + 1:x}").status_code for n in range(40)]
    assert answers == [422] * 30 + [429] * 10
    assert throttle.network_of("::ffff:192.0.2.1") == "192.0.2.1" == throttle.network_of("192.0.2.1")
    assert throttle.network_of("nonsense") == "unknown"


def test_table_holds_neither_names_nor_addresses(try_password: Any, analyst: Any) -> None:
    from sulis_web.accounts.models import Tries

    try_password("analyst", "guess")
    rows = list(Tries.objects.values_list("key", flat=True))
    assert len(rows) == 4 and all(len(row) == 64 and int(row, 16) for row in rows)


def test_refused_try_moves_no_other_counter(analyst: Any) -> None:
    now = timezone.now()
    first = throttle.sign_in_counters(account="a", address="192.0.2.1")
    for _ in range(6):
        assert throttle.take(first, at=now) is None
    assert [throttle.take(first, at=now).newly for _ in range(30)] == [True] + [False] * 29
    other = [throttle.take(throttle.sign_in_counters(account=f"b{n}", address="192.0.2.1"), at=now) for n in range(30)]
    assert [held is None for held in other] == [True] * 24 + [False] * 6


def test_codes_are_held_after_five(client: Any, try_password: Any, analyst: Any) -> None:
    from tests.integration.accounts.people import code_of, with_authenticator

    secret = with_authenticator(analyst)
    try_password("analyst", client=client)
    wrong = [client.post("/sign-in/code/", {"code": "000000"}).status_code for _ in range(7)]
    assert wrong == [422] * 5 + [429] * 2
    assert client.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 429
    turn(seconds=31)
    assert client.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 302


def test_confirming_again_is_counted(client: Any, try_password: Any, partnership: Any) -> None:
    with_password(someone("analyst", organisation(), "sam"), "sam@council.example")
    try_password("sam", client=client)
    assert [client.post("/account/confirm/", {"password": "no"}).status_code for _ in range(7)] == [422] * 6 + [429]

"""What an installation is told, read in one place and refused in words."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import pytest

from sulis.vocabulary import WrongUsage
from sulis_web.config.environment import LogForm, read_environment
from sulis_web.config.mail import Tls, mail_settings


def test_nothing_said_is_a_demonstration() -> None:
    found = read_environment({})
    assert (found.production, found.hosts, found.mail, found.proxies, found.log) == (False, (), None, (), LogForm.PLAIN)


def test_everything_said_is_read() -> None:
    found = read_environment(
        {
            "SULIS_PRODUCTION": "1", "SULIS_HOSTS": "vrp.example.gov.uk, WWW.example.gov.uk", "SULIS_LOG": "json",
            "SULIS_PROXIES": "127.0.0.1, 10.0.0.0/30, ::1", "SULIS_MAIL_FROM": "vrp@example.gov.uk",
            "SULIS_MAIL_URL": "smtp://us%40er:p%3Aw@mail.example.gov.uk:2525?tls=tls",
        }
    )  # fmt: skip
    assert (
        found.production and found.hosts == ("vrp.example.gov.uk", "www.example.gov.uk") and found.log is LogForm.JSON
    )
    assert found.proxies == tuple(map(ipaddress.ip_network, ("127.0.0.1/32", "10.0.0.0/30", "::1/128")))
    assert found.mail is not None
    assert (found.mail.user, found.mail.password, found.mail.port, found.mail.tls) == ("us@er", "p:w", 2525, Tls.TLS)
    assert mail_settings(found.mail, found.mail_from, Path("/x"))["EMAIL_USE_SSL"] is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SULIS_PRODUCTION", "yes"), ("SULIS_HOSTS", "https://vrp.example.gov.uk"), ("SULIS_HOSTS", "*"), ("SULIS_HOSTS", ".example"),
        ("SULIS_HOSTS", "a/b"), ("SULIS_HOSTS", "a b"), ("SULIS_PROXIES", "10.0.0.1/8"), ("SULIS_PROXIES", "proxy"),
        ("SULIS_LOG", "xml"), ("SULIS_MAIL_URL", "mail.example:hidden"), ("SULIS_MAIL_URL", "smtp://u:hidden@h:port"),
        ("SULIS_MAIL_URL", "smtp://u:hidden@h?tls=maybe"), ("SULIS_MAIL_URL", "smtp://u:hidden@h?tls=tls&more=1"),
        ("SULIS_MAIL_URL", "https://u:hidden@h"), ("SULIS_MAIL_FROM", "The VRP <vrp@example>"),
    ],
)  # fmt: skip
def test_value_that_cannot_be_read_is_refused_by_name_and_not_repeated(name: str, value: str) -> None:
    with pytest.raises(WrongUsage) as told:
        read_environment({name: value})
    assert name in told.value.message and "hidden" not in told.value.message + told.value.remedy + str(
        told.value.faults
    )


def test_all_that_cannot_be_read_is_told_at_once() -> None:
    with pytest.raises(WrongUsage) as told:
        read_environment({"SULIS_PRODUCTION": "on", "SULIS_PROXIES": "x", "SULIS_LOG": "x"})
    assert [fault.file for fault in told.value.faults] == ["SULIS_PRODUCTION", "SULIS_PROXIES", "SULIS_LOG"]


def test_letters_without_a_server_lie_in_the_home() -> None:
    said = mail_settings(None, "sulis@localhost", Path("/x"))
    assert said["EMAIL_BACKEND"].endswith("filebased.EmailBackend") and said["EMAIL_FILE_PATH"] == "/x/mail"


def test_letter_goes_through_a_real_server(settings: object) -> None:
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Message
    from django.core.mail import send_mail
    from django.test import override_settings

    got: list[str] = []

    class Keep(Message):
        def handle_message(self, message: object) -> None:
            got.append(str(message))

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(Keep(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        found = read_environment(
            {"SULIS_MAIL_URL": f"smtp://127.0.0.1:{port}?tls=none", "SULIS_MAIL_FROM": "vrp@example.gov.uk"}
        )
        assert found.mail is not None and found.mail.on_this_machine
        with override_settings(**mail_settings(found.mail, found.mail_from, Path("/x"))):
            assert send_mail("A notice", "A link", None, ["someone@example.gov.uk"]) == 1
    finally:
        server.stop()
    assert "From: vrp@example.gov.uk" in got[0] and "A link" in got[0]

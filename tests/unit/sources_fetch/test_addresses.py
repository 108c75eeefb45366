"""Hostile addresses, in the first place and behind redirects: nothing is ever connected to."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from sulis.sources.http import AddressRefused, Client, Rules, Unreachable, download
from sulis.sources.http.addresses import check, is_public
from tests.unit.sources_fetch.conftest import NewClient
from tests.unit.sources_fetch.site import Site

HOSTILE = (
    "http://127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "https://localhost:{port}/",
    "https://data.police.uk:{port}/",
    "http://data.police.uk/",
    "https://data.police.uk@127.0.0.1:{port}/",
    "https://user:word@data.police.uk/",
    "https://data.police.uk.example.org/",
    "https://example.org/data.police.uk",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://[::1]:{port}/",
    "https://[::ffff:127.0.0.1]:{port}/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/",
    "https://data.police.uk./",
    "https://data.police.uk\\@127.0.0.1:{port}/",
    "https://data.police.uk#@127.0.0.1:{port}/",
    "https://data.police.uk:notaport/",
    "https://data.police.uk/\r\nHost: elsewhere",
    "https://dаta.police.uk/",
    "ftp://data.police.uk/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/",
    "data:text/plain,hello",
    "https:///archive.zip",
    "//data.police.uk/",
    "",
)


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that anything tries to connect to."""
    tried: list[Any] = []

    def refuse(self: socket.socket, address: Any) -> None:
        tried.append(address)
        raise OSError("no connection may be made here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tried


@pytest.mark.parametrize("number", ["127.0.0.1", "198.41.0.4"])
@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_address_is_refused_with_no_connection(
    address: str, number: str, site: Site, connected: list[Any]
) -> None:
    """Whatever its name leads to: inside, or to a public address of whoever wrote it."""
    client = Client(Rules(resolve=lambda _host, _port: [number]))
    with pytest.raises(AddressRefused) as refused, client.ask(address.format(port=site.port)):
        pass
    assert connected == []
    assert site.asked == []
    assert refused.value.exit_code == 3
    assert refused.value.remedy


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.9.8.7",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not a number",
    ],
)
def test_listed_host_that_resolves_inward_is_refused(number: str, connected: list[Any]) -> None:
    client = Client(Rules(resolve=lambda _host, _port: ["198.41.0.4", number]))
    with pytest.raises(AddressRefused, match="inside this network"), client.ask("https://data.police.uk/data/"):
        pass
    assert connected == []
    assert not is_public(number)


@pytest.mark.parametrize("number", ["198.41.0.4", "2001:503:ba3e::2:30"])
def test_public_address_of_a_listed_host_is_let_through(number: str) -> None:
    target = check("https://data.police.uk/data/archive/2024-12.zip?x=1", Rules(resolve=lambda *_: [number]))
    assert (target.host, target.port, target.path) == ("data.police.uk", 443, "/data/archive/2024-12.zip?x=1")
    assert target.numbers == (number,)


def test_name_that_changes_its_mind_is_asked_once_and_pinned(connected: list[Any], waits: list[float]) -> None:
    """A name that first leads outside and then inside: the connection goes to the number that was checked."""
    answers = iter([["198.41.0.4"], ["127.0.0.1"], ["127.0.0.1"]])
    client = Client(Rules(attempts=1, resolve=lambda *_: next(answers)), sleep=waits.append)
    with pytest.raises(Unreachable):
        client.persevere("x", lambda: client.ask("https://data.police.uk/").__enter__())
    assert connected == [("198.41.0.4", 443)]


def test_proxies_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, client: NewClient, site: Site
) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.files["/a"] = b"content"
    with client().ask(site.url("/a")) as answer:
        assert answer.body(100) == b"content"


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{other}/", "https://169.254.169.254/", "https://example.org/x", "file:///etc/passwd"]
)
def test_redirect_to_a_hostile_address_is_refused(target: str, client: NewClient, site: Site, tmp_path: Path) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    site.redirects["/archive.zip"] = target.format(other=listener.getsockname()[1])
    with listener:
        with pytest.raises(AddressRefused):
            download(client(), site.url("/archive.zip"), tmp_path / "archive.zip")
        with pytest.raises(TimeoutError):
            listener.accept()
    assert [path for path, _ in site.asked] == ["/archive.zip"]
    assert list(tmp_path.iterdir()) == []


def test_redirect_within_the_rules_is_followed(client: NewClient, site: Site) -> None:
    site.redirects["/old"] = "/new"
    site.files["/new"] = b"here"
    with client().ask(site.url("/old")) as answer:
        assert (answer.url, answer.body(10)) == (site.url("/new"), b"here")


def test_redirects_without_end_are_given_up(client: NewClient, site: Site) -> None:
    site.redirects["/round"] = "/round"
    with pytest.raises(AddressRefused, match="too often"), client().ask(site.url("/round")):
        pass
    assert len(site.asked) == 6

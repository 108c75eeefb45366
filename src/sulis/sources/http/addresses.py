"""Which addresses may be asked at all: the host by name, then every number that the name resolves to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

from sulis.vocabulary import InputRefused

# Every host that is ever asked, by the folder of the publisher whose files it holds. Those marked have not been seen to
# answer from here: they are as public code and the publishers' pages name them.
PUBLISHER_HOSTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "police_uk": frozenset({"data.police.uk", "policeuk-data.s3.amazonaws.com"}),
        "geography": frozenset(
            {
                "services1.arcgis.com",
                "open-geography-portalx-ons.hub.arcgis.com",
                "geoportal.statistics.gov.uk",
                "www.ons.gov.uk",
            }
        ),
        # The pages stand on the first, the files on the second; unverified.
        "home_office": frozenset({"www.gov.uk", "assets.publishing.service.gov.uk"}),
        "fingertips": frozenset({"fingertips.phe.org.uk"}),
        # The first is the address of today, the second the one that earlier clients used; the rest unverified.
        "education": frozenset(
            {
                "api.education.gov.uk",
                "statistics.api.education.gov.uk",
                "explore-education-statistics.service.gov.uk",
                "content.explore-education-statistics.service.gov.uk",
                "assets.publishing.service.gov.uk",
                "www.gov.uk",
            }
        ),
        "nhs": frozenset({"files.digital.nhs.uk", "digital.nhs.uk", "www.england.nhs.uk"}),  # unverified
        # Deprivation comes from the ministry for housing, whose files lie with the rest of government's; unverified.
        "ons": frozenset(
            {
                "www.ons.gov.uk",
                "static.ons.gov.uk",
                "download.ons.gov.uk",
                "www.nomisweb.co.uk",
                "www.gov.uk",
                "assets.publishing.service.gov.uk",
            }
        ),
    }
)
HOSTS = frozenset[str]().union(*PUBLISHER_HOSTS.values())

Resolve = Callable[[str, int], Sequence[str]]


class AddressRefused(InputRefused):
    """An address that may not be asked. Nothing was sent."""


def resolve(host: str, port: int) -> list[str]:
    """The numbers that a host's name stands for, in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Rules:
    """What the client may do.

    ``hosts`` are the only names that are asked. ``test_addresses`` are ``host:port`` pairs of a test's own server,
    for which plain HTTP and a loopback address are let through; it is empty outside tests. Times are in seconds;
    ``most_bytes`` is the most that one answer may hold, unpacked. An answer that after ``patience`` seconds has come at
    fewer than ``least_rate`` bytes a second is broken off, so that a site that trickles cannot hold a command for ever.
    """

    hosts: frozenset[str] = HOSTS
    test_addresses: frozenset[str] = frozenset()
    timeout: float = 30.0
    most_bytes: int = 20_000_000_000
    most_redirects: int = 5
    attempts: int = 4
    back_off: float = 0.5
    patience: float = 60.0
    least_rate: float = 500.0
    resolve: Resolve = resolve


@dataclass(frozen=True, slots=True)
class Target:
    """One checked address: where to connect (``number``), whom to ask for (``host``) and what (``path``)."""

    secure: bool
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]


def check(url: str, rules: Rules) -> Target:
    """Check an address against the rules and resolve it once; the connection uses the numbers found here.

    Raises
    ------
    AddressRefused
        When the scheme, host, port or any number behind the name is not allowed. No connection is made.
    """
    split = _split(url)
    host = split.hostname or ""
    try:
        port = split.port or {"https": 443, "http": 80}.get(split.scheme, 0)
    except ValueError as wrong:
        raise _refuse(url, "its port is not a number") from wrong
    in_test = f"{host}:{port}" in rules.test_addresses
    if not in_test:
        _check_name(url, split.scheme, host, port, rules)
    numbers = _numbers(url, host, port, rules, in_test=in_test)
    path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    return Target(split.scheme == "https", host, port, path, numbers)


def _split(url: str) -> SplitResult:
    if any(ord(letter) <= 32 or ord(letter) > 126 or letter == "\\" for letter in url):
        raise _refuse(url, "it holds blanks, control or non-ASCII characters")
    try:
        split = urlsplit(url)
        host = split.hostname
    except ValueError as wrong:
        raise _refuse(url, "it cannot be read as an address") from wrong
    if split.scheme not in ("https", "http") or not host:
        raise _refuse(url, "only https addresses with a host are asked")
    if split.username is not None or split.password is not None or "@" in split.netloc:
        raise _refuse(url, "it carries a user name")
    if "#" in url:
        raise _refuse(url, "it carries a fragment")
    return split


def _check_name(url: str, scheme: str, host: str, port: int, rules: Rules) -> None:
    if scheme != "https":
        raise _refuse(url, "only https addresses are asked")
    if host not in rules.hosts:
        raise _refuse(url, f"its host is not one of {', '.join(sorted(rules.hosts))}")
    if port != 443:
        raise _refuse(url, "only port 443 is asked")


def _numbers(url: str, host: str, port: int, rules: Rules, *, in_test: bool) -> tuple[str, ...]:
    try:
        numbers = tuple(rules.resolve(host, port))
    except OSError:
        numbers = ()
    if not in_test and not all(is_public(number) for number in numbers):
        raise _refuse(url, "its name leads to an address inside this network")
    return numbers


def is_public(number: str) -> bool:
    """True for an address of the public internet; an address that wraps another is judged by what it wraps.

    Examples
    --------
    >>> [is_public(n) for n in ("198.41.0.4", "127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        translated = address in ipaddress.ip_network("64:ff9b::/96")
        if wrapped or translated:
            return is_public(str(wrapped or ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _refuse(url: str, why: str) -> AddressRefused:
    shown = url if len(url) <= 120 else url[:117] + "..."
    return AddressRefused(
        f"the address {shown!r} is not asked: {why}",
        "Use an address of the publisher, or download the file by hand and give its path to `sulis ingest`.",
    )

"""Everything that an installation is told by its environment, read in one place. What cannot be read is refused, all of it at once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from sulis.vocabulary import Fault, WrongUsage
from sulis_web.config.mail import Mail, read_mail

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_Read = TypeVar("_Read")


class LogForm(StrEnum):
    """How the log is written."""

    PLAIN = "plain"  # lines for a person at a terminal
    JSON = "json"  # one JSON document a line, with nothing in it that is not on a written list


@dataclass(frozen=True, slots=True)
class Environment:
    """What was said, or what holds where nothing was."""

    production: bool  # behind HTTPS, under a name of its own
    hosts: tuple[str, ...]  # the names that it answers to
    database: str  # the application's address of PostgreSQL; empty for SQLite in the home
    mail: Mail | None  # None: letters are put into a folder of the home and sent nowhere
    mail_from: str
    mail_domains: tuple[str, ...]  # whom notices may be sent to; empty: anybody
    address: str  # what links in notices begin with, without a slash at the end
    proxies: tuple[Network, ...]  # who may say for whom a request is passed on
    log: LogForm


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Read every setting.

    Raises
    ------
    WrongUsage
        When any cannot be read; each is named with the rule that it breaks. No value is repeated: some hold passwords.
    """
    faults: list[Fault] = []

    def read(name: str, reader: Callable[[str], _Read], given: str, otherwise: _Read) -> _Read:
        try:
            return reader(given.strip()) if given.strip() else otherwise
        except ValueError as broken:
            faults.append(
                Fault(name, None, None, "a value that cannot be read", str(broken), "Put it right, or unset it.")
            )
            return otherwise

    hosts = read("SULIS_HOSTS", _hosts, environ.get("SULIS_HOSTS", ""), ())
    found = Environment(
        production=read("SULIS_PRODUCTION", _yes_or_no, environ.get("SULIS_PRODUCTION", ""), False),
        hosts=hosts,
        database=environ.get("SULIS_DATABASE_URL", ""),
        mail=read("SULIS_MAIL_URL", read_mail, environ.get("SULIS_MAIL_URL", ""), None),
        mail_from=read("SULIS_MAIL_FROM", _sender, environ.get("SULIS_MAIL_FROM", ""), "sulis@localhost"),
        mail_domains=read("SULIS_MAIL_DOMAINS", _hosts, environ.get("SULIS_MAIL_DOMAINS", ""), ()),
        address=read("SULIS_ADDRESS", _address, environ.get("SULIS_ADDRESS", ""), _own_address(hosts, environ)),
        proxies=read("SULIS_PROXIES", _networks, environ.get("SULIS_PROXIES", ""), ()),
        log=read("SULIS_LOG", _log_form, environ.get("SULIS_LOG", ""), LogForm.PLAIN),
    )
    if faults:
        raise WrongUsage(
            "; ".join(f"{one.file}: {one.rule}" for one in faults), "Put these right, or unset them.", tuple(faults)
        )
    return found


def _yes_or_no(given: str) -> bool:
    if given not in {"0", "1"}:
        raise ValueError("1 says yes, 0 or nothing says no.")
    return given == "1"


def _hosts(given: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in given.split(",") if name.strip())
    if not all(_HOST.fullmatch(name) for name in names):
        raise ValueError("bare host names with commas between them, without https://, port, path or *.")
    return names


def _networks(given: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(one.strip()) for one in given.split(",") if one.strip())
    except ValueError:
        raise ValueError("addresses, or networks such as 10.0.0.0/28, with commas between them.") from None


def _sender(given: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", given):
        raise ValueError("one e-mail address, without a name.")
    return given


def _address(given: str) -> str:
    scheme, _, rest = given.rstrip("/").partition("://")
    host, _, port = rest.partition(":")
    if scheme not in {"http", "https"} or not _HOST.fullmatch(host.lower()) or (port and not port.isdecimal()):
        raise ValueError("https:// and the name that people reach the application under, without a path.")
    return given.rstrip("/").lower()


def _own_address(hosts: tuple[str, ...], environ: Mapping[str, str]) -> str:
    """Where nothing is said: the first name behind HTTPS, or the demonstration on this machine."""
    return f"https://{hosts[0]}" if hosts else f"http://127.0.0.1:{environ.get('SULIS_PORT') or 8000}"


def _log_form(given: str) -> LogForm:
    try:
        return LogForm(given)
    except ValueError:
        raise ValueError("plain or json.") from None


def home_named(environ: Mapping[str, str]) -> Path:
    """The home folder, whether it is there or not."""
    return Path(environ.get("SULIS_HOME", "") or "var/home").resolve()

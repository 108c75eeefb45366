"""How often a password or a code may be tried, counted so that no one can be locked out by somebody else.

A wrong try counts against the account, against the account as tried from one address, and against the address. Where the
browser has signed the same person in before, it counts against the account in that browser alone: then nobody who tries
from elsewhere can keep that person out. Nothing here ends a sign-in that is open.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from sulis_web.accounts.models import Tries

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Counter:
    """One thing that is counted, and how often it may be tried in one window."""

    what: str
    limit: int
    window: timedelta = MINUTE
    is_own: bool = False  # belongs to one account and one place: a right password sets it back to nothing

    @property
    def key(self) -> str:
        return _digest(f"{self.window.total_seconds()}|{self.what}")


@dataclass(frozen=True, slots=True)
class Held:
    """Too many tries: none is taken before ``until``. ``newly`` says that this very try met the limit first."""

    until: datetime
    newly: bool


def sign_in_counters(*, account: str, address: str, device: str = "") -> tuple[Counter, ...]:
    """What one try of a password counts against. ``account`` is a person's key, or `plain_name` of an unknown name."""
    if device:
        return (Counter(f"device|{account}|{device}", 6, is_own=True),)
    network = network_of(address)
    return (
        Counter(f"pair|{account}|{network}", 6, is_own=True),
        Counter(f"account|{account}", 20),
        Counter(f"account|{account}", 200, HOUR),
        Counter(f"address|{network}", 30),
    )


def code_counters(*, account: str, device: str = "") -> tuple[Counter, ...]:
    """What one try of a code counts against: five for each code, which lives half a minute, and twenty in an hour."""
    place = f"code|{account}|{device}"
    return (Counter(place, 5, timedelta(seconds=30), is_own=True), Counter(place, 20, HOUR, is_own=True))


def letter_counters(*, email: str, address: str) -> tuple[Counter, ...]:
    """What one request for a letter counts against: nobody's letter box is filled by it."""
    return (
        Counter(f"letter|{plain_name(email)}", 3, HOUR),
        Counter(f"letters|{network_of(address)}", 30, HOUR),
    )


def take(counters: tuple[Counter, ...], *, at: datetime) -> Held | None:
    """Count one try before it is made, so that tries at the same instant cannot pass together. Held: it is not made."""
    with transaction.atomic():
        rows = {each.key: _row(each, at) for each in sorted(counters, key=lambda each: each.key)}
        full = [each for each in counters if rows[each.key].count >= each.limit]
        if full:
            newly = [each for each in full if rows[each.key].count == each.limit]
            Tries.objects.filter(key__in=[each.key for each in newly]).update(count=F("count") + 1)
            return Held(max(rows[each.key].until for each in full), bool(newly))
        Tries.objects.filter(key__in=list(rows)).update(count=F("count") + 1)
    return None


def give_back(counters: tuple[Counter, ...], *, at: datetime) -> None:
    """After a right one: it was no wrong try. What belongs to this account in this place alone begins again at nothing."""
    with transaction.atomic():
        Tries.objects.filter(key__in=[each.key for each in counters if each.is_own]).update(count=0)
        shared = [each.key for each in counters if not each.is_own]
        Tries.objects.filter(key__in=shared, count__gt=0).update(count=F("count") - 1)
        Tries.objects.filter(until__lt=at - HOUR).delete()


def plain_name(name: str) -> str:
    """A typed name without what would make one name count as many: case, width, control and invisible characters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in folded if unicodedata.category(each)[0] not in "CZ")


def name_digest(name: str) -> str:
    """What stands for a typed name in the audit: it may be somebody's password, typed into the wrong box."""
    return _digest(f"name|{plain_name(name)}")[:32]


def network_of(address: str) -> str:
    """What one subscriber holds: an address of version 4, or the first half of one of version 6."""
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(given, ipaddress.IPv6Address):
        if given.ipv4_mapped:
            return str(given.ipv4_mapped)
        return str(ipaddress.ip_network((given, 64), strict=False))
    return str(given)


def _row(counter: Counter, at: datetime) -> Tries:
    """The counter's row, locked until the transaction ends, with its window turned where it is over."""
    fresh = {"count": 0, "until": at + counter.window}
    row, _new = Tries.objects.select_for_update().get_or_create(key=counter.key, defaults=fresh)
    if row.until <= at:
        row.count, row.until = 0, at + counter.window
        row.save(update_fields=["count", "until"])
    return row


def _digest(text: str) -> str:
    given = text.encode("utf-8", "surrogatepass").hex()
    return salted_hmac("sulis_web.accounts.throttle", given, algorithm="sha256").hexdigest()

"""How long a sign-in lasts: shorter for whoever reaches restricted records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Ended(StrEnum):
    """Why a sign-in ended of itself. The values stand in addresses."""

    IDLE = "idle"  # nothing was asked for a while
    OVER = "over"  # it lasted as long as any may


@dataclass(frozen=True, slots=True)
class Lifetime:
    idle: timedelta
    whole: timedelta

    def ended(self, *, started: datetime | None, seen: datetime | None, at: datetime) -> Ended | None:
        """Why it has ended by now; None while it goes on. One that does not say when it began is over."""
        if started is None or seen is None or at - started >= self.whole:
            return Ended.OVER
        return Ended.IDLE if at - seen >= self.idle else None


RESTRICTED = Lifetime(timedelta(minutes=15), timedelta(hours=8))
ORDINARY = Lifetime(timedelta(hours=12), timedelta(days=5))


def lifetime(*, restricted: bool) -> Lifetime:
    return RESTRICTED if restricted else ORDINARY


def in_words(ended: Ended, *, restricted: bool) -> str:
    held = lifetime(restricted=restricted)
    if ended is Ended.IDLE:
        return f"You were signed out because nothing was done here for {_span(held.idle)}. Sign in to go on where you were."
    return f"You were signed out because a sign-in lasts {_span(held.whole)} at most. Sign in to go on where you were."


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    for name, size in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if minutes % size == 0:
            return f"{minutes // size} {name}{'' if minutes == size else 's'}"
    raise AssertionError("every length is a number of minutes")

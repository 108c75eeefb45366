"""What a sign-in remembers beside who it is. The names are here, because `accounts` writes them and `queries` reads them."""

from __future__ import annotations

from enum import StrEnum


class Kept(StrEnum):
    """Keys of the session."""

    MEMBERSHIP = "sulis-membership"  # the row number of the membership that the person acts under
    FACTOR = "sulis-factor"  # how the second factor was given; absent: it was not
    CONFIRMED = "sulis-confirmed"  # when the password or a code was last given, in ISO form
    PURPOSE = "sulis-purpose"  # the name of the purpose stated for restricted records
    REASON = "sulis-reason"  # the person's own words beside the purpose
    STARTED = "sulis-started"  # when the sign-in began
    SEEN = "sulis-seen"  # when it was last used

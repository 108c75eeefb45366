"""What an error page says: what happened, and what to do next. It never repeats what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sulis_web.design import dates


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    title: str
    happened: str
    remedy: str
    retry_after: int | None = None  # seconds, for programs; people read it in the remedy


BAD_REQUEST = Trouble(
    400,
    "That request could not be read",
    "Something in the address or the form was not in a shape that this site reads.",
    "Go back and try again. If you typed or pasted the address, check that it is complete.",
)
FORBIDDEN = Trouble(
    403,
    "You cannot open this page",
    "Your sign-in does not give you this page.",
    "If you need it for your work, ask the co-ordinator of the partnership.",
)
NOT_FOUND = Trouble(
    404,
    "Page not found",
    "There is no page at this address, or it is not one that you can open.",
    "Check the address if you typed it, or start again from the front page.",
)
STALE_FORM = Trouble(
    403,
    "This form had been open too long",
    "For your safety the form could not be accepted: its one-time code was missing or out of date.",
    "Go back, reload the page and send the form again. Cookies must be allowed for this site.",
)
SERVER_ERROR = Trouble(
    500,
    "Something went wrong on our side",
    "The page could not be made. Nothing that you entered has been published.",
    "Try again in a few minutes. If it keeps happening, tell the co-ordinator of the partnership and say what time it was.",
)
CONFLICT = Trouble(
    409,
    "Somebody else changed this first",
    "The record is no longer as it was when you opened it, so your change was not saved over theirs.",
    "Open the record again to see what it says now, then make your change to that.",
)
TOO_LARGE = Trouble(
    413,
    "That is too large to send",
    "The file or the form is larger than this site takes, so nothing of it was kept.",
    "Send a smaller file, or split it in two. The page that you came from says how large a file may be.",
)
NOT_ACCEPTED = Trouble(
    422,
    "That could not be accepted",
    "What was sent could be read, but it breaks a rule of this form. Nothing was saved.",
    "Go back to the form: it says beside each answer what to put right.",
)
UNAVAILABLE = Trouble(
    503,
    "This page is not available now",
    "The records cannot be reached at the moment. What you saved before is kept; what you sent now may not have been.",
    "Wait a minute and try again. Look whether your last change is there before you send it once more.",
    retry_after=60,
)
RECORD_UNAVAILABLE = Trouble(
    503,
    "This record cannot be shown now",
    "Opening a restricted record is always noted first, and at the moment that note cannot be written.",
    "Try again in a few minutes. Pages without restricted records still open.",
    retry_after=300,
)
CHANGE_UNAVAILABLE = Trouble(
    503,
    "This cannot be done now",
    "What is done here is always noted with it, and at the moment that note cannot be written. Nothing was changed.",
    "Try again in a few minutes. What you entered may still be there when you go back.",
    retry_after=300,
)


def too_many_tries(*, at: datetime, until: datetime) -> Trouble:
    """Says when to come back, on the reader's clock."""
    return Trouble(
        429,
        "Too many tries",
        "This was tried too often in a short time, so for a while nobody can try it again from here.",
        f"Try again after {dates.moment(until)}. If it was not you who tried, tell the co-ordinator of the partnership.",
        retry_after=max(1, round((until - at).total_seconds())),
    )

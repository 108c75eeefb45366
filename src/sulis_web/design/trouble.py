"""What an error page says: what happened, and what to do next. It never repeats what was asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    title: str
    happened: str
    remedy: str


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

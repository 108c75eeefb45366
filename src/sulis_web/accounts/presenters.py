from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from sulis_web.accounts.factors import Factor
from sulis_web.audit.models import Event
from sulis_web.design import dates
from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.design.values import Action, Cell, Column, Fact, Table

# What the account's page says after something was done there, by the word that its address carries.
_DONE = {
    "acting": "You now act under this membership.",
    "ended": "Every other sign-in of yours has ended.",
    "password": "Your password was changed. Every other sign-in of yours has ended.",  # nosec B105
    "factor": "The second factor was added. Every other sign-in of yours has ended.",
    "removed": "The second factor was taken away. Every other sign-in of yours has ended.",
    "unlinked": "The link to your organisation’s sign-in was taken away.",
    "joined": "You have accepted the invitation.",
}
_NOT_DONE = {"password-first": "Set a password first: without one you could not sign in any more."}


def done(word: str) -> Notice | None:
    if word in _DONE:
        return Notice(_DONE[word], NoticeKind.SUCCESS)
    return Notice(_NOT_DONE[word]) if word in _NOT_DONE else None


def factor_name(factor: Factor) -> str:
    return f"the passkey “{factor.name}”" if factor.kind == "webauthn" else "the codes from your authenticator"


def factor_facts(held: Iterable[Factor]) -> list[Fact]:
    return [
        Fact(
            "Passkey" if each.kind == "webauthn" else "Authenticator",
            f"{each.name if each.kind == 'webauthn' else 'Six figures'}, {_used(each)}",
            actions=(Action("Take away", reverse("remove-factor", args=[each.key]), factor_name(each)),),
        )
        for each in held
    ]


def sign_in_rows(events: Iterable[Event]) -> Table | None:
    rows = tuple((Cell(_moment(each.at)), Cell(_how(each.reason))) for each in events)
    columns = (Column("When"), Column("How"))
    return Table("The last times that you signed in", columns, rows) if rows else None


def _used(factor: Factor) -> str:
    return f"last used on {_day(factor.used)}" if factor.used else f"set up on {_day(factor.added)}"


def _how(reason: str) -> str:
    return f"With {reason}" if reason else "Signed in"


def _day(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}"


def _moment(at: datetime) -> str:
    return dates.moment(at)

"""`sulis people`: who may sign in. An installation's first administrator is invited here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from sulis_cli import output

group = typer.Typer(name="people", help="Invite people, end their access, clear second factors.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The name or the address that they sign in with.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept in the audit with your user's name.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group)


@group.command("invite")
def invite(
    name: Annotated[str, typer.Argument(help="Their name, as people call them.")],
    email: Annotated[str, typer.Option("--email", help="Their address at work.")],
    organisation: Annotated[str, typer.Option("--organisation", help="Its id in the register, or its name.")],
    role: Annotated[str, typer.Option("--role", help="Which role: system-administrator, say.")],
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Print a link that lets one person in, once, within two days. Nothing is sent: hand it over yourself."""
    _open(home)
    from sulis_web.accounts.operations.memberships import invite as offer
    from sulis_web.accounts.secret_links import site_address
    from sulis_web.audit.operations import command_line_actor

    with _database_in_words():
        offered = offer(
            organisation=_organisation(organisation), role=_role(role), name=name, email=_address(email),
            by=command_line_actor(), at=datetime.now(UTC),
        )  # fmt: skip
    link = f"{site_address()}/invitation/{offered.secret}/"
    told = {"link": link, "until": offered.invitation.expires.isoformat()}
    output.answer(told, as_json=as_json, text=lambda: [link, "It can be used once, within two days."])


@group.command("end")
def end(
    name: Name,
    organisation: Annotated[str, typer.Option("--organisation", help="For which one; without it, for every one.")] = "",
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """End somebody's access now, also where they are signed in."""
    _open(home)
    from sulis_web.accounts.operations.memberships import end_membership
    from sulis_web.audit.operations import command_line_actor
    from sulis_web.partnership.queries import memberships_of

    why, at = _reason(reason, "end"), datetime.now(UTC)
    with _database_in_words():
        person = _person(name)
        wanted = _organisation(organisation).pk if organisation else None
        rows: list[Any] = memberships_of(person, at=at)
        held = [one for one in rows if wanted in {None, one.organisation_id}]
        for one in held:
            end_membership(membership=one, reason=why, by=command_line_actor(), at=at)
    output.answer({"ended": len(held)}, as_json=as_json, text=lambda: [f"{len(held)} of their memberships ended."])


@group.command("reset-factors")
def reset_factors(
    name: Name, reason: Reason = "", home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False
) -> None:
    """Clear somebody's second factors after they lost them. Make sure first that it is really them who ask."""
    _open(home)
    from sulis_web.accounts.operations.factors import reset_factors as clear
    from sulis_web.audit.operations import command_line_actor

    why = _reason(reason, "reset-factors")
    with _database_in_words():
        cleared = clear(person=_person(name), reason=why, by=command_line_actor(), at=datetime.now(UTC))
    output.answer(
        {"cleared": cleared}, as_json=as_json, text=lambda: ["Cleared. They set up new ones when they next sign in."]
    )


@group.command("list")
def list_people(reason: Reason = "", home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> None:
    """Who holds which role for whom now. Reading it is written into the audit first."""
    _open(home)
    from sulis_web.audit.operations import disclosed_as
    from sulis_web.partnership import models
    from sulis_web.partnership.models.person import current

    at = datetime.now(UTC)
    kept: Any = models.Membership
    with _database_in_words():
        rows = kept.objects.unscoped("the command line's list").filter(current(at))
        held = list(rows.select_related("person", "organisation"))
        for start in range(0, max(len(held), 1), 1000):
            disclosed_as(
                command="people list", object_type="partnership.membership", reason=reason, at=at,
                ids=[one.public_id for one in held[start : start + 1000]], fields=("person", "organisation", "role"),
            )  # fmt: skip
    output.answer(
        {"memberships": [_row(one) for one in held]}, as_json=as_json, text=lambda: (_line(one) for one in held)
    )


def _open(home: Path) -> None:
    """A home that is not there is refused and not made.

    Raises
    ------
    WrongUsage
        When the path holds no home.
    """
    from sulis.vocabulary import WrongUsage
    from sulis_cli.serve import set_up

    if not (home / "secret-key").exists():
        raise WrongUsage(f"{home} is no home", "Check the path, or run `sulis demo` or `sulis serve` there first.")
    set_up(home)


def _organisation(named: str) -> Any:
    from sulis.vocabulary import WrongUsage
    from sulis_web.partnership import models

    kept: Any = models.Organisation
    register = kept.objects.unscoped("the command line names one").filter(retired_at__isnull=True)
    for field in ("public_id", "key", "name__iexact"):
        if found := register.filter(**{field: named}).first():
            return found
    known = ", ".join(register.values_list("key", flat=True)[:20]) or "none: load a partnership first"
    raise WrongUsage("no organisation of the register is called that", f"Give one of these: {known}.")


def _person(named: str) -> Any:
    from sulis.vocabulary import WrongUsage
    from sulis_web.accounts.queries import person_named

    found = person_named(named)
    if found is None:
        raise WrongUsage("nobody signs in under that name or address", "See `sulis people list --reason ...`.")
    return found


def _role(named: str) -> str:
    from sulis.vocabulary import WrongUsage
    from sulis_web.partnership.roles import ROLES

    if named not in ROLES:
        raise WrongUsage("there is no such role", f"Give one of these: {', '.join(ROLES)}.")
    return named


def _address(email: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from sulis.vocabulary import WrongUsage

    try:
        validate_email(email)
    except ValidationError:
        raise WrongUsage("--email is no e-mail address", "Write it as name@organisation.example.") from None
    return email


def _reason(given: str, command: str) -> str:
    from sulis.vocabulary import WrongUsage

    if not given.strip():
        raise WrongUsage(
            f"`sulis people {command}` changes who may come in, and no reason was given",
            'Say why with --reason "..."; it is kept with who did it and when.',
        )
    return given.strip()


@contextmanager
def _database_in_words() -> Iterator[None]:
    """What the database says, as a refusal in words.

    Raises
    ------
    PartWayFailure
        When it cannot be read or written.
    """
    from django.db import DatabaseError

    from sulis.vocabulary import PartWayFailure

    try:
        yield
    except DatabaseError as trouble:
        raise PartWayFailure(
            f"the records' database cannot be used: {' '.join(str(trouble).split())}",
            "Check SULIS_DATABASE_URL and that its server runs, and that `sulis serve` has once brought it up to date.",
        ) from trouble


def _row(held: Any) -> dict[str, Any]:
    return {
        "person": str(held.person), "signs_in_as": held.person.username, "organisation": held.organisation.name,
        "role": held.role, "since": held.starts.isoformat(),
    }  # fmt: skip


def _line(held: Any) -> str:
    return (
        f"{held.person.username}  {held.get_role_display()} for {held.organisation.name}, since {held.starts:%Y-%m-%d}"
    )

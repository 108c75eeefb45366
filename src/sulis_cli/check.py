"""`sulis check`: whether this installation is set up safely, every fault at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sulis_cli import output
from sulis_cli.serve import set_up

if TYPE_CHECKING:
    from sulis_web.config.safety.examine import Examined

UNSAFE = 3
_REMEDY = "Put each right as it says, then run `sulis check` again."


def register(app: typer.Typer) -> None:
    app.command("check")(check)


def check(home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> int:
    """Say everything that is unsafe about an installation and what to do about it."""
    check_home(home)
    set_up(home)
    from sulis_web.config.safety.examine import examine

    found = examine(at=datetime.now(UTC))
    output.answer(_document(found), as_json=as_json, text=lambda: _lines(found))
    return 0 if found.safe else UNSAFE


def check_home(home: Path) -> None:
    """A mistyped home is refused, and not made.

    Raises
    ------
    WrongUsage
        When it is not there.
    """
    from sulis.vocabulary import WrongUsage

    if not home.is_dir():
        raise WrongUsage(f"there is no home at {home}", "Check the path in --home or SULIS_HOME.")


def refuse_unsafe() -> None:
    """Before serving: in production every fault is a refusal.

    Raises
    ------
    InputRefused
        With all of them.
    """
    from sulis.vocabulary import Fault, InputRefused
    from sulis_web.config.safety.examine import examine
    from sulis_web.config.safety.finding import Level

    found = examine(at=datetime.now(UTC))
    for one in found.of(Level.WARNING):
        output.say(f"Warning: {one.given}. {one.rule} {one.remedy}")
    if not found.safe:
        faults = tuple(Fault(one.code, None, None, one.given, one.rule, one.remedy) for one in found.of(Level.FAULT))
        raise InputRefused(
            f"not safe to serve: {'; '.join(one.given for one in faults)}",
            "Run `sulis check` for what to do about each.",
            faults,
        )


def _document(found: Examined) -> dict[str, Any]:
    from sulis_web.config.safety.finding import Level

    said: dict[str, Any] = {"verdict": _verdict(found), "production": found.production}
    if not found.safe:
        said |= {"error": "this installation is not safe to serve", "remedy": _REMEDY}
    return said | {f"{level}s": [one.plain() for one in found.of(level)] for level in Level}


def _verdict(found: Examined) -> str:
    if not found.production:
        return "demonstration"
    return "safe" if found.safe else "unsafe"


def _lines(found: Examined) -> Iterable[str]:
    for one in found.findings:
        yield f"{one.level.value.capitalize()} {one.code}: {one.given}. {one.rule} {one.remedy}"
    if not found.production:
        yield "SULIS_PRODUCTION is not 1: a demonstration, which serves this machine alone. The rules for production were not asked."
    elif found.safe:
        yield "Safe to serve."
    else:
        yield f"Not safe to serve. {_REMEDY}"

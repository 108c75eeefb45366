"""Running the command line in this process, as a script would see it."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from typing import Any

from sulis_cli import confinement
from sulis_cli.main import run


@dataclass(frozen=True)
class Answer:
    """What a call printed and how it left."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def sulis(*arguments: object) -> Answer:
    """One call, in this process throughout: what others sent is read here, as it is in the confined child of a real call."""
    return _answer(arguments, here=True)


def sulis_with_its_child(*arguments: object) -> Answer:
    """One call as it really is, which costs a second process."""
    return _answer(arguments, here=False)


def _answer(arguments: tuple[object, ...], *, here: bool) -> Answer:
    out, err, before = io.StringIO(), io.StringIO(), confinement._confined
    confinement._confined = here
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
    finally:
        confinement._confined = before
    return Answer(code, out.getvalue(), err.getvalue())

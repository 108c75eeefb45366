"""How every command answers: one JSON document or plain text on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Home = Annotated[
    Path,
    typer.Option("--home", envvar="SULIS_HOME", help="The folder where data lives.", show_default="var/home"),
]
DEFAULT_HOME = Path("var/home")

_Item = TypeVar("_Item")


def answer(document: Any, *, as_json: bool, text: Callable[[], Iterable[str]]) -> None:
    """Print the document as JSON, or the lines that ``text`` gives."""
    put([json.dumps(document, allow_nan=False)] if as_json else text())


def put(lines: Iterable[str]) -> None:
    """Lines on standard output. A reader who has seen enough and left, as `head` does, is no trouble of ours.

    Raises
    ------
    OSError
        When the answer cannot be written; what is put after that goes nowhere.
    """
    if sys.stdout is None:  # closed by the caller
        return
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as trouble:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(trouble, BrokenPipeError):
            raise


def say(message: str) -> None:
    """A line of progress, on standard error."""
    print(message, file=sys.stderr, flush=True)


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while a terminal watches, silence otherwise. Call what it yields with each step done."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda _step: None
        return
    with typer.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield bar.update

"""The command line as a process of its own, forked from one that has the heavy libraries in memory: many calls, one start."""

from __future__ import annotations

import multiprocessing
import os
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# What the calls would each read in for themselves. Nothing of these reads a setting when it is imported.
HEAVY = ["splink", "duckdb", "numpy", "django.db.models", "sulis.linkage", "typer"]
_LONGEST = 120  # seconds


@dataclass(frozen=True)
class Done:
    """How a call left, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def sulis_forked(words: list[str], *, env: Mapping[str, str], cwd: Path, beside: Path) -> Done:
    """One call of `sulis` in a fresh process with that environment. Its output passes through two files in ``beside``."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(HEAVY)
    out, err = beside / "stdout", beside / "stderr"
    child = context.Process(target=_call, args=(words, dict(env), str(cwd), str(out), str(err)))
    child.start()
    child.join(_LONGEST)
    assert child.exitcode is not None, "the call did not end"
    return Done(child.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))


def _call(words: list[str], env: dict[str, str], cwd: str, out: str, err: str) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    for number, path in ((1, out), (2, err)):
        with Path(path).open("wb") as file:
            os.dup2(file.fileno(), number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
    sys.argv = ["sulis", *words]
    warnings.simplefilter("error")
    from sulis_cli.main import main

    main()

"""Having `sulis` read a file: in a process of its own, with the limits of files that are sent by hand. Nothing is parsed here."""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from sulis.vocabulary import PartWayFailure

LONGEST = 1800.0  # seconds
LOOKS = 2.0  # seconds between two looks at whether the work was taken away
WAITS, WAIT = 40, 3.0  # how often, and how long, a delivery waits for another that is being written
# Of a file sent by hand (see docs/reference): the settings of the same names count for more.
LIMITS = {"SULIS_MOST_FILE_MB": "50", "SULIS_MOST_UNPACKED_MB": "250", "SULIS_MOST_ROWS": "5000000"}
_ANSWERS = (0, 3)


def read(words: Sequence[str], told: Callable[[], None]) -> dict[str, Any]:
    """What a command of `sulis` says, as JSON. ``told`` is called now and then, and may raise to end the command.

    Raises
    ------
    PartWayFailure
        When the command could not do what it should; nothing was changed.
    """
    for _ in range(WAITS):
        code, said = _run(words, told)
        answer = _parsed(said)
        if code in _ANSWERS and "error" not in answer:
            return answer
        if "another process is writing" not in str(answer.get("error", "")):
            break
        _pause(told)
    error, remedy = answer.get("error") or "the file could not be read", answer.get("remedy") or "Send the file again."
    raise PartWayFailure(_without_paths(str(error), words), _without_paths(str(remedy), words))


def _run(words: Sequence[str], told: Callable[[], None]) -> tuple[int, str]:
    ends = time.monotonic() + LONGEST
    with subprocess.Popen(  # nosec B603
        [sys.executable, "-m", "sulis_cli.main", *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=_environment(), text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        while True:
            try:
                out, _ = process.communicate(timeout=LOOKS)
                return process.returncode, out
            except subprocess.TimeoutExpired:
                _go_on(process, told, ends)


def _environment() -> dict[str, str]:
    ours = str(Path(__file__).resolve().parents[2])
    paths = [ours, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**LIMITS, **os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _go_on(process: subprocess.Popen[str], told: Callable[[], None], ends: float) -> None:
    """Look whether the work is still ours and still in time; the command is ended where it is not."""
    try:
        told()
        if time.monotonic() > ends:
            raise PartWayFailure("reading the file took longer than half an hour", "Send it in smaller parts.")
    except BaseException:
        process.kill()
        process.communicate()
        raise


def _pause(told: Callable[[], None]) -> None:
    told()
    time.sleep(WAIT)


def _parsed(said: str) -> dict[str, Any]:
    try:
        answer = json.loads(said)
    except ValueError:
        return {"error": "reading the file was broken off", "remedy": "Send it again."}
    return answer if isinstance(answer, dict) else {}


def _without_paths(told: str, words: Sequence[str]) -> str:
    """Where things lie on the machine is nobody's business who reads this on a page."""
    for folder in {str(Path(word).parent) for word in words if word.startswith("/")}:
        told = told.replace(f"{folder}/", "")
    return told.replace(str(settings.HOME), "the store")

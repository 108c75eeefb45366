"""Reading what others send in a child process with little memory, little time and no network.

The command runs itself again, confined, and passes on what the child answers. A child that does not come to its end
is answered for: the delivery is refused, and nothing was changed.
"""

from __future__ import annotations

import os
import signal
import subprocess  # nosec B404
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

from sulis_cli import output
from sulis_cli.confinement import OUT_OF_MEMORY, STOPPED, is_confined, or_leave

if TYPE_CHECKING:
    from sulis.vocabulary import Fault

MEMORY_MB = 3_072
"""Of addresses, which a process takes about five times as many of as of memory: a country's ingest was seen to need 1,000."""
CPU_SECONDS, CPU_MB = 300, 60
"""So many seconds, and as many again for each so many megabytes: five a megabyte. Reading takes about a tenth of a second a
megabyte; an archive that unpacks to twenty times its size takes two."""
FILE_MB = 8_000
"""Of one file that reading writes, in memory or on disk: twice what may be unpacked, for rows are written out with their numbers."""
MB = 1_000_000
ANSWERS = (0, 2, 3, 4, STOPPED)  # the codes of a child that came to its end
WITHHELD = tuple(f"SULIS_{what}" for what in ("DATABASE", "MAIL", "OIDC", "AUDIT", "BACKUP", "LINKAGE"))
GIVEN = (
    "SULIS_",
    "PYTHON",
    "COV",
    "PYTEST",
    "LC_",
    "LANG",
    "PATH",
    "HOME",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "NO_COLOR",
    "COLUMNS",
    "TERM",
)
"""How the names begin of what a child is told of its surroundings: no address with a password in it, and no place of a key but the one
that it seals with."""
_NO_ROOM_FOR_A_THREAD = 127  # how the system's library leaves when it cannot begin one
_PROGRAM = "from sulis_cli.confinement import inside; inside()"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one child may take."""

    memory_mb: int
    cpu_seconds: int
    file_mb: int


class Confined(TyperGroup, ABC):
    """A group of commands each of which reads what others sent. Asked for help, it answers where it is.

    ``given`` are the words after the group's name.
    """

    given: Sequence[str] = ()

    @abstractmethod
    def stopped(self, fault: Fault, *, as_json: bool) -> int:
        """Answer for a child that did not come to its end; the code to leave with."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[__name__] = list(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        given = ctx.meta[__name__]
        if is_confined():
            return or_leave(lambda: super(Confined, self).invoke(ctx))
        if "--help" in given:
            return super().invoke(ctx)
        return self._run(str(ctx.info_name), given)

    def _run(self, name: str, given: list[str]) -> int:
        self.given = given
        bounds, before = _bounds(given), _catalogue(given)
        code, out = _run_child([name, *given], bounds)
        if code in ANSWERS:
            output.put([out.removesuffix("\n")] if out else [])
            return code
        _tidy_up(given, before)
        return self.stopped(_fault(code, bounds, given), as_json="--json" in given)


def _run_child(words: Sequence[str], bounds: Bounds) -> tuple[int, str]:
    """How the child left, and what it put on standard output; its standard error is ours."""
    limits = map(str, (os.getpid(), bounds.memory_mb, bounds.cpu_seconds, bounds.file_mb))
    command = [sys.executable, "-P", "-c", _PROGRAM, *limits]
    shown = _has_descriptor(sys.stderr)
    process = subprocess.Popen(  # nosec B603
        [*command, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=None if shown else subprocess.PIPE, env=_environment(),
    )  # fmt: skip
    try:
        out, said = process.communicate()
    except KeyboardInterrupt:
        _stop(process)
        return STOPPED, ""
    if said and sys.stderr is not None:
        sys.stderr.write(said.decode("utf-8", "replace"))
    return process.returncode, out.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    ours = str(Path(__file__).resolve().parents[1])
    paths = [ours, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    # One thread for linear algebra, which each thread of it would take addresses for and ingest has no use of.
    told = {
        name: value for name, value in os.environ.items() if name.startswith(GIVEN) and not name.startswith(WITHHELD)
    }
    return {
        **told,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONIOENCODING": "utf-8",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _has_descriptor(stream: Any) -> bool:
    try:
        return bool(stream.fileno() == 2)
    except (AttributeError, OSError, ValueError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """A terminal's Ctrl-C reached the child as well; a signal sent to us alone is passed on."""
    try:
        process.communicate(timeout=1)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _bounds(given: Sequence[str]) -> Bounds:
    size = sum(_size(Path(word)) for word in given if word and not word.startswith("-"))
    seconds = _setting("SULIS_PARSE_CPU_SECONDS", CPU_SECONDS)
    memory, file = _setting("SULIS_PARSE_MEMORY_MB", MEMORY_MB), _setting("SULIS_PARSE_FILE_MB", FILE_MB)
    return Bounds(memory, seconds + seconds * size // (CPU_MB * MB), file)


def _setting(name: str, otherwise: int) -> int:
    from sulis.vocabulary import WrongUsage

    given = os.environ.get(name, "")
    if given and (not given.isascii() or not given.isdigit() or not 0 < int(given) < 10**9):
        raise WrongUsage(f"{name} is not a whole number above 0", "Put the setting right, or take it out.")
    return int(given or otherwise)


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            return sum(found.stat().st_size for found in path.rglob("*") if found.is_file())
        return path.stat().st_size
    except OSError:
        return 0


def _home(given: Sequence[str]) -> Path:
    for word, after in zip(given, [*given[1:], ""], strict=True):
        if word == "--home" or word.startswith("--home="):
            return Path(after if word == "--home" else word.removeprefix("--home="))
    return Path(os.environ.get("SULIS_HOME") or output.DEFAULT_HOME)


def _catalogue(given: Sequence[str]) -> tuple[int, int] | None:
    """What changes when a delivery is put in place."""
    from sulis.store.home import CATALOGUE

    try:
        about = (_home(given) / CATALOGUE).stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns


def _tidy_up(given: Sequence[str], before: tuple[int, int] | None) -> None:
    """Clear what the child left half done. What it had put in place already stays, and is said."""
    from sulis.store import writing
    from sulis.vocabulary import PartWayFailure

    home = _home(given)
    if home.is_dir():
        with suppress(PartWayFailure, OSError), writing(home):
            pass
    if _catalogue(given) != before:
        raise PartWayFailure(
            "reading was stopped after the delivery had been put in place", "See `sulis releases` for what is loaded."
        )


def _fault(code: int, bounds: Bounds, given: Sequence[str]) -> Fault:
    from sulis.vocabulary import Fault

    paths = [Path(word).name for word in given[1:] if not word.startswith("-") and Path(word) != _home(given)]
    file = ", ".join(paths[:3]) + (" and others" if len(paths) > 3 else "")
    return Fault(file, None, None, *_words(code, bounds))


def _words(code: int, bounds: Bounds) -> tuple[str, str, str]:
    nothing, smaller = (
        "Nothing was changed.",
        "Send it in smaller parts, or raise the setting if the files are known to be sound.",
    )
    if code in (OUT_OF_MEMORY, _NO_ROOM_FOR_A_THREAD):
        rule = f"Reading may take {bounds.memory_mb:,} MB (setting SULIS_PARSE_MEMORY_MB). {nothing}"
        return "a delivery that takes more memory than reading may", rule, smaller
    if code == -signal.SIGXCPU:
        rule = f"Reading this may take {bounds.cpu_seconds:,} seconds of the processor (setting SULIS_PARSE_CPU_SECONDS). {nothing}"
        return "a delivery that takes more time than reading may", rule, smaller
    if code == -signal.SIGXFSZ:
        rule = f"A file that reading writes may have {bounds.file_mb:,} MB (setting SULIS_PARSE_FILE_MB). {nothing}"
        return "a delivery that takes more room on disk than reading may", rule, smaller
    how = f"signal {signal.Signals(-code).name}" if code < 0 and -code in set(signal.Signals) else f"exit {code}"
    rule = f"A delivery is read to its end or not at all. {nothing}"
    remedy = "Run the command again. If it stops again, the machine may be short of memory: send smaller parts."
    return f"a delivery whose reading was stopped by the system ({how})", rule, remedy

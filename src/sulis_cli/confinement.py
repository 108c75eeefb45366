"""The child that reads what others send: how it gives up what it must not have, before it reads a byte."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

OUT_OF_MEMORY, BROKEN, STOPPED = 75, 76, 130  # how a child leaves when it does not come to its end
_PR_SET_PDEATHSIG, _NEW_USER, _NEW_NET = 1, 0x1000_0000, 0x4000_0000
_NETWORK = frozenset(
    f"socket.{what}"
    for what in ("__new__", "bind", "connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg")
)
_PROGRAMS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"})
_confined = False


def is_confined() -> bool:
    """Whether this process is such a child."""
    return _confined


def inside() -> NoReturn:
    """The child: confine this process, then run the command line on the words after the first four."""
    global _confined
    parent, memory_mb, cpu_seconds, file_mb = (int(word) for word in sys.argv[1:5])
    _tie_to(parent)
    _leave_network()
    _take_limits(memory_mb, cpu_seconds, file_mb)
    _confined = True

    def command_line() -> None:
        from sulis_cli.main import main

        main(sys.argv[5:])

    try:
        or_leave(command_line)
    except SystemExit:
        raise
    except BaseException as trouble:
        print(f"Reading could not begin: {type(trouble).__name__}", file=sys.stderr, flush=True)
        os._exit(BROKEN)
    sys.exit(0)


def or_leave(work: Callable[[], Any]) -> Any:
    """Do the work, and leave at once when it ran out of memory: what is left may not be enough to say so."""
    try:
        return work()
    except KeyboardInterrupt:  # the parent says so
        os._exit(STOPPED)
    except Exception as trouble:
        if _is_memory(trouble):
            os._exit(OUT_OF_MEMORY)
        raise


def _is_memory(trouble: BaseException) -> bool:
    """Memory runs out under many names: in Python, in the database, when a thread starts or a library is loaded."""
    said = str(trouble).lower()
    named = isinstance(trouble, MemoryError) or type(trouble).__name__ == "OutOfMemoryException"
    return named or any(words in said for words in ("can't start new thread", "map segment", "cannot allocate memory"))


def _tie_to(parent: int) -> None:
    """When the parent goes, however it goes, this process goes with it."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we asked
        os._exit(BROKEN)


def _leave_network() -> None:
    """A network of its own with nothing in it, where the system lets us; and in Python no socket in any case."""
    if sys.platform == "linux":
        libc, user, group = ctypes.CDLL(None, use_errno=True), os.getuid(), os.getgid()
        if libc.unshare(_NEW_NET) and not libc.unshare(_NEW_USER | _NEW_NET):
            with suppress(OSError):  # who we were, under the same numbers
                Path("/proc/self/setgroups").write_text("deny")
                Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
                Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    sys.addaudithook(_refuse_others)


def _refuse_others(event: str, given: tuple[Any, ...]) -> None:
    """A pair of sockets within this process is left; none is joined to another's, and no other program is started."""
    if event == "socket.__new__" and given[1] == socket.AF_UNIX:
        return
    if event in _NETWORK:
        raise PermissionError("what reads files has no network")
    if event in _PROGRAMS:
        raise PermissionError("what reads files starts no program")


def _take_limits(memory_mb: int, cpu_seconds: int, file_mb: int) -> None:
    import resource

    signal.signal(
        signal.SIGXFSZ, signal.SIG_DFL
    )  # Python ignores it, and libraries tell it as a full disk, each in its own way

    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory_mb << 20, memory_mb << 20),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 5),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, file_mb * 1_000_000, file_mb * 1_000_000),
    ):
        most = resource.getrlimit(limit)[1]
        within = [each if most == resource.RLIM_INFINITY else min(each, most) for each in (soft, hard)]
        resource.setrlimit(limit, (within[0], within[1]))

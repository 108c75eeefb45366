"""The application as its own process serves it, on a home that a script has built."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.shared import ROOT


@contextmanager
def served(home: Path, script: str, **more: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The server's address, and what the script printed as JSON. ``more`` goes into the environment of both."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_"))}
    env |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **more}
    built = subprocess.run(
        [sys.executable, "-c", script, str(home)], env=env, cwd=home, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    port = _free_port()
    command = [sys.executable, "-m", "sulis_cli.serve", str(home), str(port)]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=env, cwd=home, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, server)
            yield address, json.loads(built.stdout)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(f"{address}/robots.txt", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer within half a minute")

"""A public page beside a plain static file, both from the same server, one request after another on one connection."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REQUESTS = 300
PAGE = "/data-and-trends/trend/"
FLOOR = "/robots.txt"


@contextmanager
def served(home: Path) -> Iterator[int]:
    """A demonstration built in ``home`` and served; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "sulis_cli.main", "demo", "--home", str(home), "--port", str(port), "--json"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    try:
        for _ in range(600):
            if server.poll() is not None:
                raise SystemExit("the demonstration could not be served")
            try:
                seconds_each(port, FLOOR, 1)
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def seconds_each(port: int, path: str, requests: int = REQUESTS) -> float:
    """The median seconds of a request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    taken = []
    for _ in range(requests):
        started = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - started)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
    connection.close()
    return statistics.median(taken)

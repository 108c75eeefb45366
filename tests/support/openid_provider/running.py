"""Starts the provider, and walks through its pages as a browser would."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.support.openid_provider.site import CLIENT, PASSWORD, SECRET
from tests.support.shared import ROOT


@dataclass(frozen=True)
class Provider:
    issuer: str
    client: str = CLIENT
    secret: str = SECRET

    def sign_in(self, address: str, name: str) -> str:
        """Follow the application's question to the provider, sign in there, and give the address that it sends back to."""
        with requests.Session() as browser:
            page = browser.get(address, timeout=20)
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
            going = re.search(r'name="next" value="([^"]+)"', page.text)
            assert token and going, page.text
            given = {
                "csrfmiddlewaretoken": token.group(1), "username": name, "password": PASSWORD,
                "next": going.group(1).replace("&amp;", "&"),
            }  # fmt: skip
            answer = browser.post(page.url, given, timeout=20, allow_redirects=False)
            while answer.headers.get("Location", "").startswith("/"):
                where = requests.compat.urljoin(page.url, answer.headers["Location"])
                answer = browser.get(where, timeout=20, allow_redirects=False)
            return answer.headers["Location"]


@contextmanager
def served(folder: Path, redirects: list[str]) -> Iterator[Provider]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.support.openid_provider.site",
        str(folder),
        str(port),
        *redirects,
    ]
    with (folder / "provider.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        try:
            issuer = f"http://127.0.0.1:{port}/o"
            _wait(issuer, process, folder / "provider.log")
            yield Provider(issuer)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(issuer: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the provider did not answer within two minutes")

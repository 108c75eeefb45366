"""People who change records through the real server while PostgreSQL is stopped at once and started again beneath it."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.support.shared import ROOT

FORGERY = "f" * 32  # a browser's own secret against forged forms, and so what its forms carry
BUILD = """
import json, sys
from pathlib import Path
from sulis_cli.serve import set_up, make_ready
home = Path(sys.argv[1])
set_up(home); make_ready()
from django.conf import settings
from django.test import Client
from sulis_web.partnership.models import Board
from sulis_web.config.loading import load_files
from tests.support.people import made, organisation, signed_in, someone
from tests.support.web import AT, content
load_files(content=content(), at=AT)
(home / "public").mkdir(exist_ok=True)
users = []
for number in range({users}):
    person = someone("co-ordinator", organisation(), f"user-{{number}}", email=f"user-{{number}}@council.example")
    board = Board.objects.create(key=f"board-{{number}}", name="Board", **made())
    session = signed_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value
    users.append({{"session": session, "board": board.public_id}})
print(json.dumps(users))
"""
BOARDS = "SELECT public_id, version, name FROM partnership_board WHERE key LIKE 'board-%'"
REVISIONS = (
    "SELECT record, version, after->>'name' FROM records_revision WHERE kind = 'partnership.board' ORDER BY version"
)


@dataclass(eq=False)
class User(threading.Thread):
    """Changes one board again and again, and sends what was not acknowledged once more, as it was."""

    address: str
    session: str
    board: str
    over: threading.Event
    acknowledged: list[tuple[float, str]] = field(default_factory=list)
    away: int = 0  # answers that the records could not be reached
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.path = f"/register/boards/{self.board}/change/"
        self.line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)

    def run(self) -> None:
        while not self.over.is_set() and not self.faults:
            self.change(f"Board, change {len(self.acknowledged) + 1}")
        self.line.close()

    def change(self, name: str) -> None:
        form = {
            "name": name, "version": len(self.acknowledged) + 1, "once": secrets.token_urlsafe(24), "chair": "",
            "cadence": "", "csrfmiddlewaretoken": FORGERY,
        }  # fmt: skip
        while not self.faults:
            status, headers, body = self.send(urlencode(form))
            if status == 302 and headers["Location"] == f"/register/boards/{self.board}/?done=changed":
                self.acknowledged.append((time.monotonic(), name))
                return
            if status != 503 or not int(headers.get("Retry-After", 0)):
                self.faults.append(f"{status} {headers.get('Location')}: {body[:2000]!r}")
            self.away += 1
            time.sleep(0.1)  # sooner than the answer asks for, so that each restart is met by many

    def send(self, body: str) -> tuple[int, Any, bytes]:
        headers = {
            "Cookie": f"sulis-session={self.session}; sulis-csrf={FORGERY}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.line.request("POST", self.path, body, headers)
        answer = self.line.getresponse()
        return answer.status, answer.headers, answer.read()


@dataclass(frozen=True)
class Course:
    """What came of the restarts."""

    users: list[User]
    recoveries: list[float]  # seconds from the server's return until everybody's next change was acknowledged
    seconds: float


def under_restarts(server: Any, address: str, people: list[dict[str, str]], *, restarts: int, between: float) -> Course:
    """Let everybody work while the server is stopped in the middle of it, so many times."""
    over = threading.Event()
    users = [User(address, each["session"], each["board"], over) for each in people]
    began, recoveries = time.monotonic(), []
    for user in users:
        user.start()
    try:
        acknowledged_since(users, began)
        for _ in range(restarts):
            time.sleep(between)
            stop_at_once(server)
            server.ensure_postgres_running()
            back = time.monotonic()
            recoveries.append(acknowledged_since(users, back) - back)
    finally:
        over.set()
        for user in users:
            user.join(60)
    return Course(users, recoveries, time.monotonic() - began)


def acknowledged_since(users: list[User], since: float) -> float:
    """When the last of them had a change acknowledged after that time; a minute at the most."""
    while time.monotonic() < since + 60:
        firsts = [next((at for at, _name in user.acknowledged if at > since), None) for user in users]
        if all(firsts) or any(user.faults for user in users):
            return max((at for at in firsts if at), default=time.monotonic())
        time.sleep(0.02)
    raise AssertionError("not everybody could work again within a minute")


def stop_at_once(server: Any) -> None:
    """As by `pg_ctl stop -m immediate`: nobody is waited for, and the next start repairs from the log."""
    process = server.get_postmaster_info().process
    os.kill(process.pid, signal.SIGQUIT)
    process.wait(20)


def stands_as_acknowledged(course: Course, database: str) -> int:
    """How many changes were acknowledged: each is held once, in its order, with its history."""
    import psycopg

    assert not [fault for user in course.users for fault in user.faults]
    with psycopg.connect(database) as connection:
        boards = {id: (version, name) for id, version, name in connection.execute(BOARDS)}
        kept: dict[str, list[str]] = {}
        for record, _version, name in connection.execute(REVISIONS):
            kept.setdefault(record, []).append(name)
    for user in course.users:
        names = [name for _at, name in user.acknowledged]
        assert boards[user.board] == (len(names) + 1, names[-1])
        assert [name for name in kept[user.board] if name.startswith("Board, ")] == names
    return sum(len(user.acknowledged) for user in course.users)


def audit_of(home: Path, database: str) -> dict[str, Any]:
    """What `sulis audit verify` says; the home's own server has stopped by then."""
    done = subprocess.run(
        [sys.executable, "-m", "sulis_cli.main", "audit", "verify", "--json", "--home", str(home)], cwd=ROOT,
        env={**os.environ, "SULIS_DATABASE_URL": database, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def alterations(database: str) -> int:
    import psycopg

    with psycopg.connect(database) as connection:
        (found,) = connection.execute(
            "SELECT count(*) FROM audit_event WHERE object_type = 'partnership.board' AND action = 'alter'"
        ).fetchone() or (0,)
    return int(found)

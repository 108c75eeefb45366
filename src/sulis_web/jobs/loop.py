"""The worker: a process that takes one piece of work after another until it is asked to end."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as Drain
from django_tasks_db.models import DBTaskResult

from sulis_web.jobs import due, workers
from sulis_web.jobs.queries import LEASE
from sulis_web.jobs.running import STOPPING

log = logging.getLogger("sulis.worker")
LONGEST = timedelta(hours=2)  # work that takes longer is taken to hang
POLL = 1.0  # seconds
_HANGS = 70


class Loop:
    """One worker. ``lease`` is after how long unseen it is taken for dead; it says four times as often that it lives."""

    def __init__(
        self, *, lease: timedelta = LEASE, poll: float = POLL, stop: Callable[[], bool] = lambda: False
    ) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(8)}"
        self.lease, self.poll, self.stop = lease, poll, stop
        self._since: datetime | None = None  # since when it has been at what it has in hand
        self._ended = Event()
        self._looked: datetime | None = None
        self._drain: Drain | None = None

    def run(self, *, once: bool = False) -> None:
        """Work until asked to end; with ``once``, until nothing is left that can be done now."""
        workers.beat(self.name, at=timezone.now())
        beating = Thread(target=self._beat, daemon=True)
        beating.start()
        try:
            while not self._asked_to_end():
                self._turn()
                if once and not _ready():
                    break
                STOPPING.wait(self.poll)
        finally:
            self._ended.set()
            beating.join()
            workers.leave(self.name)

    def end_on_signals(self) -> None:
        """Asked once, what is in hand is put back at its next step; asked twice, the process ends where it stands."""
        signal.signal(signal.SIGTERM, self._asked)
        signal.signal(signal.SIGINT, self._asked)

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        if STOPPING.is_set():
            os._exit(1)
        STOPPING.set()
        if self._drain is not None:
            self._drain.running = False

    def _asked_to_end(self) -> bool:
        return STOPPING.is_set() or self.stop()

    def _turn(self) -> None:
        """Look after what others left, do what fell due, then empty the queue. A database that is away is waited for."""
        close_old_connections()
        try:
            now = timezone.now()
            if self._looked is None or now - self._looked >= self.lease / 4:
                self._looked = now
                workers.take_over(idle=self.name, at=now, lease=self.lease)
                due.do_due(at=now)
            if _ready():
                self._empty(now)
        except DatabaseError:
            log.exception("the database cannot be used: trying again")
            connection.close()
            time.sleep(self.poll)

    def _empty(self, now: datetime) -> None:
        self._since = now
        # One piece at a turn: between two of them this worker looks after what others left.
        self._drain = Drain(
            queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1,
            worker_id=self.name, excluded_queue_names=[],
        )  # fmt: skip
        try:
            self._drain.run()
        finally:
            self._drain, self._since = None, None

    def _beat(self) -> None:
        """In a thread of its own: says that this process lives, unless what it has in hand hangs."""
        try:
            while not self._ended.wait(self.lease.total_seconds() / 4):
                now = timezone.now()
                if self._since is not None and now - self._since > LONGEST:
                    log.error("the work in hand hangs: the worker ends")
                    os._exit(_HANGS)
                try:
                    workers.beat(self.name, at=now)
                except DatabaseError:
                    connection.close()
        finally:
            connection.close()


def _ready() -> bool:
    return bool(DBTaskResult.objects.ready().exists())

"""Many writers at once, and writers killed in the middle of it: shared by the ordinary run and the drills."""

from __future__ import annotations

import json
import os
import queue
import random
import signal
import subprocess
import threading
import time

from tests.integration.audit.chains import Chain, verified
from tests.support.shared import ROOT


def written_together(chain: Chain, events: int, writers: int) -> float:
    """So many events by so many processes, checked; how many a second."""
    told = chain.run("write", events, writers)
    total = events * writers
    assert chain.ask("SELECT count(*), min(seq), max(seq) FROM audit_event") == [(total, 1, total)]
    by_writer = chain.ask("SELECT person, count(*), count(DISTINCT object_id) FROM audit_event GROUP BY person")
    assert [counts for _person, *counts in by_writer] == [[events, events]] * writers
    verdict = verified(chain)
    assert verdict.sound and verdict.rows == total, verdict
    return total / float(told["seconds"])


def killed_while_writing(chain: Chain, kills: int, together: int, seed: int) -> int:
    """Kill so many writers at random instants, looking at the chain while others write; how many events they acknowledged."""
    chance = random.Random(seed)
    with _Swarm(chain, together) as swarm:
        for killed in range(1, kills + 1):
            time.sleep(chance.uniform(0, 0.15))
            swarm.kill_one(chance)
            if killed % 25 == 0:
                assert (verdict := verified(chain)).sound, verdict
    verdict = verified(chain)
    held = {seq for (seq,) in chain.ask("SELECT seq FROM audit_event")}
    assert verdict.sound and verdict.rows == len(held), verdict
    assert swarm.acknowledged <= held == set(range(1, len(held) + 1))
    assert chain.run("head") == {"seq": len(held)}
    return len(swarm.acknowledged)


class _Swarm:
    """Writers without end, each in a process of its own, and what they said."""

    def __init__(self, chain: Chain, writers: int) -> None:
        self.acknowledged: set[int] = set()
        self._alive: queue.Queue[int] = queue.Queue()
        self._process = subprocess.Popen(
            chain.writer("swarm", writers), env=chain.environment(), cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> _Swarm:
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)  # the last kill takes them all
        self._process.wait()
        self._reader.join()

    def kill_one(self, chance: random.Random) -> None:
        """One of those that have written something, a moment later."""
        pid = self._alive.get(timeout=60)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(pid, signal.SIGKILL)

    def _read(self) -> None:
        assert self._process.stdout is not None
        seen = set()
        with self._process.stdout as lines:
            for line in lines:
                said = json.loads(line)
                self.acknowledged.add(said["seq"])
                if said["pid"] not in seen:
                    seen.add(said["pid"])
                    self._alive.put(said["pid"])

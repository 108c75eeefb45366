"""Many writers at once, and writers killed in the middle of it: shared by the ordinary run and the drills."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from typing import Any

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
    """Kill so many writers at random instants, checking the chain after each round; how many events they acknowledged."""
    chance, acknowledged = random.Random(seed), set[int]()
    for _round in range(-(-kills // together)):
        processes = [started(chain) for _ in range(together)]
        acknowledged |= {int(process.stdout.readline()) for process in processes}
        for process in processes:
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
        said = {int(line) for process in processes for line in process.communicate()[0].split()}
        acknowledged |= said
        verdict = verified(chain)
        assert verdict.sound and verdict.rows >= max(acknowledged), verdict
    held = {seq for (seq,) in chain.ask("SELECT seq FROM audit_event")}
    assert acknowledged <= held and held == set(range(1, len(held) + 1))
    assert chain.run("head") == {"seq": len(held)}
    return len(acknowledged)


def started(chain: Chain) -> Any:
    return subprocess.Popen(
        chain.writer("endless"), env=chain.environment(), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip

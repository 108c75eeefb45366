"""Workers that are killed, stopped, held and many: every job is done once, or its asker is told that it is not."""

from __future__ import annotations

import signal
import time

from tests.integration.jobs.installations import LEASE, Installation


def test_two_workers_do_each_of_thirty_jobs_once(installed: Installation) -> None:
    asked = installed.ask("tally", 30)
    first, second = installed.worker(), installed.worker()
    installed.until(lambda: all(state == "done" for (state,) in installed.jobs("state")))
    assert sorted(installed.tallies()) == sorted(asked)
    assert installed.jobs() == [("done", 1)] * 30
    for worker in (first, second):
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(10) == 0
    assert installed.told("SELECT count(*) FROM jobs_worker") == [(0,)]


def test_worker_killed_in_the_middle_leaves_a_job_that_the_next_one_does(installed: Installation) -> None:
    asked = installed.ask("slow", 1)
    first = installed.worker()
    installed.until(lambda: installed.jobs("done > 3") in ([(1,)], [(True,)]))
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert installed.jobs("state, attempt, step LIKE 'Step %'")[0][:2] == ("running", 1)
    installed.worker()
    installed.until(lambda: installed.jobs("state") == [("done",)])
    assert installed.jobs() == [("done", 2)] and installed.tallies() == asked


def test_job_under_which_three_workers_die_is_told_as_stopped(installed: Installation) -> None:
    installed.ask("slow", 1)
    for attempt in (1, 2, 3):
        worker = installed.worker()
        installed.until(lambda attempt=attempt: installed.jobs() == [("running", attempt)])  # type: ignore[misc]
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    installed.worker()
    installed.until(lambda: installed.jobs("state") == [("stopped",)])
    ((trouble, remedy, ended),) = installed.jobs("trouble, remedy, ended_at")
    assert trouble == "The work was begun 3 times and broke off each time. Nothing was changed."
    assert remedy.startswith("Ask for it once more.") and ended is not None
    assert installed.tallies() == []


def test_worker_asked_to_end_puts_its_job_back_at_the_next_step(installed: Installation) -> None:
    asked = installed.ask("slow", 1)
    first = installed.worker()
    installed.until(lambda: installed.jobs("state") == [("running",)])
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0
    assert installed.jobs() == [("waiting", 0)]
    installed.worker()
    installed.until(lambda: installed.jobs("state") == [("done",)])
    assert installed.jobs() == [("done", 1)] and installed.tallies() == asked


def test_worker_that_was_held_and_goes_on_keeps_nothing_of_a_job_done_by_another(installed: Installation) -> None:
    asked = installed.ask("slow", 1)
    held = installed.worker()
    installed.until(lambda: installed.jobs("done > 3") in ([(1,)], [(True,)]))
    held.send_signal(signal.SIGSTOP)
    time.sleep(LEASE)
    installed.worker()
    installed.until(lambda: installed.jobs("attempt") == [(2,)])
    held.send_signal(signal.SIGCONT)
    installed.until(lambda: installed.jobs("state") == [("done",)])
    time.sleep(LEASE)
    assert installed.jobs() == [("done", 2)] and installed.tallies() == asked


def test_work_that_waits_is_done_once_and_the_process_ends(installed: Installation) -> None:
    asked = installed.ask("tally", 3)
    worker = installed.worker("once")
    assert worker.wait(30) == 0
    assert sorted(installed.tallies()) == sorted(asked)

"""How far a piece of work in the background has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sulis_web.design.navigation import Link
from sulis_web.design.values import Mark, Tone


class Stage(StrEnum):
    WAITING = "waiting"  # asked for, and not begun
    RUNNING = "running"  # being done now
    DONE = "done"  # finished, with a result
    FAILED = "failed"  # ended without a result
    STOPPED = "stopped"  # ended because a person asked


_MARKS = {
    Stage.WAITING: Mark("Waiting to start", Tone.QUIET),
    Stage.RUNNING: Mark("Running", Tone.WATCH),
    Stage.DONE: Mark("Done", Tone.GOOD),
    Stage.FAILED: Mark("Not finished", Tone.TROUBLE),
    Stage.STOPPED: Mark("Stopped", Tone.QUIET),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A job as its page tells it. ``of`` is 0 while nobody knows how much there is to do.

    ``still_url`` is the same page without its own refreshing, for a reader whom that disturbs.
    """

    words: str
    stage: Stage
    done: int = 0
    of: int = 0
    now: str = ""
    since: datetime | None = None
    result: Link | None = None
    remedy: str = ""
    still_url: str = ""
    refresh_seconds: int = 5

    @property
    def mark(self) -> Mark:
        return _MARKS[self.stage]

    @property
    def goes_on(self) -> bool:
        return self.stage in {Stage.WAITING, Stage.RUNNING}

    @property
    def refreshes(self) -> bool:
        return self.goes_on and self.refresh_seconds > 0

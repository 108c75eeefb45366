"""Rules about the home: who may read it, what lies in it, and the clock that stamps it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sulis_web.config.safety.finding import Finding, fault, note, warning

SECRETS = ("secret-key", "audit-key", "audit-signing-key", "backup-key", "records.sqlite3", "sign-ins.txt")
_WRITTEN = datetime(
    2026, 11, 1, tzinfo=UTC
)  # this software is younger than that, so no true clock shows an earlier day
_AHEAD = timedelta(minutes=5)


def modes(home: Path) -> Iterator[Finding]:
    if mode := home.stat().st_mode & 0o077:
        yield fault(
            "home-mode", f"the home can be opened by others (mode {home.stat().st_mode & 0o777:o})",
            "Records, keys and stored runs lie in it, for its owner alone.", f"Run: chmod 700 {home}" if mode else "",
        )  # fmt: skip
    for name in SECRETS:
        path = home / name
        if path.exists() and path.stat().st_mode & 0o077:
            yield fault(
                f"{name}-mode", f"{name} can be read by others (mode {path.stat().st_mode & 0o777:o})",
                "A key or record is for its owner alone. One that others could read must be taken as known to them.",
                f"Run: chmod 600 {path}. Draw a key anew if somebody else could have read it.",
            )  # fmt: skip


def contents(home: Path, settings: Any) -> Iterator[Finding]:
    if (home / "sign-ins.txt").exists():
        yield fault(
            "sign-ins", "sign-ins.txt is in the home", "The demonstration's passwords lie there in plain.",
            "Invite the people who really work here, end the demonstration's sign-ins, and remove the file.",
        )  # fmt: skip
    heads = Path(settings.AUDIT_HEADS).resolve()
    if heads.is_relative_to(home):
        yield warning(
            "audit-heads", "the audit's heads are exported into the home",
            "Who can change the audit on this machine could change its heads with it.",
            "Set SULIS_AUDIT_HEADS to a folder on another machine, or copy the heads there every hour.",
        )  # fmt: skip
    if (home / "backup-key").exists():
        yield note(
            "backup-key", "the backups' key is in the home", "Without it no backup can be opened.",
            "Keep a copy away from this machine, and away from the backups.",
        )  # fmt: skip


def clock(home: Path, at: datetime) -> Iterator[Finding]:
    rule = "Sign-ins, codes, the audit and every deadline go by the clock."
    if at < _WRITTEN:
        yield fault(
            "clock",
            f"the clock shows {at:%Y-%m-%d}, before this software was written",
            rule,
            "Set the clock, and keep it by a time server.",
        )
        return
    newest = max((path.lstat().st_mtime for path in home.iterdir()), default=0.0)
    if datetime.fromtimestamp(newest, UTC) > at + _AHEAD:
        yield fault(
            "clock-behind",
            "files in the home are younger than the clock says it is now",
            rule,
            "Set the clock, and keep it by a time server.",
        )

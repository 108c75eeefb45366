"""Whether the chain is whole: every row against the one before, the keys, the triggers and the exported heads.

Reads rows and heads side by side, in the order of the chain, and holds a few of each. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DEFAULT_DB_ALIAS, connections

from sulis_web.audit import heads, queries, triggers
from sulis_web.audit.chain import hash_of
from sulis_web.audit.heads import Head
from sulis_web.audit.keys import Keys
from sulis_web.audit.values import Row

_BACKWARDS = timedelta(minutes=10)  # a long transaction's events bear the time at which it began
_OVERDUE = 2 * heads.EVERY
_FORENSIC = "Keep the database and the files of heads as they are, and compare with the newest backup before this row."


class Rule(StrEnum):
    """What must hold, in the order in which a row is held against them."""

    TABLE = "table"  # audit_event is there
    CONTINUITY = "continuity"  # rows are numbered from 1 without a gap
    INSTALLATION = "installation"  # written by this installation
    KEY = "key"  # with a key that it has, never an older one than the row before
    PREVIOUS = "previous"  # a row names the hash of the row before
    HASH = "hash"  # a row's hash is that of what it says
    HEAD = "head"  # the chain passes through every exported head and checkpoint
    HEADS_FILE = "heads file"  # the lines of heads are signed, in order, and each names the line before
    TRIGGERS = "triggers"  # what refuses changes and deletions stands


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that is broken, at the first place where it is."""

    rule: Rule
    seq: int | None  # the first bad row, where rows can tell
    given: str
    remedy: str = _FORENSIC
    until: int | None = None  # the first bad row is one from ``seq`` to this


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found. Notes are worth knowing and are no proof of tampering."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    rows: int
    heads: int
    covered: int  # the last row that an exported head settles

    @property
    def sound(self) -> bool:
        return not self.findings

    @property
    def first_bad_row(self) -> int | None:
        return min((found.seq for found in self.findings if found.seq is not None), default=None)


@dataclass(slots=True)
class _Walk:
    """Where the reading stands."""

    keys: Keys
    before: Row | None = None
    latest: datetime | None = None
    latest_seq: int = 0
    went_back: int = 0  # the first row that is earlier than one before it
    cut_short: bool = False  # by a row that cannot be read
    settled: int = 0  # the last row that a head or checkpoint agreed with
    findings: dict[Rule, Finding] = field(default_factory=dict)

    def find(self, rule: Rule, seq: int | None, given: str, **more: object) -> None:
        """Only the first of a rule: what follows a break is broken with it."""
        self.findings.setdefault(rule, Finding(rule, seq, given, **more))  # type: ignore[arg-type]


def verify(
    *,
    keys: Keys,
    signers: dict[int, Ed25519PublicKey],
    heads_file: Path,
    at: datetime,
    using: str = DEFAULT_DB_ALIAS,
) -> Verdict:
    """Walk the whole chain. ``heads_file`` may be absent, which is itself a finding once rows are hours old."""
    walk = _Walk(keys)
    lines = _Lines(heads_file, signers, walk)
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = {table.name: table.type for table in connection.introspection.get_table_list(cursor)}
    if tables.get("audit_event") != "t":
        walk.find(Rule.TABLE, 1, "the table audit_event is gone", remedy="Restore the records from a backup.")
    else:
        for given in triggers.faults(connection):
            walk.find(
                Rule.TRIGGERS, None, given, remedy="Find out who changed it; restore the records or set it up again."
            )
        _along(walk, lines, using)
    if not walk.cut_short:
        _after_the_end(walk, lines, at)
    last = walk.before.seq if walk.before else 0
    found = tuple(sorted(walk.findings.values(), key=lambda one: (one.seq is None, one.seq or 0)))
    return Verdict(found, tuple(_notes(walk, lines, last)), last, lines.read, lines.last.seq if lines.last else 0)


def _along(walk: _Walk, lines: _Lines, using: str) -> None:
    try:
        _along_rows(walk, lines, using)
    except queries.UnreadableRow as bad:
        walk.cut_short = True
        walk.find(Rule.HASH, bad.seq, f"row {bad.seq} cannot be read: a column holds what was never written there")


def _along_rows(walk: _Walk, lines: _Lines, using: str) -> None:
    for row in queries.rows(using=using):
        _check_place(walk, row)
        _check_seal(walk, row)
        _check_heads(walk, lines, row)
        if walk.latest is None or row.at > walk.latest:
            walk.latest, walk.latest_seq = row.at, row.seq
        elif walk.latest - row.at > _BACKWARDS:
            walk.went_back = walk.went_back or row.seq
        walk.before = row


def _check_place(walk: _Walk, row: Row) -> None:
    expected = walk.before.seq + 1 if walk.before else 1
    if row.seq != expected:
        walk.find(Rule.CONTINUITY, expected, f"row {expected} is missing: row {row.seq} follows row {expected - 1}")
    elif row.previous != (walk.before.hash if walk.before else ""):
        walk.find(Rule.PREVIOUS, row.seq, f"row {row.seq} does not follow from the row before it")


def _check_seal(walk: _Walk, row: Row) -> None:
    if row.installation != walk.keys.installation:
        given = f"row {row.seq} was written by the installation {row.installation}, not by {walk.keys.installation}"
        walk.find(Rule.INSTALLATION, row.seq, given, remedy="This is another installation's database: connect its own.")
    key = walk.keys.by_epoch.get(row.epoch)
    if key is None or (walk.before and row.epoch < walk.before.epoch):
        given = f"row {row.seq} names the key of epoch {row.epoch}, which this installation does not use there"
        walk.find(Rule.KEY, row.seq, given)
    elif hash_of(row, key) != row.hash:
        walk.find(Rule.HASH, row.seq, f"what row {row.seq} says is not what was written: its hash differs")


def _check_heads(walk: _Walk, lines: _Lines, row: Row) -> None:
    """Against every checkpoint and head that names this row."""
    while (mark := lines.next_mark()) is not None and mark[0] <= row.seq:
        seq, start = lines.take_mark()
        if seq == row.seq and row.hash.startswith(start):
            walk.settled = row.seq
        elif seq == row.seq:
            first = walk.settled + 1
            given = f"row {row.seq} is not the row of that number that a head was exported of"
            walk.find(Rule.HEAD, first, given, until=row.seq if row.seq > first else None)


def _after_the_end(walk: _Walk, lines: _Lines, at: datetime) -> None:
    """Marks beyond the last row tell of rows that are gone; what is left of the file is still checked."""
    last = walk.before.seq if walk.before else 0
    while (mark := lines.next_mark()) is not None:
        if mark[0] > last:
            walk.find(
                Rule.HEAD,
                last + 1,
                f"the table ends at row {last}, and a head was exported of row {mark[0]}: rows are gone",
            )
        lines.take_mark()
    if lines.read == 0 and walk.before is not None and at - walk.before.at > _OVERDUE:
        given = (
            f"there is no exported head, and the last event is older than {_OVERDUE.total_seconds() / 3600:.0f} hours"
        )
        remedy = "Name the folder where heads were exported with --heads; if there never was one, run `sulis audit export-head`."
        walk.find(Rule.HEADS_FILE, None, given, remedy=remedy)
    if lines.last and walk.latest and walk.latest - datetime.fromisoformat(lines.last.at) > _OVERDUE:
        given = f"the last head was exported at {lines.last.at}, and events were written for hours after it"
        remedy = "Compare the file with the copies that were sent elsewhere; if the export fails, run `sulis audit export-head`."
        walk.find(Rule.HEADS_FILE, None, given, remedy=remedy)


def _notes(walk: _Walk, lines: _Lines, last: int) -> Iterator[str]:
    covered = lines.last.seq if lines.last else 0
    if last > covered:
        yield f"rows {covered + 1} to {last} are newer than the last exported head"
    if walk.went_back:
        yield f"the clock went back: row {walk.went_back} is earlier than row {walk.latest_seq} or one before it"


class _Lines:
    """The exported heads as marks in the order of the chain, each line checked as it is read."""

    def __init__(self, path: Path, signers: dict[int, Ed25519PublicKey], walk: _Walk) -> None:
        self._signers, self._walk = signers, walk
        self._unread = heads.lines(path) if path.exists() else iter(())
        self._marks: list[tuple[int, str]] = []
        self._line_before = b""
        self.read, self.last = 0, None

    def next_mark(self) -> tuple[int, str] | None:
        while not self._marks:
            line = next(self._unread, None)
            if line is None:
                return None
            self._take_line(line)
        return self._marks[0]

    def take_mark(self) -> tuple[int, str]:
        return self._marks.pop(0)

    def _take_line(self, line: bytes) -> None:
        self.read += 1
        head = heads.parsed(line)
        wrong = self._wrong_with(head)
        self._line_before = line
        if wrong or head is None:
            self._walk.find(
                Rule.HEADS_FILE, None, f"line {self.read} of the heads {wrong}",
                remedy="Compare the file with the copies that were sent elsewhere.",
            )  # fmt: skip
            return
        self.last = head
        self._marks = [*head.checkpoints, *([(head.seq, head.hash)] if head.seq else [])]

    def _wrong_with(self, head: Head | None) -> str:
        if head is None:
            return "is no head"
        if not heads.signature_holds(head, self._signers):
            return "is not signed by this installation"
        if head.installation != self._walk.keys.installation:
            return "is another installation's"
        if head.previous != (heads.digest_of(self._line_before) if self._line_before else ""):
            return "does not follow from the line before it"
        if self.last and head.seq < self.last.seq:
            return "goes back in the chain"
        return ""

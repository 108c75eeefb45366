"""Words that must be found nowhere after a delivery, and files of every feed that carry them."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = [sys.executable, "-c", "from sulis_cli.main import main; main()"]
PEOPLE = ("Crime Ref", "Nominal Ref", "Role", "Rel To Victim", "Age", "Gender", "SDE")
CASES = ("CaseID", "YPRef", "Start", "End", "Outcome", "Offence", "FTE", "Age", "Sex", "Ethnicity", "CLA")
EVENTS = ("Pupil", "URN", "Type", "Start date", "Sessions", "Reason", "NCY", "Age", "Gender", "Ethnicity", "SEN", "FSM")
TELLING = ("Full name", "DOB", "Notes")


@dataclass
class Canaries:
    """Drawn anew for each test, so that nothing else on the machine holds them."""

    ref: str = field(default_factory=lambda: f"CAN{secrets.token_hex(5).upper()}")
    name: str = field(default_factory=lambda: f"Quill{secrets.token_hex(5)}")
    note: str = field(default_factory=lambda: f"whispered{secrets.token_hex(5)}")
    born: str = field(default_factory=lambda: f"31/02/{secrets.randbelow(9000) + 90000}")

    @property
    def words(self) -> tuple[str, ...]:
        return self.ref, self.ref.lower(), self.name, self.note, self.born

    def telling(self, row: int) -> str:
        return f"Zebedee {self.name}{row},{self.born},{self.note} by the river"

    def people(self, path: Path, rows: int = 40) -> Path:
        return _written(path, (*PEOPLE, *TELLING), (
            f"{self.ref}I{row},{self.ref}P{row % 17},VIC,,{15 + row % 40},F,W1,{self.telling(row)}" for row in range(rows)
        ))  # fmt: skip

    def cases(self, path: Path, rows: int = 40) -> Path:
        return _written(path, (*CASES, *TELLING), (
            f"{self.ref}C{row},{self.ref}Y{row % 17},03-Mar-2024,,YRO,8N,Yes,15,M,White,No,{self.telling(row)}" for row in range(rows)
        ))  # fmt: skip

    def events(self, path: Path, rows: int = 40) -> Path:
        return _written(path, (*EVENTS, *TELLING), (
            f"{self.ref}U{row % 17},9990001,SUSP,2024-03-04,{1 + row % 9},PP,9,14,M,WBRI,K,T,{self.telling(row)}" for row in range(rows)
        ))  # fmt: skip

    def found(self, *places: Path, since: float = 0.0, text: str = "") -> list[str]:
        """Where any of them stands: in the text, or in the name or the bytes of a file at these places."""
        where = ["the answer" for word in self.words if word in text]
        for path in files_of(places, since):
            try:
                held = path.read_bytes()
            except OSError:
                continue
            for word in self.words:
                if word.encode() in held or word.encode("utf-16-le") in held or word in path.name:
                    where.append(f"{word} in {path}")
        return where


def files_of(places: tuple[Path, ...], since: float) -> Iterator[Path]:
    for place in places:
        for folder, _, names in os.walk(place):
            for name in names:
                path = Path(folder) / name
                try:
                    if path.is_file() and path.stat().st_mtime >= since:
                        yield path
                except OSError:
                    continue


def shallow(since: float) -> list[str]:
    """Folders of the machine's own for scratch files that were touched since; one level, for what ignores TMPDIR."""
    found = []
    for place in map(Path, ("/tmp", "/var/tmp", "/dev/shm")):
        for path in place.iterdir() if place.is_dir() else ():
            try:
                if path.is_file() and path.stat().st_mtime >= since:
                    found.append(str(path))
            except OSError:
                continue
    return found


def layout(folder: Path, example: str) -> Path:
    """The catalogue's example with the telling columns listed as not taken."""
    from sulis.catalogue.toml import catalogue_root

    text = (catalogue_root() / "mappings" / f"{example}.toml").read_text(encoding="utf-8")
    left = "".join(f'\n[[not_taken]]\nheader = "{header}"\nwhy = "it tells who somebody is"\n' for header in TELLING)
    path = folder / f"{example}.toml"
    path.write_text(text + left, encoding="utf-8")
    return path


def environment(scratch: Path) -> dict[str, str]:
    scratch.mkdir(exist_ok=True)
    return {**os.environ, "TMPDIR": str(scratch)}


def ingest(home: Path, scratch: Path, mapping: object, *paths: Path, more: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run the command as a process whose scratch files have a place of their own; how it left, and all that it said."""
    words = ["ingest", "file", "--mapping", str(mapping), *map(str, paths), "--home", str(home), *more]
    done = subprocess.run([*COMMAND, *words], capture_output=True, text=True, env=environment(scratch), check=False)
    return done.returncode, done.stdout + done.stderr


def now() -> float:
    return time.time() - 1


def _written(path: Path, header: tuple[str, ...], rows: Iterator[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([",".join(header), *rows, ""]), encoding="utf-8")
    return path

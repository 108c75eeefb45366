"""Files of the made-up source on their way to a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sulis.sources.files.whole import write_whole


@dataclass(frozen=True, slots=True)
class Written:
    """One file written: its path under the folder, its SHA-256 and its size in bytes."""

    path: str
    sha256: str
    bytes: int


def put(folder: Path, name: str, content: bytes) -> Written:
    """Write one file at ``name`` under the folder, in place of one of the same name."""
    write_whole(folder / name, content)
    return Written(name, hashlib.sha256(content).hexdigest(), len(content))

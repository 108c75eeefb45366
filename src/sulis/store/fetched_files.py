"""What `sulis fetch` brought: files as received, each in a folder of the day it came, beside a manifest that says whence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file as it lies on disk, and all that its ``manifest.json`` says.

    ``source`` and ``key`` are the folders it lies in, ``path`` is relative to the source's folder. ``url`` was asked for;
    ``came_from`` answered. ``etag``, ``last_modified`` and ``content_type`` are as the site gave them, None where it gave
    none. ``length_told`` is False where the site did not say where the file ends. ``details`` are a publisher's own, such
    as the area type that was asked for. ``already_here`` is of this call and not of the file: it stands in no manifest.
    """

    source: str
    key: str
    path: str
    url: str
    came_from: str
    fetched_at: str
    sha256: str
    bytes: int
    kind: str
    etag: str | None
    last_modified: str | None
    content_type: str | None
    length_told: bool
    details: Mapping[str, Any] = field(default_factory=dict)
    already_here: bool = False


def newest(folder: Path, key: str) -> KeptFile | None:
    """The file of ``key`` in a source's folder that was fetched last, None when none is here.

    Folders without a manifest that can be read are passed by.
    """
    home = folder / key
    places = [place for place in home.iterdir() if place.is_dir()] if home.is_dir() else []
    days = [(found[1], int(found[2] or 1), place) for place in places if (found := _DAY.fullmatch(place.name))]
    for *_, place in sorted(days, reverse=True):
        kept = _read(place / MANIFEST)
        if kept is not None:
            return kept
    return None


def manifest_of(path: Path) -> KeptFile | None:
    """What the manifest beside a file says of it; None where there is none, or where it is of another file."""
    kept = _read(path.parent / MANIFEST)
    return kept if kept is not None and Path(kept.path).name == path.name else None


def _read(manifest: Path) -> KeptFile | None:
    try:
        return KeptFile(**json.loads(manifest.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from sulis_web.publication.pages import FIGURES, PAGES

_FILES = {page.name: page.file for page in PAGES}
_LONGEST = 200  # letters of a name: beyond what a file system takes, it does not say "absent" but fails


@dataclass(frozen=True, slots=True)
class PreparedPage:
    body: bytes
    sha256: str


def prepared_page(name: str) -> PreparedPage | None:
    """The page as last prepared, or None before any preparing. Which version is in place is asked each time."""
    return _prepared(_FILES[name])


def prepared_figure(name: str) -> PreparedPage | None:
    """The numbers of one chart, whose name is a slug, as last prepared."""
    return _prepared(f"{FIGURES}{name}.csv") if len(name) <= _LONGEST else None


def figure_names() -> tuple[str, ...]:
    """The charts whose numbers were prepared with the public pages."""
    folder: Path = settings.PUBLIC / FIGURES
    return tuple(sorted(file.stem for file in folder.glob("*.csv")))


def _prepared(file: str) -> PreparedPage | None:
    folder: Path = settings.PUBLIC
    try:
        return _read(folder.resolve(strict=True), file)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=128)
def _read(version: Path, file: str) -> PreparedPage:
    """A prepared version never changes, so what was read once is kept."""
    body = (version / file).read_bytes()
    return PreparedPage(body, hashlib.sha256(body).hexdigest())

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from sulis_web.partnership.decide import Who
from sulis_web.publication.models import Publication, Stage
from sulis_web.publication.pages import FIGURES, PAGES

_FILES = {page.name: page.file for page in PAGES}
_LONGEST = 200  # letters of a name: beyond what a file system takes, it does not say "absent" but fails


@dataclass(frozen=True, slots=True)
class PreparedPage:
    body: bytes
    sha256: str


def publications(who: Who) -> QuerySet[Publication]:
    """Every publication, newest first, those that were dropped too."""
    found: QuerySet[Publication] = Publication.objects.visible_to(who).select_related("run")
    return found


def publication(who: Who, public_id: str) -> Publication | None:
    return publications(who).filter(public_id=public_id).first()


def waiting() -> Publication | None:
    """The one that waits for a second person: there is one at most."""
    every = Publication.objects.unscoped("the one that waits, whoever proposed it")
    found: Publication | None = every.filter(stage=Stage.PROPOSED).first()
    return found


def last_published() -> Publication | None:
    every = Publication.objects.unscoped("what stands on the public pages")
    found: Publication | None = every.filter(stage=Stage.PUBLISHED).order_by("-changed_at", "-pk").first()
    return found


def folder_of(digest: str) -> Path:
    """Where a set of public pages lies, by the checksum of the set."""
    return Path(settings.HOME) / "public-versions" / digest[:16]


def proposed_page(held: Publication, name: str) -> bytes | None:
    """A page of a set as it would be published; None where the set has none of that name or lies there no more."""
    file = _FILES.get(name)
    path = folder_of(held.digest) / file if file else None
    return path.read_bytes() if path and path.is_file() else None


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

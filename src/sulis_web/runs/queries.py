from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from sulis.vocabulary import Audience, PartWayFailure
from sulis_web.partnership.models import Partnership
from sulis_web.runs.models import Run

if TYPE_CHECKING:  # reading it in loads the analytical library, which most pages never need
    from sulis.publish.documents.model import Document
    from sulis.publish.documents.one import WordedFinding
    from sulis.year.needs.model import Assessment, ReleaseNote


def runs_of(partnership: Partnership) -> QuerySet[Run]:
    """Its own runs, newest first. A made-up run is never listed under a real place, nor the reverse."""
    return Run.objects.filter(made_up=partnership.made_up, area_code=partnership.area_code)


def latest(partnership: Partnership) -> Run | None:
    return runs_of(partnership).first()


def day_of_latest(partnership: Partnership) -> date | None:
    """The day on which its needs were last assessed."""
    run = latest(partnership)
    return localdate(run.created) if run else None


def resting_on(partnership: Partnership, release: str) -> list[Run]:
    """The partnership's runs that read a release, newest first; one that was kept before that was noted is not among them."""
    return [run for run in runs_of(partnership) if release in (run.read or ())]


def open_run(run: Run) -> Assessment:
    """The stored assessment, checked against the checksum that the record holds.

    Raises
    ------
    PartWayFailure
        When the file is gone or is not the one that was stored.
    """
    return _open(settings.RUNS / run.id / "assessment.json", run.sha256)


def document(run: Run, audience: Audience) -> Document:
    """The run worded and drawn for an audience: nothing in it that the audience may not see."""
    return _document(_Stored(run.sha256, open_run(run)), audience)


def worded(run: Run, audience: Audience, key: str) -> WordedFinding | None:
    """One finding as the run has it for an audience, without its charts; None where the run has none of that id."""
    return _worded(_Stored(run.sha256, open_run(run)), audience, key)


def releases_seen(run: Run, audience: Audience) -> tuple[ReleaseNote, ...]:
    """The releases that the run read and that the audience may know of."""
    from sulis.publish.documents.seen import see_releases

    return see_releases(open_run(run), audience)


@dataclass(frozen=True, slots=True)
class _Stored:
    """An assessment that is known by its checksum, so that the same numbers are drawn once for each audience."""

    sha256: str
    assessment: Assessment = field(compare=False)


@lru_cache(maxsize=12)  # a run in use is drawn for three audiences
def _document(stored: _Stored, audience: Audience) -> Document:
    from sulis.publish.documents import build_document

    return build_document(stored.assessment, audience)


@lru_cache(maxsize=512)
def _worded(stored: _Stored, audience: Audience, key: str) -> WordedFinding | None:
    from sulis.publish.documents.one import word_one

    return word_one(stored.assessment, audience, key)


@lru_cache(maxsize=8)
def _open(path: Path, sha256: str) -> Assessment:
    """Kept in memory by checksum: a run never changes."""
    from sulis.year.needs.codec import load

    try:
        raw = path.read_bytes()
    except OSError as gone:
        raise PartWayFailure(
            f"the stored run at {path.parent.name} cannot be read", "Restore it or run it again."
        ) from gone
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise PartWayFailure(
            f"the stored run {path.parent.name} is not the one that was recorded",
            "Restore it from a backup or run it again.",
        )
    return load(json.loads(raw))

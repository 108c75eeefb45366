"""A run's documents, for each audience its own files of the home, made again when what the partnership says has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sulis.vocabulary import Audience
from sulis_web.design.dates import day
from sulis_web.needs import queries
from sulis_web.needs.models import Approval, Confidence
from sulis_web.runs import queries as runs
from sulis_web.runs.models import Run
from sulis_web.runs.whole_files import put_whole
from sulis_web.thread.queries import titles

if TYPE_CHECKING:
    from sulis.publish.documents.model import Document
    from sulis.publish.documents.written import Written

FILES = {"docx": "Word", "pdf": "PDF"}


def document_of(run: Run, audience: Audience) -> Document:
    """The run for an audience, with the words that the partnership has approved and whose figures are still this run's."""
    from sulis.publish.documents.written import with_words

    return with_words(runs.document(run, audience), written_for(run))


def written_for(run: Run) -> dict[str, Written]:
    """By the finding's id, approved words that were written beside the figures that this run has."""
    return {key: _written(each) for key, each in queries.approved().items() if not queries.moved(each, run)}


def path_of(run: Run, audience: Audience, kind: str) -> Path:
    """Where the file for an audience lies once it is made; its folder is named by what it holds."""
    folder: Path = Path(settings.HOME) / "documents" / run.pk / audience.value / _digest(run)
    return folder / f"needs-assessment.{kind}"


def keep_files(run: Run, audience: Audience, made: Mapping[str, bytes]) -> None:
    for kind, body in made.items():
        put_whole(path_of(run, audience, kind), body)


def _digest(run: Run) -> str:
    said = [[key, str(each)] for key, each in sorted(written_for(run).items())]
    return hashlib.sha256(json.dumps([run.sha256, said]).encode()).hexdigest()[:16]


def _written(approval: Approval) -> Written:
    from sulis.publish.documents.written import Written

    named = titles(approval.determinants)
    return Written(
        approval.statement,
        approval.text,
        Confidence(approval.confidence).label,
        approval.confidence_reason,
        tuple(named[key] for key in approval.determinants if key in named),
        day(approval.created_at),
    )

"""Word and PDF of a paper: files of the home, named by what they hold, so that a paper that has changed has none yet."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from sulis.publish.headed import HeadedDocument, headed_json
from sulis_web.design.values import Action as WayTo
from sulis_web.runs.whole_files import put_whole

NAMES = {"docx": "Word (DOCX)", "pdf": "PDF"}
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def digest_of(document: HeadedDocument) -> str:
    return hashlib.sha256(json.dumps(headed_json(document), sort_keys=True).encode()).hexdigest()[:24]


def path_of(document: HeadedDocument, kind: str) -> Path:
    return Path(settings.HOME) / "documents" / "papers" / f"{digest_of(document)}.{kind}"


def keep(document: HeadedDocument, made: dict[str, bytes]) -> None:
    for kind, body in made.items():
        put_whole(path_of(document, kind), body)


def ways_to_files(name: str, document: HeadedDocument, *, id: str) -> tuple[WayTo, ...]:
    """The files of a paper or an edition where they are made, else the way to have them made."""
    if all(path_of(document, kind).is_file() for kind in NAMES):
        return tuple(WayTo(words, reverse(f"{name}-file", args=[id, kind])) for kind, words in NAMES.items())
    return ()

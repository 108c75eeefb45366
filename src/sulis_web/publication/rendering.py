"""The public pages as texts, before anything is put in place: what they would be now, and what of it would change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from sulis.vocabulary import Audience
from sulis_web.needs.queries import approved, corrections, moved, words_then
from sulis_web.partnership.frame import public_frame
from sulis_web.partnership.models import Partnership
from sulis_web.publication import content
from sulis_web.publication.pages import FIGURES, PAGES, Page
from sulis_web.runs.models import Run

Rendered = Mapping[str, str]  # each file's path under the set's folder with its text


@dataclass(frozen=True, slots=True)
class Prospect:
    """What publishing now would do. ``pages`` are words of each page that is not the same, what happens to it, and its name."""

    digest: str
    pages: tuple[tuple[str, str, str], ...]
    texts: tuple[str, ...]  # approved words of findings, since the last publication
    corrections: tuple[str, ...]


def render_set(partnership: Partnership, run: Run | None) -> Rendered:
    """Every page's file with its text, and each chart's numbers. A chapter that the run does not have has no page."""
    context = content.everything(partnership, run) | {"frame": public_frame(partnership), "partnership": partnership}
    links = [(page.name, page.nav) for page in PAGES if page.nav]
    chapters = {each.id: each for chapter in context["chapters"] for each in (chapter, *chapter.finer)}
    tables = {f"{FIGURES}{drawn.name}.csv": drawn.csv for each in chapters.values() for drawn in each.charts}
    return tables | {
        page.file: render_to_string(
            page.template,
            context
            | {
                "links": links,
                "here": "public-data" if page.chapter else page.name,
                "chapter": chapters.get(page.chapter),
            },
        )
        for page in PAGES
        if not page.chapter or page.chapter in chapters
    }


def digest_of(pages: Rendered) -> str:
    return hashlib.sha256("\0".join(f"{file}\0{text}" for file, text in sorted(pages.items())).encode()).hexdigest()


def prospect(pages: Rendered, run: Run | None, since: datetime | None) -> Prospect:
    """What these pages change beside those in place. ``since`` is when the last publication was settled, None before any."""
    said = [each for each in approved().values() if not moved(each, run)]
    new = [each for each in said if since is None or each.created_at > since]
    put_right = [each for each in corrections() if since is None or each.created_at > since]
    shown = (words_then(each, Audience.PUBLIC) for each in new)
    wrong = (each.correction for each in put_right if words_then(each, Audience.PUBLIC))
    return Prospect(digest_of(pages), tuple(_differing(pages)), tuple(filter(None, shown)), tuple(wrong))


def _differing(pages: Rendered) -> list[tuple[str, str, str]]:
    held = _in_place()
    found: list[tuple[str, str, str]] = []
    for page in PAGES:
        before, after = held.get(page.file), pages.get(page.file)
        if before != after:
            told = "new" if before is None else "taken down" if after is None else "changed"
            found.append((_words(page), told, "" if after is None else page.name))
    tables = sum(held.get(file) != pages.get(file) for file in {*held, *pages} if file.startswith(FIGURES))
    return [*found, *([("Numbers behind charts", f"{tables} files", "")] if tables else [])]


def _words(page: Page) -> str:
    """A page's words at the head of every page, else its address: "Data and trends: places"."""
    return page.nav or page.path.strip("/").replace("/", ": ").replace("-", " ").capitalize()


def _in_place() -> dict[str, str]:
    folder: Path = settings.PUBLIC
    files = (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8") for path in files}

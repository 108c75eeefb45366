from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from sulis_web.partnership.frame import public_frame
from sulis_web.partnership.models import Partnership
from sulis_web.publication import content
from sulis_web.publication.pages import FIGURES, PAGES
from sulis_web.runs.models import Run


def prepare(*, partnership: Partnership, run: Run | None) -> Path:
    """Render every public page to files and put the whole set in place in one step.

    The set is a folder named by its content; ``HOME/public`` is a link to it, replaced at once, so a reader meets the
    old pages or the new ones and never some of each. The same content again changes nothing. Returns the folder.
    """
    pages = _render(partnership, run)
    folder = _folder_for(pages)
    if not folder.exists():
        aside = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(aside, ignore_errors=True)
        for file, text in pages.items():
            _write(aside / file, text)
        os.replace(aside, folder)
    before = settings.PUBLIC.resolve() if settings.PUBLIC.is_symlink() else None
    _point(settings.PUBLIC, folder)
    _clear(folder.parent, keep={folder, before})
    return folder


def _render(partnership: Partnership, run: Run | None) -> dict[str, str]:
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


def _folder_for(pages: dict[str, str]) -> Path:
    digest = hashlib.sha256("\0".join(f"{file}\0{text}" for file, text in sorted(pages.items())).encode()).hexdigest()
    return Path(settings.HOME) / "public-versions" / digest[:16]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _point(link: Path, folder: Path) -> None:
    aside = link.with_name("public.new")
    aside.unlink(missing_ok=True)
    aside.symlink_to(folder.relative_to(link.parent), target_is_directory=True)
    os.replace(aside, link)


def _clear(versions: Path, keep: set[Path | None]) -> None:
    """Older versions go; the one that was in place before stays, for a reader that is in the middle of it."""
    kept = {path.resolve() for path in keep if path is not None}
    for folder in versions.iterdir():
        if folder.resolve() not in kept:
            shutil.rmtree(folder, ignore_errors=True)

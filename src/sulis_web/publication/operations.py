from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from sulis_web.audit.operations import record
from sulis_web.audit.values import SYSTEM, Actor, Entry
from sulis_web.audit.values import Action as Audited
from sulis_web.partnership.models import Partnership
from sulis_web.publication import queries, rules
from sulis_web.publication.models import Publication, Stage
from sulis_web.publication.rendering import Rendered, digest_of, prospect, render_set
from sulis_web.records import operations as records
from sulis_web.runs.models import Run
from sulis_web.runs.whole_files import put_whole

_BY_THE_DEMONSTRATION = "Prepared when the home was built, by the command and by nobody in particular."


def propose(
    *, partnership: Partnership, run: Run | None, answers: Mapping[str, str], by: Actor, at: datetime
) -> Publication:
    """Ask a second person to publish what the pages would be now. ``answers`` are the reasons of the check, by field.

    Raises
    ------
    NotNow
        When nothing would change, or a publication waits already.
    """
    pages = render_set(partnership, run)
    last = queries.last_published()
    would = prospect(pages, run, last.settled_at if last else None)
    if not would.pages:
        raise rules.NotNow("Nothing on the public pages would change. There is nothing to publish.")
    made = Publication(run=run, digest=would.digest, changed_pages=[list(each) for each in would.pages], **answers)
    try:
        with transaction.atomic():
            kept: Publication = records.create(made, by=by, at=at)
            _lay_down(pages, kept.digest)  # for the second person to read
    except ValidationError as refused:
        if queries.waiting() is None:
            raise
        raise rules.NotNow("Another publication waits for a second person. It is settled first.") from refused
    return kept


def confirm(
    held: Publication,
    *,
    partnership: Partnership,
    run: Run | None,
    reason: str,
    seen_version: int,
    by: Actor,
    at: datetime,
) -> Publication:
    """Publish as the second person. The pages change when the record is committed, and never before.

    Raises
    ------
    NotNow
        When it is not this person's to confirm, or the pages would not be those that were proposed.
    Conflict
        When somebody settled it meanwhile.
    """
    if why := rules.why_not_confirm(held, person=by.person):
        raise rules.NotNow(why)
    pages = render_set(partnership, run)
    if digest_of(pages) != held.digest:
        raise rules.NotNow(
            "What would be published has changed since it was proposed. Drop this proposal, look at what changes now and propose that."
        )
    with transaction.atomic():
        fields = {"stage": Stage.PUBLISHED}
        now: Publication = records.change(held, fields=fields, seen_version=seen_version, by=by, at=at, reason=reason)
        record(entry=Entry(Audited.PUBLISH, by, "publication.publication", now.public_id, after=now.digest), at=at)
        _lay_down(pages, now.digest)
        transaction.on_commit(lambda: _stand(queries.folder_of(now.digest)))
    return now


def drop(held: Publication, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Publication:
    """Do not publish what was proposed. The proposal stays readable, with the reason.

    Raises
    ------
    NotNow
        When it does not wait any more.
    Conflict
        When somebody settled it meanwhile.
    """
    rules.check_waits(held)
    fields = {"stage": Stage.DROPPED}
    now: Publication = records.change(held, fields=fields, seen_version=seen_version, by=by, at=at, reason=reason)
    return now


def stand_by_the_last() -> bool:
    """Put the pages that were last published in place where they are not: the machine stopped between the record and the pages.

    Gives whether it did. Where their folder has gone, nothing is done: publishing anew lays it down.
    """
    last = queries.last_published()
    folder = queries.folder_of(last.digest) if last else None
    if folder is None or not folder.is_dir() or settings.PUBLIC.resolve() == folder.resolve():
        return False
    _stand(folder)
    return True


def prepare(*, partnership: Partnership, run: Run | None) -> Path:
    """Render every public page to files and put the whole set in place in one step.

    The set is a folder named by its content; ``HOME/public`` is a link to it, replaced at once, so a reader meets the
    old pages or the new ones and never some of each. The same content again changes nothing. Returns the folder.
    """
    pages = render_set(partnership, run)
    folder = _lay_down(pages, digest_of(pages))
    _stand(folder)
    return folder


def prepare_with_the_home(*, partnership: Partnership, run: Run | None, at: datetime) -> Path:
    """As `prepare`, for whoever builds a home at the command line, with a record that says so. The same content keeps none."""
    pages = render_set(partnership, run)
    digest, last = digest_of(pages), queries.last_published()
    folder = _lay_down(pages, digest)
    if last is None or last.digest != digest:
        answers = dict.fromkeys(rules.QUESTIONS, _BY_THE_DEMONSTRATION)
        made = Publication(run=run, digest=digest, stage=Stage.PUBLISHED, **answers)
        with transaction.atomic():
            records.create(made, by=SYSTEM, at=at)
            record(entry=Entry(Audited.PUBLISH, SYSTEM, "publication.publication", made.public_id, after=digest), at=at)
    _stand(folder)
    return folder


def _lay_down(pages: Rendered, digest: str) -> Path:
    """The whole set in its folder, which is there whole or not at all."""
    folder = queries.folder_of(digest)
    if not folder.exists():
        aside = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.new")
        for file, text in pages.items():
            put_whole(aside / file, text.encode())
        try:
            os.replace(aside, folder)
        except OSError:
            if not folder.is_dir():
                raise
            shutil.rmtree(aside, ignore_errors=True)  # somebody laid down the same set meanwhile
    return folder


def _stand(folder: Path) -> None:
    before = settings.PUBLIC.resolve() if settings.PUBLIC.is_symlink() else None
    _point(settings.PUBLIC, folder)
    _clear(folder.parent, keep={folder, before})


def _point(link: Path, folder: Path) -> None:
    aside = link.with_name(f"public.{secrets.token_hex(4)}.new")
    aside.symlink_to(folder.relative_to(link.parent), target_is_directory=True)
    os.replace(aside, link)


def _clear(versions: Path, keep: set[Path | None]) -> None:
    """Older versions go; the one that was in place before stays, for a reader that is in the middle of it."""
    kept = {path.resolve() for path in keep if path is not None}
    for folder in versions.iterdir():
        if folder.resolve() not in kept:
            shutil.rmtree(folder, ignore_errors=True)

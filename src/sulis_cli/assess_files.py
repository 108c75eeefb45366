"""The files of an assessment: data, lock and documents, put in place together."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sulis.vocabulary import Audience, PartWayFailure
from sulis_cli.assess_lock import Lock, write_lock

if TYPE_CHECKING:
    from sulis.year.needs import Assessment

NAME = "assessment"


def write_assessment(assessment: Assessment, audience: Audience, folder: Path, lock: Lock) -> list[str]:
    """Write everything aside, then put it in place; what a former run left under the same names is replaced.

    Returns
    -------
    list of str
        The files written, relative to the folder.

    Raises
    ------
    PartWayFailure
        When the folder cannot be written to; what was there stays as it was.
    """
    with _aside(folder) as staging:
        _write(assessment, audience, staging, documents=lock.documents)
        write_lock(lock, staging)
        files = sorted(str(path.relative_to(staging)) for path in staging.rglob("*") if path.is_file())
        _put_in_place(staging, folder)
    return files


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A staging folder inside ``folder``, so that what is written can be moved in one step each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(".building-*"):  # of a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    except OSError as trouble:
        raise PartWayFailure(
            f"{folder} cannot be written to: {trouble.strerror}", "Name a folder that you may write to with --out."
        ) from trouble
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(assessment: Assessment, audience: Audience, folder: Path, *, documents: bool) -> None:
    import json

    from sulis.publish.documents import contract_json, write_data_tables

    document = json.dumps(contract_json(assessment, audience), ensure_ascii=False, allow_nan=False, indent=1)
    (folder / f"{NAME}.json").write_text(document + "\n", encoding="utf-8")
    if documents:
        _write_documents(assessment, audience, folder)
    else:
        write_data_tables(assessment, audience, folder / "figures")


def _write_documents(assessment: Assessment, audience: Audience, folder: Path) -> None:
    from sulis.publish.documents import build_document, write_figure_tables, write_html, write_pdf, write_word

    document = build_document(assessment, audience)
    write_figure_tables(document, folder / "figures")
    write_html(document, folder / f"{NAME}.html")
    write_word(document, folder / f"{NAME}.docx")
    write_pdf(document, folder / f"{NAME}.pdf")


def _put_in_place(staging: Path, folder: Path) -> None:
    """Move finished files up, the data last; the documents and figures of a former run never stay beside new data."""
    former = folder / "figures"
    if former.is_dir():
        former.rename(staging / "former-figures")
    for ending in ("html", "docx", "pdf"):
        (folder / f"{NAME}.{ending}").unlink(missing_ok=True)
    made = [path for path in staging.iterdir() if path.name != "former-figures"]
    for path in sorted(made, key=lambda path: path.suffix == ".json"):
        os.replace(path, folder / path.name)

"""What is worked out in the background: a run's documents, and one finding once more from what its run read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from sulis.vocabulary import Audience, WrongUsage
from sulis_web.jobs.kinds import Kind, Result, Work, offer
from sulis_web.needs import operations
from sulis_web.needs.files import FILES, document_of, keep_files
from sulis_web.partnership.actions import Action
from sulis_web.partnership.audiences import audience_of
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.queries import current
from sulis_web.runs import queries as runs
from sulis_web.runs.assessing import assess_as, noting
from sulis_web.runs.models import Run

if TYPE_CHECKING:
    from sulis.year.needs.model import Assessment, Finding

DOCUMENTS = "needs-documents"
AGAIN = "finding-again"


def make_documents(work: Work) -> dict[str, bytes]:
    """Word and PDF of a run for the asker's audience, with what is approved beside the figures."""
    from sulis.publish.documents import write_pdf, write_word

    run = _run(work)
    work.step(0, 2, "Setting the Word file.")
    document = document_of(run, _audience(work))
    with tempfile.TemporaryDirectory(prefix="sulis-documents-") as folder:
        word = write_word(document, Path(folder) / "needs.docx").read_bytes()
        work.step(1, 2, "Setting the PDF.")
        return {"docx": word, "pdf": write_pdf(document, Path(folder) / "needs.pdf").read_bytes()}


def keep_documents(work: Work, made: dict[str, bytes]) -> Result:
    run = _run(work)
    keep_files(run, _audience(work), {name: made[name] for name in FILES})
    return Result("The documents", f"{reverse('run', args=[run.pk])}#as-a-document")


def work_again(work: Work) -> dict[str, Any]:
    """The run once more from what it read, and what came out for one finding."""
    run, key = _run(work), str(work.arguments["finding"])
    kept = _finding(runs.open_run(run), key)
    again = _finding(assess_as(run, _partnership(), work.step, noting(work)), key)
    differing = [s.name for s, t in zip(kept.slots, again.slots, strict=False) if s != t]
    return {"numbers": len(kept.slots), "same": kept == again, "differing": sorted(set(differing))}


def keep_again(work: Work, found: dict[str, Any]) -> Result:
    run, key = _run(work), str(work.arguments["finding"])
    operations.note_rerun(run, key, found, by=work.by, at=work.at)
    words = (
        f"Worked out again from the same releases: all {found['numbers']} numbers came out the same"
        if found["same"]
        else "Worked out again from the same releases: it came out otherwise"
    )
    return Result(words, reverse("finding", args=[run.pk, key]))


def _finding(assessment: Assessment, key: str) -> Finding:
    from sulis.publish.documents.one import finding_named

    found = finding_named(assessment, key)
    if found is None:
        raise WrongUsage("the assessment has no such finding", "Open the assessment and choose one of its findings.")
    return found


def _audience(work: Work) -> Audience:
    """The audience that the documents were asked for, which the view took from the asker.

    Raises
    ------
    WrongUsage
        When the asker belongs to another by now.
    """
    asked = Audience(str(work.arguments["audience"]))
    if asked is not audience_of(work.who):
        raise WrongUsage(
            "your role has changed since you asked for these documents", "Open the assessment and ask for them again."
        )
    return asked


def _run(work: Work) -> Run:
    found: Run | None = runs.runs_of(_partnership()).filter(pk=str(work.arguments["run"])).first()
    if found is None:
        raise WrongUsage("there is no such assessment any more", "Open the list of needs assessments.")
    return found


def _partnership() -> Partnership:
    served = current()
    if served is None:
        raise WrongUsage("no partnership is served here", "Ask whoever runs the application to load its files.")
    return served


offer(Kind(DOCUMENTS, "Making the documents of a needs assessment", Action.READ_WORK, make_documents, keep_documents))
offer(Kind(AGAIN, "Working a finding out again", Action.RUN_ASSESSMENT, work_again, keep_again))

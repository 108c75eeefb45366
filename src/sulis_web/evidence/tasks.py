"""What is read in the background: deliveries, and samples of layouts that somebody describes."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from sulis.vocabulary import WrongUsage
from sulis_web.evidence import linkage_tasks, operations, uploads
from sulis_web.evidence.models import Delivery, Sample
from sulis_web.evidence.reading import read
from sulis_web.evidence.ways import way
from sulis_web.jobs.kinds import DAILY, Kind, Result, Work, falls_due, offer
from sulis_web.partnership.actions import Action

IN_ROOMS = (linkage_tasks.BRING, linkage_tasks.RUN)
KEPT = timedelta(days=1)  # a file that was never read
SAMPLES_KEPT = timedelta(days=30)  # what a sample was seen to hold; its file goes with the others


def read_delivery(work: Work) -> dict[str, Any]:
    delivery = _delivery(work)
    known = way(delivery.way)
    if known is None:
        raise WrongUsage(
            "the mapping that the file was sent for is not there any more", "Choose another and send the file again."
        )
    given = [word for name in ("series", "period") if (said := getattr(delivery, name)) for word in (f"--{name}", said)]
    given += ["--provisional"] if delivery.provisional else []
    with uploads.lying(delivery.public_id, delivery.name) as path:
        words = [*known.words, *given, "--home", str(settings.HOME), "--json", "--", str(path)]
        return read(words, lambda: work.step(0, 0, "Reading the file"))


def keep_delivery(work: Work, answer: dict[str, Any]) -> Result:
    delivery = operations.judge(_delivery(work), answer, by=work.by, at=work.at)
    return Result(f"See what came of {delivery.name}"[:200], operations.address_of(delivery))


def look_at_sample(work: Work) -> dict[str, Any]:
    sample = _sample(work)
    with uploads.lying(sample.public_id, sample.name) as path:
        words = ["mapping", "propose", "--table", sample.table, "--source", sample.source, "--json", "--", str(path)]
        return read(words, lambda: work.step(0, 0, "Looking at the sample"))


def keep_look(work: Work, answer: dict[str, Any]) -> Result:
    sample = _sample(work)
    sample.seen, sample.guess, sample.text = answer["look"], answer["mapping"], answer["text"]
    sample.save(update_fields=["seen", "guess", "text"])
    return Result("See what the sample holds, and correct the guesses", reverse("sample", args=[sample.public_id]))


def try_mapping(work: Work) -> dict[str, Any]:
    sample = _sample(work)
    with (
        tempfile.TemporaryDirectory(prefix=uploads.PREFIX) as aside,
        uploads.lying(sample.public_id, sample.name) as path,
    ):
        mapping = Path(aside) / "mapping.toml"
        mapping.write_text(sample.text, encoding="utf-8")
        words = ["mapping", "check", str(mapping), "--on", str(path), "--home", str(settings.HOME), "--json"]
        return {"text": sample.text, **read(words, lambda: work.step(0, 0, "Trying the mapping"))}


def keep_trial(work: Work, answer: dict[str, Any]) -> Result:
    sample = _sample(work)
    if sample.text == answer["text"]:  # else it was changed meanwhile, and is being tried again
        sample.tried = {name: value for name, value in answer.items() if name != "text"}
        sample.save(update_fields=["tried"])
    return Result("See what the mapping makes of the sample", reverse("tried", args=[sample.public_id]))


def compare_release(work: Work) -> dict[str, Any]:
    words = ["releases", "compare", "--release", str(work.arguments["release"]), "--home", str(settings.HOME), "--json"]
    return read(words, lambda: work.step(0, 0, "Comparing the two releases"))


def keep_comparison(work: Work, answer: dict[str, Any]) -> Result:
    release = str(work.arguments["release"])
    operations.keep_comparison(release, answer, at=work.at)
    return Result("See which numbers move", f"{reverse('held-release', args=[release])}#moved")


@falls_due("remove files that were sent and never read", DAILY)
def forget_uploads(at: datetime) -> None:
    uploads.forget(before=at - KEPT)
    Sample.objects.unscoped("samples of layouts that were described long ago").filter(
        sent_at__lt=at - SAMPLES_KEPT
    ).delete()


def _delivery(work: Work) -> Delivery:
    rows = Delivery.objects.unscoped("the asker's own, by the job that they asked for")
    return rows.get(public_id=work.arguments["delivery"])


def _sample(work: Work) -> Sample:
    rows = Sample.objects.unscoped("the asker's own, by the job that they asked for")
    return rows.get(public_id=work.arguments["sample"])


READ = offer(Kind(operations.READ, "Reading a delivery", Action.DELIVER, read_delivery, keep_delivery))
LOOK = offer(Kind(operations.LOOK, "Looking at a sample", Action.KEEP_MAPPINGS, look_at_sample, keep_look))
COMPARE = offer(
    Kind(
        operations.COMPARE, "Comparing a release with the last", Action.RUN_ASSESSMENT, compare_release, keep_comparison
    )
)
TRY = offer(Kind(operations.TRY, "Trying a mapping on its sample", Action.KEEP_MAPPINGS, try_mapping, keep_trial))

"""What people send that is no sound file: told in words, and nothing left behind."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.integration.evidence.hands import Hands, text_of
from tests.support.releases import ROWS

pytestmark = pytest.mark.django_db
SOUND = ROWS.encode()


def test_an_empty_file_is_not_taken(analyst: Hands, home: Path) -> None:
    reply = analyst.send("severity_weights", b"")
    assert reply.status_code == 422 and "not the same as zero" in text_of(reply)
    assert not (home / "uploads").exists()


def test_a_file_of_51_mb_is_not_taken_and_its_size_is_told(analyst: Hands, home: Path) -> None:
    reply = analyst.send("severity_weights", b"x" * 51_000_000)
    assert reply.status_code == 422 and "51.0 MB" in text_of(reply) and "50 MB at most" in text_of(reply)
    assert not (home / "uploads").exists()


def test_more_than_an_upload_can_be_is_not_even_read_to_its_end(analyst: Hands, monkeypatch: Any) -> None:
    from sulis_web.evidence import uploads

    monkeypatch.setattr(uploads, "MOST", 1000)
    reply = analyst.send("severity_weights", b"x" * 10_000)
    assert reply.status_code == 413


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "older Excel"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ""),
        (b"<!doctype html><html><body>Sign in</body></html>", "web page"),
    ],
    ids=["a PDF", "an old workbook", "a picture", "a web page"],
)
def test_what_is_no_table_is_refused_with_the_reason(analyst: Hands, home: Path, content: bytes, told: str) -> None:
    from sulis.store import read_releases

    delivery = analyst.deliver("severity_weights", content, "weights.csv")
    assert delivery.verdict == "rejected" and read_releases(home) == ()
    assert told in text_of(analyst.client.get(reverse("delivery", args=[delivery.public_id])))


def test_a_zip_bomb_is_refused(analyst: Hands, home: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", bytes(300_000_000))
    delivery = analyst.deliver("severity_weights", held.getvalue(), "weights.xlsx")
    assert delivery.verdict == "rejected" and delivery.answer["faults"]
    assert not list((home / "uploads").iterdir())


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../../../etc/cron.d/weights.csv", "weights.csv"), ("C:\\fakepath\\May.csv", "May.csv"), ("a\x07b<script>.csv", "ab_script_.csv"),
     (".hidden", "hidden"), ("-rf.csv", "rf.csv")],
)  # fmt: skip
def test_a_name_with_a_path_or_worse_is_only_a_name(analyst: Hands, given: str, kept: str) -> None:
    from sulis_web.evidence.uploads import plain_name

    assert plain_name(given) == kept
    delivery = analyst.deliver("severity_weights", SOUND, given.replace("\x07", ""))
    assert "/" not in delivery.name and delivery.verdict == "accepted"


def test_the_form_sent_twice_is_one_delivery(analyst: Hands) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from sulis_web.evidence.models import Delivery

    first = analyst.send("severity_weights", SOUND)
    given = dict(first.wsgi_request.POST.items())
    again = analyst.client.post(first.wsgi_request.path, {**given, "file": SimpleUploadedFile("weights.csv", SOUND)})
    assert again.headers["Location"] == first.headers["Location"]
    assert Delivery.objects.unscoped("a test").count() == 1


def test_two_people_who_send_at_once_wait_for_each_other(home: Path, partnership: Any) -> None:
    """Given a writer at work, when another file is read, then it waits, and is taken in once the writer is done."""
    from sulis.store import writing
    from sulis_web.evidence import reading

    file = home / "weights.csv"
    file.write_bytes(SOUND)
    began, done = threading.Event(), threading.Event()

    def write() -> None:
        with writing(home):
            began.set()
            done.wait(20)

    writer = threading.Thread(target=write)
    writer.start()
    began.wait(20)
    told: list[str] = []

    def look() -> None:
        told.append("asked")
        done.set()

    words = ["ingest", "file", "--mapping", "severity_weights", "--home", str(home), "--json", "--", str(file)]
    answer = reading.read(words, look)
    writer.join()
    assert answer["verdict"] == "accepted" and told


def test_a_worker_that_was_killed_leaves_nothing_half_done(analyst: Hands, home: Path, memory: Path) -> None:
    """Given a worker that died with the file laid out, when another takes the job up, then the file is read from its beginning."""
    from datetime import timedelta

    from django.utils import timezone

    from sulis.store import read_releases
    from sulis_web.evidence import uploads
    from sulis_web.jobs.models import Job

    reply = analyst.send("severity_weights", SOUND)
    job = Job.objects.unscoped("a test").get()
    for name in ("of-another", job.arguments["delivery"]):
        (memory / f"{uploads.PREFIX}{name}").mkdir()
        (memory / f"{uploads.PREFIX}{name}" / "weights.csv").write_bytes(SOUND)
    (home / "staging").mkdir()
    (home / "staging" / "half.parquet").write_bytes(b"half")
    assert analyst.work(reply).state == "done"
    assert [each.rows_loaded for each in read_releases(home)] == [2] and not (
        home / "staging" / "half.parquet"
    ).exists()
    assert [path.name for path in memory.iterdir()] == [f"{uploads.PREFIX}of-another"], "its own is cleared with it"
    uploads.forget(before=timezone.now() + timedelta(seconds=1))
    assert not list(memory.iterdir()), "what others left is cleared every day"
    assert Job.objects.unscoped("a test").get(pk=job.pk).result_words == "See what came of weights.csv"


def test_loaded_by_one_that_died_before_it_said_so_is_told_as_loaded(analyst: Hands, home: Path) -> None:
    """Given a delivery put in place by a worker that died before it kept the verdict, when it is read again, then it says so."""
    from tests.support.releases import weights

    reply = analyst.send("severity_weights", SOUND)
    weights(home, "2021")
    job = analyst.work(reply)
    assert job.state == "done"
    assert "The same content was loaded before" in text_of(analyst.client.get(job.result))

"""Somebody who sends files and reads what came of them, and the worker that does the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone


@dataclass
class Hands:
    client: Any

    def page(self, name: str, *args: str, status: int = 200) -> str:
        return self.open(reverse(name, args=args), status)

    def open(self, path: str, status: int = 200) -> str:
        response = self.client.get(path)
        assert response.status_code == status, f"{path}: {response.status_code}"
        return response.content.decode()

    def post(self, path: str, **given: Any) -> Any:
        """Send the first form of a page with what it stands at, changed by what is given."""
        key = re.search(r'name="once" value="([^"]+)"', self.open(path.split("#")[0]))
        assert key, path
        return self.client.post(path, {"once": key[1], **given})

    def send(self, way: str, content: bytes, name: str = "weights.csv", **more: Any) -> Any:
        """Send a file; the reply."""
        return self.post(reverse("deliver-file", args=[way]), file=SimpleUploadedFile(name, content), **more)

    def deliver(self, way: str, content: bytes, name: str = "weights.csv", **more: Any) -> Any:
        """Send a file and have it read: the delivery as it then stands."""
        from sulis_web.evidence.models import Delivery

        job = self.work(self.send(way, content, name, **more))
        assert job.state == "done", f"{job.trouble} {job.remedy}"
        return Delivery.objects.unscoped("a test").get(job=job.public_id)

    def work(self, reply: Any) -> Any:
        """Do what a reply says is being done in the background; the job as it then stands."""
        from sulis_web.jobs.models import Job
        from sulis_web.jobs.running import run

        assert reply.status_code == 302, text_of(reply)
        public_id = reply.headers["Location"].rstrip("/").rpartition("/")[2]
        with TestCase.captureOnCommitCallbacks(execute=True):
            run(public_id, worker="one", clock=timezone.now)
        return Job.objects.unscoped("a test").get(public_id=public_id)


def text_of(reply: Any) -> str:
    """A page's words, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", reply.content.decode()).split())


def holding(folder: Path, words: bytes) -> list[Path]:
    """The files of a folder that hold these words as they are."""
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]

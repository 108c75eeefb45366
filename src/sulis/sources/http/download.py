"""One file from a site to a path: written aside, resumed after a break, verified, then put in place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from sulis.sources.http.client import CHUNK, Answer, Client, Interrupted
from sulis.vocabulary import InputRefused, WrongUsage

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file fetched. ``etag`` is the site's mark of this version, None where it gave none."""

    url: str
    path: Path
    sha256: str
    md5: str
    bytes: int
    etag: str | None


def download(
    client: Client,
    url: str,
    path: Path,
    *,
    sha256: str | None = None,
    md5: str | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """Fetch ``url`` to ``path``. A file already there is kept if the site says that it has not changed.

    Parameters
    ----------
    client
        The client with its rules.
    url, path
        The address, and the file to be written; its folder is made.
    sha256, md5
        The publisher's checksums in hexadecimal, where known.
    progress
        Called with the bytes so far and the total, None where the site does not say.

    Raises
    ------
    AddressRefused, Unreachable
        As the client does. What had arrived stays beside ``path`` as ``.part`` and is gone on with.
    InputRefused
        When a checksum does not match; nothing is kept.
    WrongUsage
        When the site has nothing at this address.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part, note = _beside(path, ".part"), _beside(path, ".part.json")
    known = _read_note(_beside(path, ".fetched.json")) if path.exists() else {}

    def attempt() -> bool:
        return _attempt(client, url, part, note, known, progress)

    if not client.persevere(url, attempt):
        return _from_disk(url, path, known.get("validator"))
    fetched = _from_disk(url, part, _read_note(note).get("validator"))
    _verify(fetched, sha256, md5, part, note)
    part.replace(path)
    note.unlink(missing_ok=True)
    kept = Fetched(url, path, fetched.sha256, fetched.md5, fetched.bytes, fetched.etag)
    _beside(path, ".fetched.json").write_text(json.dumps({**asdict(kept), "path": path.name, "validator": kept.etag}))
    return kept


def _attempt(
    client: Client, url: str, part: Path, note: Path, known: dict[str, str], progress: Progress | None
) -> bool:
    """One try. True when the part file is whole, False when the file already in place is still the site's."""
    begun = _read_note(note) if part.exists() else {}
    start = part.stat().st_size if begun.get("validator") and begun.get("url") == url else 0
    headers = {"Range": f"bytes={start}-", "If-Range": begun["validator"]} if start else {}
    if known.get("validator") and known.get("url") == url and not start:
        headers = {"If-None-Match": known["validator"]}
    with client.ask(url, headers) as answer:
        if answer.status == 304:
            return False
        if answer.status == 416:
            part.unlink()
            raise Interrupted("the part kept did not fit the site's file", 0.0)
        _expect(answer, url)
        if answer.status != 206 or not answer.headers.get("content-range", "").startswith(f"bytes {start}-"):
            start = 0
        validator = _validator(answer)
        note.write_text(json.dumps({"url": url, "validator": validator}))
        _append(answer, part, start, client.rules.most_bytes, progress)
    return True


def _append(answer: Answer, part: Path, start: int, most_bytes: int, progress: Progress | None) -> None:
    total = None if answer.length is None else start + answer.length
    with part.open("r+b" if start else "wb") as file:
        file.seek(start)
        for piece in answer.chunks(most_bytes - start):
            file.write(piece)
            start += len(piece)
            if progress:
                progress(start, total)
        file.truncate()


def _expect(answer: Answer, url: str) -> None:
    if answer.status in (404, 410):
        raise WrongUsage(f"the site has nothing at {url}", "Check the month or name against the publisher's page.")
    if answer.status not in (200, 206):
        raise InputRefused(f"{url} answered {answer.status}", "Open the address in a browser to see why.")


def _validator(answer: Answer) -> str | None:
    """The mark that allows going on later: a strong entity tag, else none (a date is too coarse)."""
    tag = answer.headers.get("etag", "")
    return tag if tag.startswith('"') else None


def _verify(fetched: Fetched, sha256: str | None, md5: str | None, part: Path, note: Path) -> None:
    for name, given, found in (("SHA-256", sha256, fetched.sha256), ("MD5", md5, fetched.md5)):
        if given is not None and given.lower() != found:
            part.unlink()
            note.unlink(missing_ok=True)
            raise InputRefused(
                f"the {name} of {fetched.url} is {found}, not {given.lower()} as the publisher says",
                "Run the command again; if it happens twice, tell the publisher and use nothing of the file.",
            )


def _from_disk(url: str, path: Path, etag: str | None) -> Fetched:
    long, short = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            long.update(piece)
            short.update(piece)
    return Fetched(url, path, long.hexdigest(), short.hexdigest(), path.stat().st_size, etag)


def _read_note(note: Path) -> dict[str, str]:
    try:
        found = json.loads(note.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)

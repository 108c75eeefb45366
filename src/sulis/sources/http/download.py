"""One file from a site to a path: written aside, resumed after a break, verified, then put in place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sulis.sources.http.client import CHUNK, Answer, Client
from sulis.sources.http.connecting import Interrupted
from sulis.vocabulary import InputRefused, WrongUsage

Progress = Callable[[int, int | None], None]
Look = Callable[[Answer], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file fetched. ``etag`` is the site's mark of this version, None where it gave none.

    ``came_from`` is the address that answered in the end, after every redirect. ``told`` is whether the site said where
    the file ends; where it is False, a connection that broke cannot be told from the end of the file.
    """

    url: str
    path: Path
    sha256: str
    md5: str
    bytes: int
    etag: str | None
    came_from: str = ""
    last_modified: str | None = None
    content_type: str | None = None
    told: bool = True


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
    known = _read_note(_beside(path, ".fetched.json")) if path.exists() else {}
    validator = known.get("validator") if known.get("url") == url else None
    unless = {"If-None-Match": str(validator)} if validator else {}
    kept = download_unless(client, url, path, unless=unless, sha256=sha256, md5=md5, progress=progress)
    if kept is None:
        return _from_disk(url, path, known)
    note = {**asdict(kept), "path": path.name, "validator": kept.etag}
    _beside(path, ".fetched.json").write_text(json.dumps(note))
    return kept


def download_unless(
    client: Client,
    url: str,
    path: Path,
    *,
    unless: Mapping[str, str],
    look: Look | None = None,
    sha256: str | None = None,
    md5: str | None = None,
    progress: Progress | None = None,
) -> Fetched | None:
    """Fetch ``url`` to ``path``, or None when the site says that it is as before; ``path`` is then left alone.

    Parameters
    ----------
    unless
        The headers that say what is already here (``If-None-Match``, ``If-Modified-Since``); empty for nothing.
    look
        Called with the answer before a byte of it is kept, to refuse what cannot be the file.

    Notes
    -----
    Everything else is as for `download`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part, note = _beside(path, ".part"), _beside(path, ".part.json")

    def attempt() -> bool:
        return _attempt(client, url, part, note, unless, look, progress)

    if not client.persevere(url, attempt):
        return None
    fetched = _from_disk(url, part, _read_note(note))
    _verify(fetched, sha256, md5, part, note)
    part.replace(path)
    note.unlink(missing_ok=True)
    return replace(fetched, path=path)


def _attempt(
    client: Client,
    url: str,
    part: Path,
    note: Path,
    unless: Mapping[str, str],
    look: Look | None,
    progress: Progress | None,
) -> bool:
    """One try. True when the part file is whole, False when what is here is still the site's."""
    begun = _read_note(note) if part.exists() else {}
    start = part.stat().st_size if begun.get("validator") and begun.get("url") == url else 0
    headers = {"Range": f"bytes={start}-", "If-Range": str(begun["validator"])} if start else dict(unless)
    with client.ask(url, headers) as answer:
        if answer.status == 304 and not start:
            return False
        if answer.status == 416 or (answer.status == 206 and answer.packed):
            part.unlink()
            raise Interrupted("the part kept did not fit the site's file", 0.0)
        _expect(answer, url)
        if look:
            look(answer)
        if answer.status != 206 or not answer.headers.get("content-range", "").startswith(f"bytes {start}-"):
            start = 0
        note.write_text(json.dumps({"url": url, **_marks(answer)}))
        _append(answer, part, start, client.rules.most_bytes, progress)
    return True


def _append(answer: Answer, part: Path, start: int, most_bytes: int, progress: Progress | None) -> None:
    total = None if answer.length is None or answer.packed else start + answer.length
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


def _marks(answer: Answer) -> dict[str, object]:
    """What a site says of the version it sends. Going on later needs a strong entity tag: a date is too coarse for it,
    and a packed body has no place to go on from.
    """
    tag = answer.headers.get("etag") or None
    return {
        "etag": tag,
        "validator": tag if tag and tag.startswith('"') and not answer.packed else None,
        "came_from": answer.url,
        "last_modified": answer.headers.get("last-modified"),
        "content_type": answer.headers.get("content-type"),
        "told": answer.told,
    }


def _verify(fetched: Fetched, sha256: str | None, md5: str | None, part: Path, note: Path) -> None:
    for name, given, found in (("SHA-256", sha256, fetched.sha256), ("MD5", md5, fetched.md5)):
        if given is not None and given.lower() != found:
            part.unlink()
            note.unlink(missing_ok=True)
            raise InputRefused(
                f"the {name} of {fetched.url} is {found}, not {given.lower()} as the publisher says",
                "Run the command again; if it happens twice, tell the publisher and use nothing of the file.",
            )


def _from_disk(url: str, path: Path, note: Mapping[str, Any]) -> Fetched:
    long, short = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            long.update(piece)
            short.update(piece)
    marks = {
        name: note[name] for name in ("etag", "came_from", "last_modified", "content_type", "told") if name in note
    }
    return Fetched(
        url, path, long.hexdigest(), short.hexdigest(), path.stat().st_size, marks.pop("etag", None), **marks
    )


def _read_note(note: Path) -> dict[str, Any]:
    try:
        found = json.loads(note.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)

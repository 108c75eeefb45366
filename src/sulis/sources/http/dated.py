"""A publisher's files kept by the day they were fetched: one that has not changed is not fetched again, old ones stay."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sulis.catalogue.published_files import PublishedFile, is_key
from sulis.sources.http.client import CHUNK, Client
from sulis.sources.http.download import Fetched, download_unless
from sulis.sources.http.forms import ending, file_name, look
from sulis.store.fetched_files import MANIFEST, KeptFile, newest
from sulis.vocabulary import InputRefused, WrongUsage

_INCOMING, _READY = ".incoming", ".ready"
Tell = Callable[[str], None]


Examine = Callable[[Path, KeptFile | None], Mapping[str, Any]]
"""Looks at a file that has arrived, with the one kept before it, and gives the details for its manifest."""


def _nothing_more(_path: Path, _last: KeptFile | None) -> Mapping[str, Any]:
    return {}


def fetch_file(
    client: Client,
    folder: Path,
    wanted: PublishedFile,
    *,
    at: datetime,
    examine: Examine = _nothing_more,
    tell: Tell = lambda _line: None,
) -> KeptFile:
    """Fetch one file into ``folder``, unless the one kept there is still the site's.

    Parameters
    ----------
    client
        The client with its rules.
    folder
        The source's folder of files as received. The file comes to lie in ``<key>/<day>/``, beside its manifest; a second
        one of the same day in ``<day>-2``.
    wanted
        The address, the form that the file must have, and its key.
    at
        When this is done; its day names the folder.
    examine
        Refuses a file that cannot be used, before it is put in place.

    Raises
    ------
    AddressRefused, Unreachable
        As the client does. What had arrived is gone on with next time.
    InputRefused
        When what came is not such a file. What was kept before stays, and nothing else is kept.
    WrongUsage
        When the key cannot name a folder, or the site has nothing at the address.
    """
    check_key(wanted.key)
    home = folder / wanted.key
    last = newest(folder, wanted.key)
    whole = last if last is not None and _checksum(folder / last.path) == last.sha256 else None
    incoming = home / _INCOMING / f"{hashlib.sha256(wanted.address.encode()).hexdigest()[:16]}.file"
    arrived = download_unless(
        client, wanted.address, incoming, unless=_unless(whole, wanted), look=lambda answer: look(answer, wanted.kind)
    )
    if whole is not None and (arrived is None or arrived.sha256 == whole.sha256):
        shutil.rmtree(home / _INCOMING, ignore_errors=True)
        tell(f"{wanted.key}: already here, from {whole.fetched_at[:10]}")
        return replace(whole, already_here=True)
    if arrived is None:
        raise InputRefused(f"{wanted.address} says that nothing changed, though nothing was here", "Try again later.")
    kept = _keep(folder, wanted, arrived, last, at, examine)
    tell(f"{wanted.key}: {kept.bytes:,} bytes")
    return kept


def check_key(key: str) -> None:
    """Refuse a key that cannot name a folder.

    Raises
    ------
    WrongUsage
        When it has anything but small letters, digits and underscores.
    """
    if not is_key(key):
        raise WrongUsage(f"{key[:60]!r} cannot name a file's folder", "Use small letters, digits and underscores.")


def keep_made(
    folder: Path,
    wanted: PublishedFile,
    content: bytes,
    *,
    at: datetime,
    details: Mapping[str, Any],
    tell: Tell = lambda _line: None,
) -> KeptFile:
    """Keep a document that was put together from several answers, unless the one kept last is the same.

    The folders and the manifest are those of `fetch_file`.
    """
    folder.joinpath(wanted.key, _INCOMING).mkdir(parents=True, exist_ok=True)
    made = folder / wanted.key / _INCOMING / "made.file"
    made.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    last = newest(folder, wanted.key)
    if last is not None and digest == last.sha256 == _checksum(folder / last.path):
        shutil.rmtree(made.parent, ignore_errors=True)
        tell(f"{wanted.key}: already here, from {last.fetched_at[:10]}")
        return replace(last, already_here=True)
    arrived = Fetched(wanted.address, made, digest, "", len(content), None, wanted.address)
    kept = _keep(folder, wanted, arrived, last, at, lambda _path, _last: details)
    tell(f"{wanted.key}: {kept.bytes:,} bytes")
    return kept


def _unless(whole: KeptFile | None, wanted: PublishedFile) -> dict[str, str]:
    """What to tell the site of the file already here; nothing when it came from another address."""
    if whole is None or whole.url != wanted.address:
        return {}
    if whole.etag:
        return {"If-None-Match": whole.etag}
    return {"If-Modified-Since": whole.last_modified} if whole.last_modified else {}


def _keep(
    folder: Path, wanted: PublishedFile, arrived: Fetched, last: KeptFile | None, at: datetime, examine: Examine
) -> KeptFile:
    home = folder / wanted.key
    try:
        name = file_name(wanted.address, wanted.key, ending(arrived.path, wanted.address, wanted.kind))
        details = examine(arrived.path, last)
    except BaseException:
        arrived.path.unlink()
        raise
    day = _free(home, at.date().isoformat())
    kept = KeptFile(
        folder.name, wanted.key, f"{wanted.key}/{day.name}/{name}", arrived.url, arrived.came_from,
        at.isoformat(timespec="seconds"), arrived.sha256, arrived.bytes, str(wanted.kind), arrived.etag,
        arrived.last_modified, arrived.content_type, arrived.told, dict(details),
    )  # fmt: skip
    _put(home, day, arrived.path, name, kept)
    return kept


def _put(home: Path, day: Path, arrived: Path, name: str, kept: KeptFile) -> None:
    """File and manifest come into place together: a folder made aside is given its name."""
    ready = home / _READY
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir()
    said = {key: value for key, value in asdict(kept).items() if key != "already_here"}
    (ready / MANIFEST).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    arrived.replace(ready / name)
    ready.rename(day)
    shutil.rmtree(home / _INCOMING, ignore_errors=True)


def _free(home: Path, day: str) -> Path:
    number = 1
    while (place := home / (day if number == 1 else f"{day}-{number}")).exists():
        number += 1
    return place


def _checksum(path: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()

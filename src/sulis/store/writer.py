"""Changing the store: releases built aside take effect together, in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sulis.store.catalogue_file import read_releases, replace_releases
from sulis.store.home import put_in_place, sync_folder, writing
from sulis.store.release import Release, ReleaseStatus
from sulis.store.sealed import FOLDER, SUFFIX
from sulis.vocabulary import WrongUsage


def folder_of(release: Release) -> str:
    """Where a release's files stay, relative to the home."""
    return f"{_root(release)}/{release.table}/{release.series}/{release.period}"


def _root(release: Release) -> str:
    return FOLDER if release.restricted else "releases"


def name_of(release: Release, table: str) -> str:
    """The path of one of a release's files, relative to the home; a restricted one is bound to it when it is sealed."""
    return f"{folder_of(release)}/{release.id}-{table}.parquet{SUFFIX if release.restricted else ''}"


def accept(
    home: Path, staging: Path, known: tuple[Release, ...], staged: Iterable[tuple[Release, dict[str, Path]]]
) -> None:
    """Put finished files in place, then the catalogue that names them. Until that last step no reader sees any of it.

    ``staged`` pairs each new release with its finished Parquet files by table. The caller holds `writing`.
    A current release of the same table, series and period is kept as superseded.
    """
    accepted = []
    folders = set()
    for release, files in staged:
        paths = {table: name_of(release, table) for table in files}
        if release.restricted:
            (home / FOLDER).mkdir(exist_ok=True, mode=0o700)
        sums = {table: sha256_of(file) for table, file in files.items()}
        for table, file in files.items():
            final = home / paths[table]
            put_in_place(file, final)
            folders.add(final.parent)
        accepted.append(replace(release, paths=paths, parquet_sha256=sums))
    for folder in sorted(folders):
        sync_folder(folder)
    slots = {release.slot for release in accepted}
    kept = [
        replace(old, status=ReleaseStatus.SUPERSEDED)
        if old.slot in slots and old.status is ReleaseStatus.CURRENT
        else old
        for old in known
    ]
    replace_releases(home, staging, [*kept, *accepted])


def withdraw(home: Path, release_id: str, *, because: str) -> Release:
    """Take a current release back. Its files stay, readers no longer see them, and the month counts as withdrawn.

    Raises
    ------
    WrongUsage
        When there is no current release of that id, or no reason is given.
    """
    if not because.strip():
        raise WrongUsage("a release is withdrawn with a reason, and none was given", "Say why with --reason.")
    with writing(home) as staging:
        known = read_releases(home)
        found = next((r for r in known if r.id == release_id and r.status is ReleaseStatus.CURRENT), None)
        if found is None:
            raise WrongUsage(f"{release_id!r} is not a current release", "See `sulis releases` for the ids.")
        gone = replace(found, status=ReleaseStatus.WITHDRAWN, withdrawn_because=because.strip())
        replace_releases(home, staging, [gone if r.id == release_id else r for r in known])
        return gone


def reinstate(home: Path, release_id: str) -> Release:
    """Undo a withdrawal: the release is current again.

    Raises
    ------
    WrongUsage
        When no withdrawn release has that id, or another release has taken its place since.
    """
    with writing(home) as staging:
        known = read_releases(home)
        found = next((r for r in known if r.id == release_id and r.status is ReleaseStatus.WITHDRAWN), None)
        if found is None:
            raise WrongUsage(
                f"{release_id!r} is not a withdrawn release", "See `sulis releases --history` for the ids."
            )
        if any(r.slot == found.slot and r.status is ReleaseStatus.CURRENT for r in known):
            raise WrongUsage(f"a later release has taken the place of {release_id}", "Withdraw that one first.")
        back = replace(found, status=ReleaseStatus.CURRENT, withdrawn_because=None)
        replace_releases(home, staging, [back if r.id == release_id else r for r in known])
        return back


def next_version(known: Iterable[Release], slot: tuple[str, str, str]) -> int:
    """The version that a new release of that slot gets: 1, or one more than the last."""
    return 1 + max((release.version for release in known if release.slot == slot), default=0)


def sha256_of(path: Path) -> str:
    """The checksum of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

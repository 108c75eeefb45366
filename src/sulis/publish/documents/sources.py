"""Releases as notes: which publisher, which months, which files."""

from __future__ import annotations

from collections.abc import Iterable

from sulis.publish.documents.model import SourceNote
from sulis.publish.documents.words.numbers import spoken
from sulis.year.needs.model import ReleaseNote

_TABLES = {
    "incidents": "recorded incidents",
    "geography": "look-ups between areas",
    "boundaries": "area outlines",
    "population": "resident population",
}


def source_notes(releases: Iterable[ReleaseNote]) -> tuple[SourceNote, ...]:
    """One note a publisher and table, numbered from 1, with each release and each file's checksum."""
    grouped: dict[tuple[str, str, str], list[ReleaseNote]] = {}
    for release in releases:
        grouped.setdefault((release.publisher, release.table, release.licence), []).append(release)
    return tuple(
        SourceNote(
            number, f"{publisher}, {_TABLES.get(table, table)}", licence, _periods(found),
            tuple(release.id for release in found),
            tuple(pair for release in found for pair in zip(release.files, release.sha256, strict=True)),
        )
        for number, ((publisher, table, licence), found) in enumerate(grouped.items(), start=1)
    )  # fmt: skip


def release_words(ids: Iterable[str], notes: Iterable[SourceNote]) -> str:
    """Which releases stand behind a number, in one line: publisher, table, how many and of which months."""
    wanted, parts = set(ids), []
    for note in notes:
        found = [id for id in note.releases if id in wanted]
        if found:
            whole = f"{len(found)} release{'s' * (len(found) != 1)}"
            parts.append(f"{note.title} ({whole}{', ' + note.periods if note.periods else ''})")
            wanted -= set(found)
    return "; ".join([*parts, *sorted(wanted)])


def _periods(releases: list[ReleaseNote]) -> str:
    given = sorted({release.period for release in releases if release.period})
    return spoken(given[0]) if len(given) == 1 else f"{spoken(given[0])} to {spoken(given[-1])}" if given else ""

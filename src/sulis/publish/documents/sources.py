"""Releases as notes: which publisher, which months, which files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sulis.publish.documents.model import SourceNote
from sulis.publish.documents.words.numbers import spoken, upper_first
from sulis.year.needs.model import ReleaseNote

_TABLES = {
    "incidents": "recorded incidents",
    "geography": "look-ups between areas",
    "boundaries": "area outlines",
    "population": "resident population",
    "population_groups": "residents by age, sex and ethnic group",
    "force_incidents": "incidents of the force's own extract",
    "incident_people": "people in incidents of the force's own extract",
}


def source_notes(releases: Iterable[ReleaseNote]) -> tuple[SourceNote, ...]:
    """One note a publisher and table, numbered from 1, with each release and each file's checksum."""
    grouped: dict[tuple[str, str, str], list[ReleaseNote]] = {}
    for release in releases:
        grouped.setdefault((release.publisher, release.table, release.licence), []).append(release)
    return tuple(
        SourceNote(
            number, f"{publisher}, {_TABLES.get(table, table)}", licence, _periods(found),
            tuple(release.id for release in found), tuple(release.received[:10] for release in found),
            tuple(pair for release in found for pair in zip(release.files, release.sha256, strict=True)),
        )
        for number, ((publisher, table, licence), found) in enumerate(grouped.items(), start=1)
    )  # fmt: skip


def release_words(ids: Iterable[str], notes: Iterable[SourceNote]) -> str:
    """Which releases stand behind a number: publisher, table, months, how many, and when they were received."""
    wanted = set(ids)
    parts: list[tuple[str, list[str]]] = []
    days: list[str] = []
    for note in notes:
        found = {id: day for id, day in zip(note.releases, note.received, strict=True) if id in wanted}
        if found:
            periods = f", {note.periods}" if note.periods else ""
            many = [f"{len(found)} releases"] if len(found) > 1 else []
            parts.append((f"{note.title}{periods}", many))
            days.append(received_words(found.values()))
            wanted -= found.keys()
    once = len(set(days)) == 1  # the day that all of them came in is said at the end
    told = [_bracketed(name, many if once else [*many, day]) for (name, many), day in zip(parts, days, strict=True)]
    return "; ".join([*told, *sorted(wanted)]) + (f". {upper_first(days[0])}" if once else "")


def _bracketed(name: str, notes: list[str]) -> str:
    return f"{name} ({', '.join(notes)})" if notes else name


def received_words(days: Iterable[str]) -> str:
    """When the releases came in: ``received on 22 November 2026``, or between the first day and the last.

    Examples
    --------
    >>> received_words(["2026-11-22", "2026-11-03"])
    'received between 3 November 2026 and 22 November 2026'
    """
    known = sorted(date.fromisoformat(day) for day in set(days))
    said = [f"{day.day} {day:%B} {day.year}" for day in known]
    return f"received on {said[0]}" if len(said) == 1 else f"received between {said[0]} and {said[-1]}"


def _periods(releases: list[ReleaseNote]) -> str:
    estimates = " estimates" * (releases[0].table == "population")
    given = sorted({f"{release.period}{estimates}" for release in releases if release.period})
    return spoken(given[0]) if len(given) == 1 else f"{spoken(given[0])} to {spoken(given[-1])}" if given else ""

"""What the files of one call, and the releases that are there, say against each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sulis.delivery.bench import Staged
from sulis.delivery.outcome import Known
from sulis.store import RawFile, ReleaseStatus, Tidied
from sulis.vocabulary import Fault

Done = Iterable[tuple[Tidied, Staged | None]]


def against_each_other(known: Known, done: Sequence[tuple[Tidied, Staged | None]]) -> tuple[Fault, ...]:
    """Why files that are each sound may not come in together, or not into this home; empty when they may."""
    return (*_clashes(done), *_mixed(known, done), *_taken_by_another(known, done))


def each_once(staged: Sequence[Staged]) -> list[Staged]:
    """Each period once: the same content given twice in one call is one release."""
    return list({release.slot: (release, files) for release, files in staged}.values())


def _clashes(done: Done) -> tuple[Fault, ...]:
    """Two files of one call that claim the same month and force but hold different content."""
    first: dict[tuple[str, str, str], RawFile] = {}
    faults = []
    for tidied, staged in done:
        if staged is None:
            continue
        slot, file = (tidied.table, tidied.series, tidied.period), tidied.files[0]
        other = first.setdefault(slot, file)
        if other.content_sha256 != file.content_sha256:
            faults.append(
                Fault(
                    file.name, None, None, f"a second, different file for {tidied.series} in {tidied.period}",
                    f"One call takes one file for each month and force; {other.name} is another.",
                    "Load the older one first and the newer one in a second call, so that it counts as its revision.",
                )
            )  # fmt: skip
    return tuple(faults)


def _mixed(known: Known, done: Done) -> tuple[Fault, ...]:
    """Made-up and real data never share a home."""
    kinds = {release.made_up for release in known.releases}
    given = [
        (tidied.files[0].name, tidied.made_up)
        for tidied, staged in done
        if staged is not None and tidied.made_up is not None
    ]
    wanted = kinds or {made_up for _, made_up in given[:1]}
    return tuple(
        Fault(
            name, None, None, "made-up data for a home of real data, or the other way round",
            "Made-up and real data never share a home.", "Name another folder with --home.",
        )
        for name, made_up in given
        if made_up not in wanted
    )  # fmt: skip


def _taken_by_another(known: Known, done: Done) -> tuple[Fault, ...]:
    """A release never takes the place of another source's: that would be no revision."""
    faults = []
    for tidied, staged in done:
        if staged is None:
            continue
        held = next((r for r in known.of_slot(staged[0].slot) if r.status is ReleaseStatus.CURRENT), None)
        if held is not None and held.source != staged[0].source:
            given = f"{tidied.series} in {tidied.period}, which {held.id} of {held.source} already holds"
            rule = "A later delivery takes the place of its own source's earlier one, and of no other."
            faults.append(Fault(tidied.files[0].name, None, None, given, rule, "Give it another series with --series."))
    return tuple(faults)

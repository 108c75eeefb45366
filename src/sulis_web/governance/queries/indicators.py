"""Which published indicators stand for a cause, and where the newest assessment shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.vocabulary import Audience
from sulis_web.partnership.decide import Who
from sulis_web.partnership.queries import current
from sulis_web.plan import queries as plan
from sulis_web.plan.rows import FACTOR
from sulis_web.runs import queries as runs
from sulis_web.runs.models import Run

if TYPE_CHECKING:
    from sulis.year.needs.model import Finding


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator. ``run`` is None where the newest assessment has no figure of it; ``releases`` are those that its figures came in."""

    id: str
    name: str
    why: str
    run: Run | None
    finding: str
    releases: tuple[str, ...]


def indicators_of(who: Who, cause: str, audience: Audience) -> tuple[Shown, ...]:
    """The indicators of a cause, by its key. The list of releases holds those alone that the audience may know of."""
    from sulis.catalogue.indicators import indicator_ids, load_indicator

    factors = _factors(who, cause)
    wanted = [load_indicator(id) for id in indicator_ids()] if factors else []
    wanted = [each for each in wanted if factors & set(each.factors)]
    partnership = current()
    run = runs.latest(partnership) if partnership and wanted else None
    held, known = _held(run), _releases(run, audience)
    shown = []
    for each in wanted:
        id = f"determinants-{each.id}"
        found = held.get(id)
        releases = tuple(name for name in _read(found) if name in known)
        shown.append(Shown(each.id, each.name, each.why, run if found else None, id if found else "", releases))
    return tuple(shown)


def _factors(who: Who, cause: str) -> frozenset[str]:
    record = plan.record(who, cause)
    keys = [key for _label, _words, key in record.facts] if record else []
    return frozenset(key.removeprefix(FACTOR) for key in keys if key.startswith(FACTOR))


def _held(run: Run | None) -> dict[str, Finding]:
    if run is None:
        return {}
    return {each.id: each for chapter in runs.open_run(run).chapters for each in chapter.findings}


def _releases(run: Run | None, audience: Audience) -> frozenset[str]:
    return frozenset(note.id for note in runs.releases_seen(run, audience)) if run else frozenset()


def _read(finding: Finding | None) -> tuple[str, ...]:
    """Ids of the releases that a finding's figures came in, in the order in which it names them."""
    made = [slot.estimate.provenance for slot in finding.slots] if finding else []
    return tuple(dict.fromkeys(id for each in made if each is not None for id in each.releases))

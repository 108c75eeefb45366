"""Taking a delivery in: judged rows are written aside, compared with what they replace, and take effect together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sulis.delivery.bench import Bench, Staged
from sulis.delivery.comparison import moved_by
from sulis.delivery.movement import Movement
from sulis.delivery.outcome import Known, Outcome, Verdict
from sulis.delivery.together import against_each_other, each_once
from sulis.store import Offered, accept, read_releases, writing

MOST_FOLLOWED = 12
"""Of the revisions of one call, so many are followed to the numbers that they move; the others can be asked about one by one."""


def deliver(
    home: Path,
    offered: Offered,
    *,
    received: str,
    provisional: bool = False,
    step: Callable[[int], None] = lambda _done: None,
    follow: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Judge every file, then load all of them or none.

    ``received`` is the time of the call, ISO in UTC. Where ``offered`` has faults already, no file is judged. ``step`` is
    called with 1 after each file. Files that were loaded before are passed over. With ``follow`` the first `MOST_FOLLOWED`
    revisions are followed to the numbers that they move. A ``dry_run`` judges and compares, and changes nothing.

    Raises
    ------
    PartWayFailure
        When another process is writing, or the catalogue cannot be read.
    """
    with _at(home, dry_run=dry_run) as (home, staging):
        known = Known(read_releases(home))
        bench = Bench(home, staging, known, received, provisional=provisional, secret=offered.secret, dry_run=dry_run)
        done = list(bench.work(offered.jobs, step)) if not offered.refused else []
        against = (*offered.refused, *against_each_other(known, done))
        faults = (*against, *(fault for tidied, _ in done for fault in tidied.faults))
        rows_read = sum(tidied.rows_read for tidied, _ in done)
        if against or any(tidied.refused for tidied, _ in done):
            return Outcome(Verdict.REJECTED, (), (), rows_read, faults, tried=dry_run)
        staged = each_once([staged for _, staged in done if staged is not None])
        over = tuple(bench.loaded_before(tidied) for tidied, staged in done if staged is None)
        if not staged:
            return Outcome(Verdict.ALREADY_LOADED, (), over, rows_read, (), tried=dry_run)
        movements = _followed(home, known, staged) if follow else {}
        if not dry_run:
            accept(home, staging, known.releases, staged)
        releases = tuple(release for release, _ in staged)
        verdict = Verdict.WITH_QUARANTINE if any(r.rows_quarantined for r in releases) else Verdict.ACCEPTED
        rows_read = sum(release.rows_read for release in releases)  # a file given twice in one call is read once
        return Outcome(verdict, releases, over, rows_read, faults, movements, dry_run)


@contextmanager
def _at(home: Path, *, dry_run: bool) -> Iterator[tuple[Path, Path]]:
    """The home and a staging folder in it. A trial on a home that is not there is made elsewhere, and leaves none behind."""
    with ExitStack() as stack:
        if dry_run and not home.exists():
            home = Path(stack.enter_context(TemporaryDirectory(prefix="sulis-trial-")))
        yield home, stack.enter_context(writing(home))


def _followed(home: Path, known: Known, staged: Sequence[Staged]) -> dict[str, Movement]:
    """What the first revisions move, by the new release's id."""
    by_id = {release.id: release for release in known.releases}
    revised = [(by_id[new.change.replaced], new, files) for new, files in staged if new.change and not new.restricted]
    return {new.id: moved_by(home, known.releases, old, new, files) for old, new, files in revised[:MOST_FOLLOWED]}

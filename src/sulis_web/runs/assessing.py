"""The needs assessment worked out again from the releases that the home holds now."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import TYPE_CHECKING

from django.conf import settings

from sulis.vocabulary import Audience, WrongUsage
from sulis_web.audit.operations import disclose
from sulis_web.audit.values import Action, Entry
from sulis_web.jobs.kinds import Work
from sulis_web.partnership.audiences import audience_of
from sulis_web.partnership.models import Partnership
from sulis_web.runs.models import Run

if TYPE_CHECKING:  # reading it in loads the analytical library, which most pages never need
    from sulis.store import Store
    from sulis.vocabulary import Period
    from sulis.year.needs.model import Assessment

Record = Callable[[tuple[str, ...]], object]
_REASON = "to work out the needs assessment"


def noting(work: Work) -> Record | None:
    """What writes to the audit that restricted releases are about to be read for a run, by whom and when.

    None where the asker belongs to no audience that may see what comes of them: then they are not read.
    """
    if audience_of(work.who) is not Audience.INTERNAL:
        return None

    def note(releases: tuple[str, ...]) -> None:
        entry = Entry(Action.CONSULT, work.by, "store.release", "needs assessment", reason=_REASON, ids=releases)
        disclose(entry=entry, at=work.at)

    return note


def assess_again(
    partnership: Partnership, told: Callable[[int, int, str], None], record: Record | None = None
) -> Assessment:
    """Every month of the force that is held, by the partnership's own definition.

    With ``record`` the force's own extract is read too; without it, open data alone. What comes of the extract stays with those
    whom `sulis_web.partnership.audiences` names.

    Raises
    ------
    WrongUsage
        When no incidents or look-ups of its force are loaded.
    """
    from sulis.store import open_store
    from sulis.vocabulary import Period

    store = open_store(settings.HOME)
    if partnership.force not in store.forces() or not store.has("geography"):
        raise WrongUsage(
            f"no incidents of {partnership.force_name or partnership.force}, or no look-ups of its area, have been loaded",
            "Ask whoever runs the application to load them, then ask for the assessment again.",
        )
    months = store.coverage(partnership.force)
    period = Period.between(months[0].month, months[-1].month)
    return _assessed(store, partnership, period, (partnership.definition["proxy"],), told, record)


def assess_as(
    run: Run, partnership: Partnership, told: Callable[[int, int, str], None], record: Record | None = None
) -> Assessment:
    """A stored run made once more: its area, months and definitions, from the releases that it read.

    Raises
    ------
    WrongUsage
        When one of those releases or definitions is not here any more, or the run was kept before releases were noted.
    """
    from sulis.store import open_store
    from sulis.vocabulary import Period

    if run.read is None:
        raise WrongUsage(
            "this assessment was kept before its releases were noted, so it cannot be made again from them",
            "Run the needs assessment again and look at the new one.",
        )
    store = open_store(settings.HOME).at(run.read)
    return _assessed(store, partnership, Period(run.start, run.end), tuple(run.definitions), told, record)


def _assessed(
    store: Store,
    partnership: Partnership,
    period: Period,
    definitions: tuple[str, ...],
    told: Callable[[int, int, str], None],
    record: Record | None,
) -> Assessment:
    from sulis.catalogue.partnership import load_partnership
    from sulis.catalogue.violence import find_definition
    from sulis.year.needs import assess

    return assess(
        store,
        area_code=partnership.area_code,
        period=period,
        definitions=[find_definition(each) for each in definitions],
        software=f"sulis {version('sulis')}",
        partnership=load_partnership(partnership.slug),
        told=told,
        record=record,
    )

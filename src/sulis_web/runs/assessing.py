"""The needs assessment worked out again from the releases that the home holds now."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import TYPE_CHECKING

from django.conf import settings

from sulis.vocabulary import WrongUsage
from sulis_web.partnership.models import Partnership

if TYPE_CHECKING:  # reading it in loads the analytical library, which most pages never need
    from sulis.year.needs.model import Assessment


def assess_again(partnership: Partnership, told: Callable[[int, int, str], None]) -> Assessment:
    """Every month of the force that is held, by the partnership's own definition.

    Raises
    ------
    WrongUsage
        When no incidents or look-ups of its force are loaded.
    """
    from sulis.catalogue.violence import find_definition
    from sulis.store import open_store
    from sulis.vocabulary import Period
    from sulis.year.needs import assess

    store = open_store(settings.HOME)
    if partnership.force not in store.forces() or not store.has("geography"):
        raise WrongUsage(
            f"no incidents of {partnership.force_name or partnership.force}, or no look-ups of its area, have been loaded",
            "Ask whoever runs the application to load them, then ask for the assessment again.",
        )
    months = store.coverage(partnership.force)
    return assess(
        store,
        area_code=partnership.area_code,
        period=Period.between(months[0].month, months[-1].month),
        definitions=[find_definition(partnership.definition["proxy"])],
        software=f"sulis {version('sulis')}",
        told=told,
    )

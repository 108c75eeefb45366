"""The definition at work: two definitions side by side, both from one start, and who holds what the focus leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.year.needs.breaks import Breaks
from sulis.year.needs.compared import compare_definitions
from sulis.year.needs.model import Chapter, Finding
from sulis.year.needs.outside import outside_findings
from sulis.year.needs.rebased import rebased_findings
from sulis.year.needs.study import Study

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Partnership


def definition_chapter(study: Study, breaks: Breaks, partnership: Partnership | None) -> Chapter:
    """Each pair of definitions, the series of all of them from one start, and what the plan's own definition leaves out."""
    from sulis.catalogue.sources import load_source_card
    from sulis.catalogue.violence import find_definition

    pairs = compare_definitions(study, breaks)
    outside: tuple[Finding, ...] = ()
    if partnership is not None:
        own = find_definition(partnership.definition.ref)
        outside = outside_findings(own, partnership.definition, load_source_card("force_extract"))
    return Chapter("definition", (*pairs, *rebased_findings(study, breaks), *outside))

"""The chapter on people, or that nothing here can tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sulis.year.needs.again import again_findings
from sulis.year.needs.age_adjusted import age_adjusted_findings
from sulis.year.needs.disparities import disparity_findings
from sulis.year.needs.extracted import CARD, NoExtract
from sulis.year.needs.model import Chapter
from sulis.year.needs.people import People, extract_finding, nothing_to_read
from sulis.year.needs.relations import girls_finding, relationship_findings
from sulis.year.needs.study import Study

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Linked


def people_chapter(study: Study, linked: Sequence[Linked] = ()) -> Chapter:
    """What the extract holds, who comes again, who is recorded more often than others, rates adjusted for age, girls, and relationships."""
    if isinstance(study.extract, NoExtract):
        return Chapter("people", nothing_to_read(study.extract))
    people = People(study, study.extract, next((one for one in linked if one.keys == CARD), None))
    return Chapter(
        "people",
        (
            extract_finding(study, people),
            *again_findings(people),
            *disparity_findings(people),
            *age_adjusted_findings(people),
            girls_finding(people),
            *relationship_findings(people),
        ),
    )

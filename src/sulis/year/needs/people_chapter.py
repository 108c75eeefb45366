"""The chapter on people, or that nothing here can tell of them."""

from __future__ import annotations

from sulis.year.needs.again import again_findings
from sulis.year.needs.disparities import disparity_findings
from sulis.year.needs.extracted import NoExtract
from sulis.year.needs.model import Chapter
from sulis.year.needs.people import People, extract_finding, nothing_to_read
from sulis.year.needs.relations import girls_finding, relationship_findings
from sulis.year.needs.study import Study


def people_chapter(study: Study) -> Chapter:
    """What the extract holds, who comes again, who is recorded more often than others, girls, and relationships."""
    if isinstance(study.extract, NoExtract):
        return Chapter("people", nothing_to_read(study.extract))
    people = People(study, study.extract)
    return Chapter(
        "people",
        (
            extract_finding(study, people),
            *again_findings(people),
            *disparity_findings(people),
            girls_finding(people),
            *relationship_findings(people),
        ),
    )

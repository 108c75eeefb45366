"""What stands before the chapters: what the Act asks and where it is answered, and the verdicts on the plan before all else."""

from __future__ import annotations

import pytest

from sulis.catalogue.partnership import load_partnership
from sulis.catalogue.violence import find_definition
from sulis.publish.documents import build_document
from sulis.publish.documents.front import MOST_IN_SUMMARY
from sulis.publish.documents.model import Document
from sulis.store import Store
from sulis.vocabulary import Audience, Period
from sulis.year.needs import assess
from sulis.year.needs.model import FindingKind
from tests.support.needs_store import ALDERMERE


@pytest.fixture(scope="module")
def document(small_store: Store) -> Document:
    made = assess(
        small_store, area_code=ALDERMERE, period=Period.between("2023-01", "2023-04"), software="sulis test",
        definitions=[find_definition("police_uk_proxy")], partnership=load_partnership("made_up"),
    )  # fmt: skip
    return build_document(made, Audience.INTERNAL)


def test_summary_begins_with_the_verdicts_on_the_plan_and_goes_on_with_other_findings(document: Document) -> None:
    kinds = {finding.id: finding.kind for finding in document.findings}
    met = [kinds[line.finding_id] for line in document.summary]
    claims = [kind is FindingKind.CLAIM for kind in met]
    assert claims == sorted(claims, reverse=True) and 0 < sum(claims) < len(met) <= MOST_IN_SUMMARY
    reached = ["cannot be tested" in line.text.lower() for line in document.summary[: sum(claims)]]
    assert reached == sorted(reached)


def test_guide_names_the_chapters_that_answer_to_the_acts_two_words(document: Document) -> None:
    first = document.reading_guide[0]
    numbers = {chapter.id: chapter.number for chapter in document.chapters}
    assert first.startswith("Section 8 of the Police, Crime, Sentencing and Courts Act 2022")
    for id_ in ("definition", "harm", "recorded"):
        assert f"chapter {numbers[id_]} (" in first.partition("; ")[0]
    assert f"chapter {numbers['determinants']} (" in first.partition("; ")[2]

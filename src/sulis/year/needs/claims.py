"""What the plan says, put to the test: each of its claims beside the findings that bear on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sulis.year.needs.claim_rules import rule_of
from sulis.year.needs.model import Chapter, Finding, FindingKind
from sulis.year.needs.ruling import Claim

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Finding as Stated
    from sulis.catalogue.partnership import Partnership


def claims_chapter(partnership: Partnership, chapters: Sequence[Chapter]) -> Chapter:
    """Every claim with a test in the plan's order, then those without one, by what they rest on.

    A claim's numbers are those of the findings that test it, so that whoever may not see one does not see its verdict.
    """
    findings = tuple(finding for chapter in chapters for finding in chapter.findings)
    tested = tuple(_put_to_the_test(stated, findings) for stated in partnership.findings if stated.test)
    return Chapter("claims", (*tested, *_untested(partnership.findings)))


def _put_to_the_test(stated: Stated, findings: Sequence[Finding]) -> Finding:
    assert stated.test is not None
    ruling = rule_of(stated.test)(findings, stated)
    claim = Claim(stated.test.value, stated.text, stated.basis.value, ruling.ground, ruling.rests_on)
    id_ = f"claims-{stated.id.removeprefix('finding_').replace('_', '-')}"
    told = [caveat for finding in findings if finding.id in ruling.rests_on for caveat in finding.caveats]
    return Finding(
        id_, FindingKind.CLAIM, stated.title, tuple(dict.fromkeys(ruling.slots)), statements=ruling.statements,
        caveats=tuple(dict.fromkeys(told)), claim=claim,
    )  # fmt: skip


def _untested(findings: Iterable[Stated]) -> tuple[Finding, ...]:
    """One finding for each basis: its claims, each with what a test would need."""
    by_basis: dict[str, list[Stated]] = {}
    for stated in findings:
        if stated.test is None:
            by_basis.setdefault(stated.basis.value, []).append(stated)
    return tuple(
        Finding(
            f"claims-untested-{basis.replace(' ', '-')}", FindingKind.UNTESTED_CLAIMS, basis,
            statements=tuple(f"{one.title}. To test it: {one.needs}" for one in group),
        )
        for basis, group in by_basis.items()
    )  # fmt: skip

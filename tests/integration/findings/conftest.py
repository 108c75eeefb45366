"""The made-up partnership with one run, and two people who may write about its findings and approve each other's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import django
import pytest

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.support.people import organisation, signed_in, someone  # noqa: E402
from tests.support.served import home, partnership, run, static_files  # noqa: E402
from tests.support.web import AT, assessment  # noqa: E402

__all__ = ["home", "partnership", "run", "static_files"]


@pytest.fixture
def analyst(run: Any) -> Any:
    from django.test import Client

    return signed_in(Client(), someone("analyst", organisation(), "Ash"))


@pytest.fixture
def co_ordinator(run: Any) -> Any:
    from django.test import Client

    return signed_in(Client(), someone("co-ordinator", organisation(), "Cory"))


@pytest.fixture
def later_run(run: Any, partnership: Any) -> Any:
    """The same assessment a month on, in which the first finding's first number is another."""
    from sulis_web.runs.operations import record_run

    given = assessment()
    chapter = given.chapters[0]
    finding = chapter.findings[0]
    slot = finding.slots[0]
    value = (slot.estimate.value or 0.0) + 5
    moved = replace(slot, estimate=replace(slot.estimate, value=value, high=(slot.estimate.high or value) + 5))
    findings = (replace(finding, slots=(moved, *finding.slots[1:])), *chapter.findings[1:])
    changed = replace(given, chapters=(replace(chapter, findings=findings), *given.chapters[1:]))
    return record_run(assessment=changed, partnership=partnership, at=AT + timedelta(days=30))

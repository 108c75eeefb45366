"""A partnership in a home of its own, with a run, for tests of the application."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sulis.catalogue.partnership import Partnership, load_partnership
from sulis.year.needs.model import Assessment
from tests.support.sample_assessment import sample_assessment

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def content() -> Partnership:
    """The made-up partnership, put in the sample assessment's area."""
    assessment = sample_assessment()
    return replace(load_partnership("made_up"), area_code=assessment.area.code, area_name=assessment.area.name)


def assessment(**changes: bool) -> Assessment:
    return sample_assessment(**changes)

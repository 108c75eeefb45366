from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sulis_web.audit.values import Actor
from sulis_web.plan.models import Risk
from sulis_web.plan.operations.actions import key_of
from sulis_web.records import operations as records


def risk_named(fields: Mapping[str, Any]) -> Risk:
    """A new risk, not stored yet."""
    return Risk(**fields, key=key_of("risk", fields["title"]))


def add_risk(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> Risk:
    made: Risk = records.create(risk_named(fields), by=by, at=at)
    return made

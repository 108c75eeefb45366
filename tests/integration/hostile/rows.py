"""Every row of every table that a form could reach, to see what a request changed."""

from __future__ import annotations

from typing import Any

from django.apps import apps

Rows = dict[tuple[str, Any], dict[str, Any]]
# Where a session, a try of a password or the audit is written, whatever was sent.
_ASIDE = {"django_session", "accounts_tries", "audit_event", "records_oncekey"}


def rows() -> Rows:
    """Every row of every table that a form could reach."""
    models = [model for model in apps.get_models() if model._meta.db_table not in _ASIDE]
    return {
        (model._meta.db_table, row["pk"]): row
        for model in models
        for row in model._base_manager.values("pk", *_columns(model))
    }


def _columns(model: Any) -> list[str]:
    return [each.attname for each in model._meta.concrete_fields]

"""The made-up partnership with its plan, and people of it in each role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.register.conftest import _static_files, acting, coordinator, home, partnership  # noqa: F401


@pytest.fixture
def action(partnership: Any) -> Callable[..., Any]:  # noqa: F811
    """An action by the key of the partnership's files, as it stands now."""

    def found(key: str) -> Any:
        from sulis_web.plan.models import Action

        return (
            Action.objects.unscoped("a test")
            .select_related("objective", "accountable", "board")
            .get(key=f"action_{key}")
        )

    return found

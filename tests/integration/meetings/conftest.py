"""The made-up partnership with its plan and its boards, and people of it in each role."""

from __future__ import annotations

from tests.integration.plan.conftest import _static_files, acting, action, coordinator, home, partnership  # noqa: F401

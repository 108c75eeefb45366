"""The made-up partnership with what others found, and people of it in each role."""

from __future__ import annotations

from tests.integration.register.conftest import _static_files, acting, coordinator, home, partnership  # noqa: F401

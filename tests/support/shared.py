"""Where the shared test data is, and the marker for tests that cannot run without it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
ABSENT = "the shared test data is absent"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=ABSENT)

"""Who changes records in these tests, and when."""

from __future__ import annotations

from datetime import UTC, datetime

from sulis_web.audit.values import Actor

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SAM, ROBIN = Actor(person="sam00000000000aa"), Actor(person="robin0000000000a")

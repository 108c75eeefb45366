"""Releases of a small open table in a home, taken in as any delivery is."""

from __future__ import annotations

from pathlib import Path

ROWS = "code_severity,offence,category_severity,weight\n1,Murder,Homicide,7000\n2,Robbery,Robbery,300\n"


def weights(home: Path, period: str, text: str = ROWS) -> str:
    """Take severity weights in; the id of the release."""
    from sulis.catalogue.mappings import load_mapping
    from sulis.delivery import deliver
    from sulis.sources.files import Limits
    from sulis.sources.mapped import offer

    file = home / f"weights-{period}.csv"
    file.write_text(text, encoding="utf-8")
    offered = offer([file], load_mapping("severity_weights"), limits=Limits.UPLOAD, period=period)
    outcome = deliver(home, offered, received="2026-11-22T08:00:00Z")
    file.unlink()
    assert outcome.releases, outcome.faults
    return outcome.releases[0].id

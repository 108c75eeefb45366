"""A release's place belongs to the source that filled it first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sulis.delivery import Verdict
from sulis.store import open_store
from sulis_cli.ingest import ingest_mapped

MAPPING = """
id = "{source}_try"
title = "Values of one indicator"
source = "{source}"
table = "indicator_values"
[release]
series = "england"
period = "2023"
[[column]]
to = "indicator_id"
value = "{source}"
[[column]]
to = "indicator"
value = "a rate"
[[column]]
to = "area_code"
from = "Area"
[[column]]
to = "area_type"
value = "authority"
[[column]]
to = "period"
value = "2023"
[[column]]
to = "value"
from = "Value"
missing = {{ "" = "not received" }}
[[column]]
to = "provisional"
value = "no"
"""
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def load(folder: Path, source: str, *, series: str = "") -> Verdict:
    mapping = folder / f"{source}_try.toml"
    mapping.write_text(MAPPING.format(source=source), encoding="utf-8")
    given = folder / f"{source}.csv"
    given.write_text(f"Area,Value\nE06000022,{len(source)}\n", encoding="utf-8")
    outcome, _ = ingest_mapped([given], folder / "home", mapping=str(mapping), series=series, now=NOW)
    return outcome.verdict


def test_release_never_takes_the_place_of_another_source_s(tmp_path: Path) -> None:
    assert load(tmp_path, "fingertips") is Verdict.ACCEPTED
    assert load(tmp_path, "ons_health_index") is Verdict.REJECTED
    assert [release.source for release in open_store(tmp_path / "home").releases()] == ["fingertips"]
    assert load(tmp_path, "ons_health_index", series="england-index") is Verdict.ACCEPTED
    assert len(open_store(tmp_path / "home").releases()) == 2

"""The fictional agencies' files, and a home in which all of them are loaded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sulis.delivery import Outcome
from sulis.sources.made_up.agencies import write_agency_files
from sulis.store import open_store
from sulis_cli.ingest import ingest_mapped

SEED = 20240101
NOW = datetime(2024, 7, 15, 9, 0, tzinfo=UTC)
MAPPINGS = {
    "*_incidents.csv": "example_force_incidents",
    "*_people.csv": "example_force_people",
    "*_istv_*.csv": "example_istv",
    "*_istv_*.xml": "example_istv_xml",
    "*_ecds_*.csv": "example_ecds_counts",
    "*_yjs_cases_*.csv": "example_youth_cases",
    "*_yjs_needs_*.csv": "example_youth_needs",
    "*_exclusions_*.csv": "example_school_exclusions",
    "*_absence_*.csv": "example_school_absence",
    "*_places_*.csv": "example_places",
}


def load(home: Path, mapping: str, *paths: Path, **more: str) -> Outcome:
    return ingest_mapped(paths, home, mapping=mapping, now=NOW, **more)[0]


def read(home: Path, query: str, *tables: str) -> list[tuple[Any, ...]]:
    with open_store(home).connect(restricted=tables, record=lambda ids: None) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sent")
    write_agency_files(folder, SEED)
    return folder


@pytest.fixture(scope="session")
def loaded(sent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("agencies") / "home"
    for form, mapping in MAPPINGS.items():
        outcome = load(home, mapping, *sorted(sent.glob(form)))
        assert outcome.verdict.value == "accepted", [str(fault) for fault in outcome.faults]
    return home

"""Same seed, same bytes, whatever the machine's hash seed, the span or the number of times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sulis.sources.made_up.country import write_country
from sulis.sources.made_up.country_ground import write_country_ground
from sulis.sources.made_up.draws import Draws, poisson_chances
from sulis.sources.made_up.fetch import Manifest, write_demonstration
from tests.support.shared import ROOT
from tests.unit.made_up.slow import table

SCRIPT = """
import sys
from pathlib import Path
from sulis.sources.made_up.fetch import write_demonstration
for one in write_demonstration(Path(sys.argv[1]), 7, "2023-04", "2023-06").files:
    print(one.sha256, one.path)
"""


def _run(folder: Path, hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", SCRIPT, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_same_seed_under_different_hash_seeds_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = _run(tmp_path / "one", "1"), _run(tmp_path / "two", "4242")
    assert first == second
    assert len(first.splitlines()) == 6 + 6 + 1 + 3 + 17  # look-ups, boundaries, people, months, and what agencies send


def test_another_seed_gives_other_bytes(tmp_path: Path, manifest: Manifest) -> None:
    other = write_demonstration(tmp_path, 1, "2022-01", "2022-01")
    assert not {f.sha256 for f in other.files if "wards" in f.path or "street" in f.path} & {
        f.sha256 for f in manifest.files
    }


def test_a_shorter_span_leaves_a_month_as_it_was(tmp_path: Path, manifest: Manifest) -> None:
    short = write_demonstration(tmp_path, manifest.seed, "2023-05", "2023-06")
    assert {(f.path, f.sha256) for f in short.files} <= {(f.path, f.sha256) for f in manifest.files}


def test_known_seed_gives_the_draws_written_down_once() -> None:
    """Guards against another version of numpy drawing otherwise: these were written down from numpy 2.4."""
    draws = Draws(20240101, 9)
    assert draws.below(6, 1000).tolist() == [477, 287, 655, 231, 815, 297]


def test_poisson_chances_have_the_mean_and_variance_of_a_poisson() -> None:
    for mean in (0.3, 4.0, 870.5):
        chances, lowest = poisson_chances(mean)
        total = chances.sum()
        counts = range(lowest, lowest + len(chances))
        found = sum(c * p for c, p in zip(counts, chances, strict=True)) / total
        spread = sum((c - found) ** 2 * p for c, p in zip(counts, chances, strict=True)) / total
        assert found == pytest.approx(mean, rel=1e-9)
        assert spread == pytest.approx(mean, rel=1e-9)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        Draws(-1)


def test_country_has_valid_rows_with_unique_ids_and_known_codes(tmp_path: Path) -> None:
    made = write_country(tmp_path, months=3, rows_per_month=6_000, forces=3, seed=5)
    lines = [
        line.split(",")
        for path in sorted((tmp_path / "police_uk").rglob("*.csv"))
        for line in path.read_text(encoding="utf-8").splitlines()[1:]
    ]
    ids = [cells[0] for cells in lines if cells[0]]
    known = {line["lsoa21_code"] for line in table(tmp_path / "lookups/lsoa11_lsoa21_ltla22.csv")}
    assert made.rows == len(lines)
    assert abs(made.rows / 3 - 6_000) < 300
    assert {len(cells) for cells in lines} == {12}
    assert len(ids) == len(set(ids))
    assert all(len(name) == 64 for name in ids)
    assert all((not cells[0]) == (cells[9] == "Anti-social behaviour") for cells in lines)
    assert {cells[7] for cells in lines if cells[7]} <= known
    assert {cells[1] for cells in lines} == {"2022-01", "2022-02", "2022-03"}


def test_country_with_the_same_seed_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_country(tmp_path / name, months=1, rows_per_month=600, forces=2)
    one, two = ([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.csv"))] for name in ("one", "two"))
    assert one == two


def test_country_is_divided_into_partnerships_and_its_squares_hold_the_rows(tmp_path: Path) -> None:
    write_country(tmp_path, months=1, rows_per_month=600, forces=2, districts=4)
    write_country_ground(tmp_path, forces=2)
    partnerships = (tmp_path / "lookups" / "ltla24_csp24_pfa24.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len({line.split(",")[2] for line in partnerships}) == 8
    assert len({line.split(",")[4] for line in partnerships}) == 2
    features = json.loads((tmp_path / "boundaries" / "boundaries_lsoa21.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    squares = {one["properties"]["lsoa21_code"]: one["geometry"]["coordinates"][0][0] for one in features}
    assert len(squares) == 33_000
    for path in sorted((tmp_path / "police_uk").rglob("*.csv")):
        for cells in (line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]):
            if cells[7]:
                (west, south), (east, north) = squares[cells[7]][0], squares[cells[7]][2]
                assert west <= float(cells[4]) <= east and south <= float(cells[5]) <= north

"""Run the benchmarks and print their table: `python -m benchmarks [--country] [--runs N]`."""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import board_pack, linkage, place, public_page, standardised, thread
from benchmarks.whole_process import SULIS, Line, alone, beside, fresh, median_seconds, most_megabytes, side_by_side

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--country", action="store_true", help="36 generated months of a whole country too (minutes)")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("The shared test data is absent, and these benchmarks read it.")
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}\n")
    print("| what | ours | beside | ratio or limit | peak memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="sulis-benchmarks-") as scratch:
        for line in lines(Path(scratch), options.runs, country=options.country):
            print(f"| {' | '.join(line)} |", flush=True)


def lines(scratch: Path, runs: int, *, country: bool) -> Iterator[Line]:
    home = scratch / "home"
    load = [*SULIS, "ingest", "geography", str(SHARED / "lookups"), str(SHARED / "boundaries"), "--home", str(home)]
    yield from ingest("Ingest, 22 real months", SHARED / "police_uk" / "street", scratch, runs)
    alone(load, runs=0)
    estimates = SHARED / "population" / "population20_lsoa11.csv.gz"
    alone([*SULIS, "ingest", "population", str(estimates), "--home", str(home)], runs=0)
    alone([*SULIS, "ingest", "police-uk", str(SHARED / "police_uk" / "street"), "--home", str(home)], runs=0)
    yield from assess(home, scratch / "out", runs)
    yield under("`sulis --help`", [*SULIS, "--help"], 0.5, runs)
    yield page(scratch / "demonstration", runs)
    yield from thread.lines(scratch, runs)
    yield from board_pack.lines(scratch, runs)
    yield from linkage.lines(scratch, min(runs, 3))
    yield from standardised.lines(scratch, runs)
    yield from place.lines(min(runs, 3))
    if country:
        yield from whole_country(scratch, runs)


def ingest(what: str, folder: Path, scratch: Path, runs: int, *, lookups: Path | None = None) -> Iterator[Line]:
    """Ours from an empty home (with look-ups when given) beside a bare copy of the same files."""
    home, target = scratch / "ingest-home", scratch / "bare.parquet"

    def empty() -> None:
        fresh(home)
        if lookups:
            alone([*SULIS, "ingest", "geography", str(lookups), "--home", str(home)], runs=0)

    ours, peer = side_by_side(
        [*SULIS, "ingest", "police-uk", str(folder), "--home", str(home)],
        [sys.executable, "-m", "benchmarks.bare_copy", str(folder), str(target)],
        runs=runs,
        before=empty,
    )
    agree(home, target)
    fresh(home)
    target.unlink()
    yield beside(what, ours, "bare DuckDB copy to Parquet", peer, at_most=2.5)


def agree(home: Path, target: Path) -> None:
    """Both must have kept the same rows."""
    import duckdb

    from sulis.store import open_store

    ours = open_store(home).connect().execute("SELECT count(*), count(DISTINCT incident_id) FROM incidents").fetchone()
    query = f"""SELECT count(*), count(DISTINCT "Crime ID") FROM read_parquet('{target}')"""
    if ours != duckdb.execute(query).fetchone():
        raise SystemExit("ours and the peer's rows differ")


def assess(home: Path, out: Path, runs: int) -> Iterator[Line]:
    command = [*SULIS, "assess", "--area", "E06000022", "--from", "2023-01", "--to", "2024-12"]
    command += ["--home", str(home), "--out", str(out)]
    yield under("`sulis assess` without documents", [*command, "--no-documents"], 5.0, runs)
    yield under("`sulis assess` with HTML, Word and PDF", command, 15.0, runs)


def under(what: str, command: list[str], limit: float, runs: int) -> Line:
    found = alone(command, runs=runs)
    floor = median_seconds(alone([sys.executable, "-c", "pass"], runs=runs))
    seconds = median_seconds(found)
    return (
        what, f"{seconds:.2f} s", f"starting Python {floor:.3f} s", f"under {limit} s: {'yes' if seconds < limit else 'NO'}",
        f"{most_megabytes(found):,.0f} MB",
    )  # fmt: skip


def page(home: Path, runs: int) -> Line:
    """A public page with its charts beside the smallest answer that the same server gives."""
    with public_page.served(home) as port:
        pairs = [
            (public_page.seconds_each(port, public_page.PAGE), public_page.seconds_each(port, public_page.FLOOR))
            for _ in range(runs + 1)
        ][1:]
    ours, floor = (statistics.median(values) for values in zip(*pairs, strict=True))
    return (
        "A public page with its charts, one request", f"{ours * 1000:.1f} ms", f"a line of text, same server {floor * 1000:.1f} ms",
        f"{ours / floor:.1f}", "",
    )  # fmt: skip


def whole_country(scratch: Path, runs: int) -> Iterator[Line]:
    from sulis.sources.made_up.country import write_country
    from sulis.sources.made_up.country_ground import write_country_ground

    country = write_country(scratch / "country", districts=8)
    rows = f"Ingest, 36 generated months of a whole country ({country.rows / 1e6:.1f} million rows)"
    yield from ingest(rows, scratch / "country", scratch, min(runs, 5))
    home = scratch / "country-home"
    alone([*SULIS, "ingest", "geography", str(scratch / "country" / "lookups"), "--home", str(home)], runs=0)
    alone([*SULIS, "ingest", "police-uk", str(scratch / "country" / "police_uk"), "--home", str(home)], runs=0)
    yield counting(home, country.rows, runs)
    write_country_ground(scratch / "country")
    ground = [scratch / "country" / part for part in ("lookups", "boundaries")]
    alone([*SULIS, "ingest", "geography", *map(str, ground), "--home", str(home)], runs=0)
    alone([*SULIS, "ingest", "population", str(scratch / "country" / "population"), "--home", str(home)], runs=0)
    yield every_partnership(home, scratch / "every")


def every_partnership(home: Path, out: Path) -> Line:
    """All chapters' figures of 320 partnerships over 36 months, without documents. Memory is the largest process's."""
    command = [*SULIS, "assess", "--every", "partnership", "--from", "2022-01", "--to", "2024-12", "--home", str(home)]
    line = under("`sulis assess --every partnership`, 320 of them", [*command, "--out", str(out)], 180.0, 1)
    if len(list(out.glob("*/assessment.json"))) != 320:
        raise SystemExit("a partnership has no figures")
    return line


def counting(home: Path, rows: int, runs: int) -> Line:
    """The whole country by month, category and partnership, beside bare DuckDB grouping the same Parquet files."""
    ours = [*SULIS, "count", "--from", "2022-01", "--to", "2024-12", "--home", str(home), "--json"]
    peer = [sys.executable, "-m", "benchmarks.bare_count", str(home)]
    same_counts(ours, peer)
    our_runs, peer_runs = side_by_side(ours, peer, runs=runs)
    what = f"`sulis count`, the same {rows / 1e6:.1f} million rows with a definition"
    return beside(what, our_runs, "bare DuckDB, the group-by alone", peer_runs, at_most=3)


def same_counts(ours: list[str], peer: list[str]) -> None:
    """Both must count the same incidents."""
    import json
    import subprocess

    document = json.loads(subprocess.run(ours, check=True, capture_output=True).stdout)
    counted = sum(one or 0 for area in document["areas"] for months in area["incidents"].values() for one in months)
    bare = subprocess.run(peer, check=True, capture_output=True, text=True).stdout.split()
    if counted + document["unplaced"]["incidents"] != int(bare[-1]):
        raise SystemExit("ours and the peer's counts differ")


if __name__ == "__main__":
    main()

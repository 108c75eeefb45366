"""The peer's: its own table of one row a band, put together untimed, and no columns of explanation asked for."""

from __future__ import annotations

import json
import resource
import statistics
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
import PHStatsMethods as peer


def main() -> None:
    scratch, runs = Path(sys.argv[1]), int(sys.argv[2])
    given, times = np.load(scratch / "bands.npz"), []
    areas, bands = given["counts"].shape
    table = pd.DataFrame(
        {
            "area": np.repeat(np.arange(areas), bands),
            "count": given["counts"].ravel(),
            "people": given["people"].ravel(),
            "weight": np.tile(given["weights"], areas),
        }
    )
    for _ in range(runs + 1):
        started = perf_counter()
        found = peer.ph_dsr(
            table, "count", "people", "weight", group_cols="area", metadata=False, euro_standard_pops=False
        )
        times.append(perf_counter() - started)
    columns = ["Value", *(name for name in found.columns if "ci" in name)]
    np.save(scratch / "peer_rates.npy", found.sort_values("area")[columns].to_numpy())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": statistics.median(times[1:]), "megabytes": peak}))


if __name__ == "__main__":
    main()

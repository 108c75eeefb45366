"""Ours: one array call."""

from __future__ import annotations

import json
import resource
import statistics
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

from sulis.statistics import standardised_rate


def main() -> None:
    scratch, runs = Path(sys.argv[1]), int(sys.argv[2])
    given, times = dict(np.load(scratch / "bands.npz")), []
    for _ in range(runs + 1):
        started = perf_counter()
        found = standardised_rate(given["counts"], given["people"], given["weights"])
        times.append(perf_counter() - started)
    np.save(scratch / "ours_rates.npy", np.column_stack([found.value, found.low, found.high]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": statistics.median(times[1:]), "megabytes": peak}))


if __name__ == "__main__":
    main()

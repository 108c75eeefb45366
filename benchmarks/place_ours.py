"""Ours: one piece of work a process; prints the seconds of the work itself, and what to compare."""

from __future__ import annotations

import json
import sys
import time

import numpy as np
import scipy.spatial  # noqa: F401 - the peer's own import has loaded it before its clock starts

from benchmarks.place_inputs import DAYS, DISTANCES, cells, events
from sulis.statistics import local_g, near_repeat, neighbours_of_pairs


def main(what: str, number: str) -> None:
    if what == "near-repeat":
        x, y, day = events(int(number))
        started = time.perf_counter()
        found = near_repeat(x, y, day, distances=DISTANCES, days=DAYS)
        seconds, compared = time.perf_counter() - started, [int(found.observed[:2].sum())]  # up to 100 m and 14 days
    else:
        values, pairs = cells()
        neighbours = neighbours_of_pairs(len(values), pairs)
        started = time.perf_counter()
        z = local_g(values, neighbours, permutations=int(number)).value
        seconds, compared = time.perf_counter() - started, np.round(z[::1000], 6).tolist()
    print(json.dumps({"seconds": seconds, "compared": compared}))


if __name__ == "__main__":
    main(*sys.argv[1:])

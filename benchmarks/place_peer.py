"""The peer, in its own interpreter: esda's Gi* or pointpats' Knox; prints the seconds of the work itself, and what to compare."""

from __future__ import annotations

import json
import sys
import time
import warnings

import numpy as np

from benchmarks.place_inputs import DAYS, DISTANCES, cells, events


def main(what: str, number: str) -> None:
    warnings.simplefilter("ignore")
    seconds, compared = near_repeat(int(number)) if what == "near-repeat" else gi_star(int(number))
    print(json.dumps({"seconds": seconds, "compared": compared}))


def near_repeat(number: int) -> tuple[float, list[int]]:
    """One band of distance and one of time: all that one call does."""
    from pointpats import Knox

    x, y, day = events(number)
    started = time.perf_counter()
    found = Knox(
        np.column_stack((x, y)), day[:, None].astype(float), delta=DISTANCES[0], tau=DAYS[-1], permutations=999
    )
    return time.perf_counter() - started, [int(found.statistic_)]


def gi_star(permutations: int) -> tuple[float, list[float]]:
    """One job, which was seen to be faster than two; the compiled form where the machine has it."""
    from esda import G_Local
    from libpysal.weights import WSP
    from scipy.sparse import coo_array

    values, pairs = cells()
    both = np.concatenate((pairs, pairs[:, ::-1]))
    weights = WSP(coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(len(values),) * 2).tocsr()).to_W()
    G_Local(
        values[:200], WSP(coo_array(np.eye(200, k=1) + np.eye(200, k=-1)).tocsr()).to_W(), star=True, permutations=9
    )
    started = time.perf_counter()
    z = G_Local(values, weights, transform="B", star=True, permutations=permutations, n_jobs=1).Zs
    return time.perf_counter() - started, np.round(z[::1000], 6).tolist()


if __name__ == "__main__":
    main(*sys.argv[1:])

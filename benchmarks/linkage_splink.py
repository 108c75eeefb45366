"""The peer for linkage: Splink called directly with the same model on the same cleaned records, and its own clusters."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import duckdb
from splink import DuckDBAPI, Linker

from benchmarks.linkage_ours import SEED
from sulis.linkage import Thresholds, model
from sulis.linkage.pairs import floor_of
from sulis.linkage.training import RANDOM_PAIRS, SURE_SHARE

USED = ("given_name", "family_name", "date_of_birth", "sex", "postcode")


def main(folder: str) -> None:
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    sheets, limits, connection = Path(folder), Thresholds(), duckdb.connect()
    connection.execute(f"CREATE TABLE people AS FROM '{sheets}/cleaned.parquet'")
    records = connection.execute("SELECT count(*) FROM people").fetchone()
    assert records is not None
    linker = Linker(DuckDBAPI(connection).register("people"), model.settings(USED, 1 / records[0]), log_level=None)
    rules = [{"blocking_rule": rule} for rule in model.surely_same(USED)]
    linker.training.estimate_probability_two_random_records_match(rules, recall=SURE_SHARE)
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    for rule in model.teaching(USED):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
    pairs = linker.inference.predict(threshold_match_weight=floor_of(limits))
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=limits.link
    )
    connection.execute(f"COPY {pairs.physical_name} TO '{sheets}/splink_pairs.parquet' (FORMAT parquet)")
    connection.execute(f"COPY {clusters.physical_name} TO '{sheets}/splink_clusters.parquet' (FORMAT parquet)")


if __name__ == "__main__":
    main(*sys.argv[1:])

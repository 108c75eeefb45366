"""Statistical methods, one a file: arrays in, results with their intervals out."""

from sulis.statistics.compare_counts import CountComparison, compare_counts
from sulis.statistics.crude_rate import CrudeRate, crude_rate
from sulis.statistics.poisson_interval import PoissonInterval, poisson_interval
from sulis.statistics.proportion import Proportion, wilson
from sulis.statistics.rate_difference import RateDifference, rate_difference
from sulis.statistics.rate_ratio import RateRatio, rate_ratio
from sulis.statistics.rolling import rolling_sum

__all__ = [
    "CountComparison",
    "CrudeRate",
    "PoissonInterval",
    "Proportion",
    "RateDifference",
    "RateRatio",
    "compare_counts",
    "crude_rate",
    "poisson_interval",
    "rate_difference",
    "rate_ratio",
    "rolling_sum",
    "wilson",
]

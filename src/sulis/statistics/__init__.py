"""Statistical methods, one a file: arrays in, results with their intervals out."""

from sulis.statistics.among_peers import AmongPeers, among_peers
from sulis.statistics.aoristic import Aoristic, PartShare, aoristic, part_share
from sulis.statistics.capture_recapture import TrueNumber, chapman, log_linear
from sulis.statistics.change_points import ChangePoint, ChangePoints, change_points
from sulis.statistics.compare_counts import CountComparison, compare_counts
from sulis.statistics.concentration import Concentration, concentration
from sulis.statistics.control_chart import ControlChart, Rebase
from sulis.statistics.crude_rate import CrudeRate, crude_rate
from sulis.statistics.detectability import SmallestChange, TimeToSee, smallest_change, time_to_see
from sulis.statistics.direction import Direction, Way, direction
from sulis.statistics.disparity import Disparity, disparity, relative_rate_index
from sulis.statistics.false_discovery import adjusted_p
from sulis.statistics.funnel import Funnel, FunnelOf, funnel, funnel_sentence
from sulis.statistics.local_g import LocalG, local_g
from sulis.statistics.local_moran import LocalMoran, local_moran
from sulis.statistics.near_repeat import Chains, NearRepeat, chains, near_repeat
from sulis.statistics.neighbours import Neighbours, neighbours_of_pairs, neighbours_within
from sulis.statistics.p_chart import p_chart
from sulis.statistics.persistence import Persistence, persistence
from sulis.statistics.poisson_interval import PoissonInterval, poisson_interval
from sulis.statistics.proportion import Proportion, wilson
from sulis.statistics.rare_events_chart import g_chart, t_chart
from sulis.statistics.rate_difference import RateDifference, rate_difference
from sulis.statistics.rate_ratio import RateRatio, rate_ratio
from sulis.statistics.repeats import Repeats, repeats
from sulis.statistics.repeats_by_chance import RepeatsByChance, repeats_by_chance
from sulis.statistics.roles_overlap import RolesOverlap, roles_overlap
from sulis.statistics.rolling import rolling_sum
from sulis.statistics.scan import Cluster, Scan, scan
from sulis.statistics.seasonality import Seasonality, seasonality
from sulis.statistics.severity import Severity, severity
from sulis.statistics.shrinkage import ShrinkageFit, ShrunkRates, shrunk_rates
from sulis.statistics.standardised_rate import StandardisedRate, standardised_rate
from sulis.statistics.standardised_ratio import StandardisedRatio, expected_events, standardised_ratio
from sulis.statistics.time_to_repeat import TimeToRepeat, time_to_repeat
from sulis.statistics.u_chart import u_chart
from sulis.statistics.xmr_chart import Screening, xmr_chart

__all__ = [
    "AmongPeers",
    "Aoristic",
    "Chains",
    "ChangePoint",
    "ChangePoints",
    "Cluster",
    "Concentration",
    "ControlChart",
    "CountComparison",
    "CrudeRate",
    "Direction",
    "Disparity",
    "Funnel",
    "FunnelOf",
    "LocalG",
    "LocalMoran",
    "NearRepeat",
    "Neighbours",
    "PartShare",
    "Persistence",
    "PoissonInterval",
    "Proportion",
    "RateDifference",
    "RateRatio",
    "Rebase",
    "Repeats",
    "RepeatsByChance",
    "RolesOverlap",
    "Scan",
    "Screening",
    "Seasonality",
    "Severity",
    "ShrinkageFit",
    "ShrunkRates",
    "SmallestChange",
    "StandardisedRate",
    "StandardisedRatio",
    "TimeToRepeat",
    "TimeToSee",
    "TrueNumber",
    "Way",
    "adjusted_p",
    "among_peers",
    "aoristic",
    "chains",
    "change_points",
    "chapman",
    "compare_counts",
    "concentration",
    "crude_rate",
    "direction",
    "disparity",
    "expected_events",
    "funnel",
    "funnel_sentence",
    "g_chart",
    "local_g",
    "local_moran",
    "log_linear",
    "near_repeat",
    "neighbours_of_pairs",
    "neighbours_within",
    "p_chart",
    "part_share",
    "persistence",
    "poisson_interval",
    "rate_difference",
    "rate_ratio",
    "relative_rate_index",
    "repeats",
    "repeats_by_chance",
    "roles_overlap",
    "rolling_sum",
    "scan",
    "seasonality",
    "severity",
    "shrunk_rates",
    "smallest_change",
    "standardised_rate",
    "standardised_ratio",
    "t_chart",
    "time_to_repeat",
    "time_to_see",
    "u_chart",
    "wilson",
    "xmr_chart",
]

"""Counts that are log-linear in what explains them, fitted by Poisson likelihood, with the spread beyond chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from sulis.statistics._inputs import Floats

STEPS = 60
SETTLED = 1e-10  # relative change of the deviance at which the fit has settled
FARTHEST = 30.0  # from the mean on the log scale: a group without any event would otherwise go on to minus infinity


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients with their covariance as of Poisson counts, and how much wider the counts spread (1 or more)."""

    coefficients: Floats
    covariance: Floats
    deviance: float
    dispersion: float
    residuals: Floats
    freedom: int


def fit(count: Floats, design: Floats, exposure: Floats) -> Fit:
    """Iterated weighted least squares; no element may be missing, no exposure 0, and some event must be there."""
    overall = float(np.log(count.sum() / exposure.sum()))
    offset = np.log(exposure) + overall
    linear = np.log((count + 0.5) / exposure) - overall
    mean, before = np.maximum(count, 0.5), np.inf
    covariance: Floats = np.eye(design.shape[1])
    found = np.zeros(design.shape[1])
    for _ in range(STEPS):
        covariance = np.asarray(np.linalg.pinv((design * mean[:, None]).T @ design), dtype=np.float64)
        found = covariance @ (design.T @ (mean * linear))
        eta = np.clip(design @ found, -FARTHEST, FARTHEST)
        mean = np.exp(eta + offset)
        linear = eta + (count - mean) / mean
        deviance = float(2.0 * (xlogy(count, np.where(count > 0, count, 1.0) / mean) - count + mean).sum())
        if abs(before - deviance) <= SETTLED * (1.0 + deviance):
            break
        before = deviance
    freedom = count.size - design.shape[1]
    residuals = (count - mean) / np.sqrt(mean)
    spread = float((residuals**2).sum()) / freedom if freedom > 0 else np.nan
    return Fit(found, covariance, deviance, spread, residuals, freedom)

"""Admissions to hospital after an assault with a sharp object, by quarter."""

from functools import partial

from sulis.sources.mapped.fitting import offer_fitting

offer = partial(offer_fitting, mappings=("nhs_admissions",))
"""A job for each file of admissions. A star is a hidden number, and stands as suppressed."""

"""Recorded crime by force and by partnership: three layouts of the same table."""

from functools import partial

from sulis.sources.mapped.fitting import offer_fitting

# In the order in which they are tried: the first has a column more than the second.
offer = partial(offer_fitting, mappings=("home_office_partnership", "home_office_force", "home_office_force_copy"))
"""A job for each file, CSV, XLSX or ODS. Numbers below zero are corrections, and are kept."""

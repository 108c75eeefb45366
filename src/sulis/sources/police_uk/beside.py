"""What police.uk publishes beside street-level crime: outcomes, and stops and searches, by month and force."""

from functools import partial

from sulis.sources.mapped.fitting import offer_fitting

offer_outcomes = partial(offer_fitting, mappings=("police_uk_outcomes",), name_ends="-outcomes.csv -outcomes.csv.gz")
"""A job for each file of outcomes; in a folder the publisher's other files are passed by."""

offer_stops = partial(
    offer_fitting, mappings=("police_uk_stops",), name_ends="-stop-and-search.csv -stop-and-search.csv.gz"
)
"""A job for each file of stops and searches; in a folder the publisher's other files are passed by."""

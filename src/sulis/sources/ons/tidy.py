"""Census tables, severity weights and scores, the health index; and the deprivation and homelessness that stand beside them."""

from functools import partial

from sulis.sources.mapped.fitting import offer_fitting

offer_census = partial(
    offer_fitting,
    mappings=(
        "census_2021_ethnicity_authority",
        "census_2021_ethnicity_lsoa",
        "census_2021_sex_authority",
        "census_2021_age_sex",
        "workday_population",
    ),
)
"""A job for each census table: sex, ages, ethnic groups, people on a working day."""

offer_deprivation = partial(offer_fitting, mappings=("deprivation_2019",))
"""A job for each file of the indices of 2019, one row an LSOA, made one row an LSOA and domain."""

offer_area_indicators = partial(
    offer_fitting, mappings=("ons_health_index", "ons_crime_severity", "mhclg_homelessness")
)
"""A job for each file of values by authority: the health index, crime severity scores, homelessness."""

offer_severity_weights = partial(offer_fitting, mappings=("severity_weights",))
"""A job for each file of severity weights by offence code."""

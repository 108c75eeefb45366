"""A small definition file that is right, for tests that make it wrong."""

from __future__ import annotations

RIGHT = """\
id = "small"
version = 1
title = "Small"
counted_as = "robbery incidents"
summary = "A small definition."
plan_section = "Serious Violence Definition"
author = "A. Author"
checker = "C. Checker"
written = 2026-01-01
next_review = 2027-01-01
[reasoning]
maximum_penalty = "Life."
impact_on_victim = "Grave."
prevalence_in_area = "Rare."
impact_on_community = "Fear."

[offence_lists.robbery]
title = "robbery"
codes = ["34A", "34B"]
source = "recorded crime"

[[part]]
id = "priority_focus"
title = "Priority focus"
means = "Robbery of the young."

[[part.term]]
id = "young"
role = "required"
title = "someone under 25"
age_under = 25
age_of = "either"

[[part.term]]
id = "robbery"
role = "kind"
title = "robbery"
offences = ["robbery"]

[[held_elsewhere]]
id = "older"
title = "people over 25"
holders = ["Offender management"]
age_over = 25
age_of = "suspect"

[[gap]]
id = "aged_25"
title = "aged 25"
ages = [25]
note = "Nobody is named."

[[example]]
id = "young_victim"
story = "A child is robbed."
source = "force_extract"
why = "Under 25."
held_by = []
record = { offence = "34B", victim_age = 12 }
expected = { priority_focus = "in" }

[[example]]
id = "older_people"
story = "A man of 60 robs another."
source = "force_extract"
why = "Neither is under 25."
held_by = ["older"]
record = { offence = "34B", victim_age = 60, suspect_age = 60 }
expected = { priority_focus = "out" }
"""

"""Writing the made-up open statistics: the same seed gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from sulis.sources.made_up.geography import draw_world
from sulis.sources.made_up.open_statistics import children, health, people, police
from sulis.sources.made_up.open_statistics.parts import PlantedFact
from sulis.sources.made_up.written import Written, put

DEFAULT_SEED = 20240101
NOTICE = "Made up: every place, person and number in these files is invented. No real place is meant."

FOLDERS = {
    "police-uk-outcomes": "police_uk/outcomes",
    "police-uk-stops": "police_uk/stops",
    "home-office": "home_office",
    "severity-weights": "severity",
    "census": "census",
    "deprivation": "imd",
    "area-indicators": "indicators",
    "education-tool": "dfe_lait",
    "exclusions": "dfe_exclusions",
    "fingertips": "fingertips",
    "hospital-admissions": "nhs",
}
"""Where the files lie, by the `sulis ingest` command that loads them."""


@dataclass(frozen=True, slots=True)
class OpenStatistics:
    """What one call wrote, and what was planted."""

    files: tuple[Written, ...]
    facts: tuple[PlantedFact, ...]


def write_open_statistics(folder: Path, seed: int = DEFAULT_SEED) -> OpenStatistics:
    """Write the fictional districts' open statistics into ``folder``, each file in its publisher's format.

    Parameters
    ----------
    folder
        Made if absent. Files of the same name are replaced. ``open-statistics.json`` names what was planted.
    seed
        Zero or more. The districts are those that `write_demonstration` draws from the same seed.

    Returns
    -------
    OpenStatistics
        Every file, and what a reader of the tables must find again.

    Raises
    ------
    ValueError
        When the seed is below zero.
    """
    world = draw_world(seed)
    written = []
    for made in (*police.files(seed, world), *people.files(seed, world), *children.files(seed), *health.files()):
        written.append(put(folder, made.path, made.text.encode()))
    facts = (*police.facts(), *people.facts(), *children.facts(), *health.facts())
    named = [{name: getattr(fact, name) for name in fact.__slots__} for fact in facts]
    document = {"notice": NOTICE, "seed": seed, "planted": named}
    written.append(put(folder, "open-statistics.json", (json.dumps(document, indent=1) + "\n").encode()))
    return OpenStatistics(tuple(written), facts)

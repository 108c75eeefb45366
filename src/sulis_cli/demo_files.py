"""What `sulis demo` loads: each part of the layout through the same door as `sulis ingest`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.delivery import Outcome

PARTS = ("police_uk/street", "lookups", "boundaries", "population")
AGENCIES = "agencies"  # of the made-up district alone: real agencies' files are loaded by whoever answers for them
_RESTRICTED = {
    "*_incidents.csv": "example_force_incidents", "*_people.csv": "example_force_people", "*_istv_*.csv": "example_istv",
    "*_istv_*.xml": "example_istv_xml",
}  # fmt: skip


def ingest(folder: Path, home: Path, now: datetime) -> None:
    """Through the same door as `sulis ingest`; a part of the layout that is not there is passed over and said."""
    from sulis_cli.ingest import ingest_geography, ingest_police_uk, ingest_population

    for part in PARTS:
        if not (folder / part).is_dir():
            output.say(f"There is no {folder / part}: it is passed over")
    street = folder / "police_uk" / "street"
    places = [folder / part for part in ("lookups", "boundaries") if (folder / part).is_dir()]
    residents = sorted((folder / "population").glob("population*_lsoa11.csv*"))
    if places:
        output.say("Loading geography")
        _accepted(ingest_geography(places, home, now=now)[0])
    if residents:
        output.say("Loading population")
        _accepted(ingest_population(residents, home, now=now)[0])
    if street.is_dir():
        output.say("Loading incidents")
        _accepted(ingest_police_uk([street], home, now=now)[0])
    if (folder / "open-statistics.json").exists():
        _ingest_statistics(folder, home, now)
        _ingest_restricted(folder / AGENCIES, home, now)


def _ingest_statistics(folder: Path, home: Path, now: datetime) -> None:
    """The made-up district's open statistics, each by its source."""
    from sulis.sources.made_up.open_statistics import FOLDERS
    from sulis_cli.ingest_open import ingest_open

    output.say("Loading open statistics")
    for command, part in FOLDERS.items():
        _accepted(ingest_open(command, [folder / part], home, now=now)[0])


def _ingest_restricted(folder: Path, home: Path, now: datetime) -> None:
    """The made-up force's own extract, its incidents and the people in them, and the hospital's attendances."""
    from sulis_cli.ingest import ingest_mapped

    output.say("Loading the force's own extract and the hospital's files")
    for form, mapping in _RESTRICTED.items():
        _accepted(ingest_mapped(sorted(folder.glob(form)), home, mapping=mapping, now=now)[0])


def _accepted(outcome: Outcome) -> None:
    from sulis.vocabulary import InputRefused

    if outcome.verdict.value == "rejected":
        shown = "; ".join(str(fault) for fault in outcome.faults[:3])
        raise InputRefused(
            f"the data was refused: {shown}", "Put the files right, then run the command again.", outcome.faults
        )

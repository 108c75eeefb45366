"""Where the folders of partnerships are."""

from __future__ import annotations

import os
from pathlib import Path

from sulis.vocabulary import WrongUsage


def partnerships_root() -> Path:
    """The folder that holds a folder for each partnership: SULIS_PARTNERSHIPS when set, else the checkout's own.

    Raises
    ------
    WrongUsage
        When there is no such folder.
    """
    named = os.environ.get("SULIS_PARTNERSHIPS")
    package = Path(__file__).resolve().parents[2]
    places = [Path(named)] if named else [package.parents[1] / "partnerships", package / "_partnerships"]
    for place in places:
        if place.is_dir():
            return place
    raise WrongUsage(
        f"the folder of partnerships is not at {places[0]}",
        "Set SULIS_PARTNERSHIPS to the folder that holds one folder for each partnership.",
    )

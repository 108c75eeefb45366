"""The last outcome category of an incident: the publisher's labels, with a mix of our own for each kind."""

from __future__ import annotations

import numpy as np

from sulis.sources.made_up.draws import Draws, Whole
from sulis.sources.made_up.pattern import ASB, LABELS

OUTCOMES = (
    "Status update unavailable",
    "Unable to prosecute suspect",
    "Court result unavailable",
    "Awaiting court outcome",
    "Formal action is not in the public interest",
    "Further investigation is not in the public interest",
    "Further action is not in the public interest",
    "Investigation complete; no suspect identified",
    "Local resolution",
    "Offender given a caution",
    "Action to be taken by another organisation",
    "Suspect charged as part of another case",
    "Offender given a drugs possession warning",
    "",
)

# Per thousand, in the order of OUTCOMES.
_MIX: dict[str, tuple[int, ...]] = {
    "Bicycle theft": (935, 40, 10, 4, 2, 3, 1, 3, 2, 0, 0, 0, 0),
    "Burglary": (805, 100, 38, 14, 8, 4, 1, 20, 4, 3, 0, 3, 0),
    "Criminal damage and arson": (655, 220, 40, 8, 17, 12, 5, 18, 13, 10, 1, 1, 0),
    "Drugs": (170, 60, 190, 48, 155, 90, 185, 20, 45, 32, 2, 0, 3),
    "Other theft": (812, 135, 10, 4, 8, 10, 2, 11, 4, 3, 1, 0, 0),
    "Possession of weapons": (205, 285, 215, 40, 85, 47, 32, 14, 27, 45, 5, 0, 0),
    "Public order": (418, 387, 60, 14, 33, 32, 8, 27, 8, 9, 3, 1, 0),
    "Robbery": (635, 215, 62, 22, 19, 8, 3, 26, 3, 4, 1, 2, 0),
    "Shoplifting": (636, 162, 98, 18, 14, 18, 2, 11, 22, 5, 0, 14, 0),
    "Theft from the person": (868, 100, 11, 4, 2, 3, 1, 10, 1, 0, 0, 0, 0),
    "Vehicle crime": (908, 60, 14, 4, 4, 2, 0, 6, 1, 1, 0, 0, 0),
    "Violence and sexual offences": (292, 532, 52, 12, 32, 22, 8, 22, 8, 9, 10, 1, 0),
    "Other crime": (398, 326, 44, 10, 52, 86, 22, 20, 13, 12, 17, 0, 0),
}
NONE = OUTCOMES.index("")


def draw_outcomes(kinds: Whole, draws: Draws) -> Whole:
    """An outcome (position in ``OUTCOMES``) for each row's kind; anti-social behaviour has none."""
    drawn = np.full(len(kinds), NONE, dtype=np.int64)
    for kind, label in enumerate(LABELS):
        rows = np.flatnonzero(kinds == kind)
        if kind != ASB and len(rows):
            drawn[rows] = draws.pick(len(rows), np.array(_MIX[label]))
    return drawn

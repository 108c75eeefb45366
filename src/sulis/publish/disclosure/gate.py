"""Decides what an audience may see of an estimate. Nothing else makes figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from sulis.vocabulary import (
    Audience,
    BoardFigure,
    Caveat,
    Estimate,
    Figure,
    InternalFigure,
    PublicFigure,
    Suppressed,
)

Seen: TypeAlias = Figure | Suppressed

# One sentence for every value held back: it must not differ by what it hides.
HELD_BACK = (
    "Held back: this number comes from records that are not open data, and numbers from those records "
    "are not shown to this audience."
)

OPEN_DATA = Caveat(
    "open-data",
    "This is an open official statistic of recorded events. It leaves out what was never reported or recorded, "
    "and its publisher may revise it.",
)


def disclose(estimate: Estimate, audience: Audience) -> Seen:
    """What ``audience`` may see of ``estimate``.

    The partnership's own analysts see everything. For boards and for the public, an open official statistic passes
    with its source's caveat (one is added when it carries none), and any other number is held back: locally derived
    numbers stay hidden until the disclosure gate of rounding, thresholds and audit is built.

    **Missing and small**: a missing estimate passes as a missing figure, stripped of its numerator, denominator and,
    when the records are not open, of its caveats. An estimate without provenance counts as not open, so it is held back.
    One that its publisher suppressed stays suppressed.

    Not advised when the same records are also published elsewhere at another level: this looks at one estimate at a
    time and does not audit what can be worked out from several.

    Source: the decisions and reasons in ``catalogue/disclosure/thresholds.toml``.

    Examples
    --------
    >>> from sulis.vocabulary import Area, AreaLevel, Period, Provenance, Unit
    >>> ward = Area("X05000001", "Made-up Ward", AreaLevel.WARD, 2024)
    >>> def count(open_data):
    ...     return Estimate(12, 6.2, 21, 0.95, "byar", Unit.INCIDENTS, ward, Period.month("2024-01"),
    ...                     provenance=Provenance(("r1",), "SELECT 1", open_data=open_data))
    >>> type(disclose(count(open_data=True), Audience.PUBLIC)).__name__
    'PublicFigure'
    >>> type(disclose(count(open_data=False), Audience.PUBLIC)).__name__
    'Suppressed'
    """
    if audience is Audience.INTERNAL:
        return InternalFigure(estimate)
    cleared = _cleared(estimate)
    if cleared is None:
        return Suppressed(HELD_BACK, audience)
    return BoardFigure(cleared) if audience is Audience.BOARD else PublicFigure(cleared)


def _cleared(estimate: Estimate) -> Estimate | None:
    """The estimate as anyone outside may see it, or None when it is held back."""
    is_open = estimate.provenance is not None and estimate.provenance.open_data
    if estimate.missing is not None:
        estimate = replace(estimate, numerator=None, denominator=None)
        return estimate if is_open else replace(estimate, caveats=(), provenance=None)
    if not is_open:
        return None
    return estimate if estimate.caveats else replace(estimate, caveats=(OPEN_DATA,))

"""A partnership's reviewed files into every app that keeps a part of them."""

from __future__ import annotations

from datetime import datetime

from sulis.catalogue import partnership as files
from sulis_web.alignment.following import follow_strategies
from sulis_web.inbox.following import follow_inbox
from sulis_web.measures.following import follow_measures
from sulis_web.partnership.models import Partnership
from sulis_web.plan.operations import load_files as load_plan
from sulis_web.plan.operations.loading import Told


def load_files(*, content: files.Partnership, at: datetime) -> Partnership:
    """Bring the whole database to the files, all of it or nothing. Files that were loaded before are passed over.

    Raises
    ------
    InputRefused
        When this home already serves another partnership: made-up records never mix with real ones.
    """
    return load_plan(content=content, at=at, beside=_beside)


def _beside(content: files.Partnership, at: datetime) -> Told:
    follow_measures(content=content, at=at)
    told = (follow_strategies(content=content, at=at), follow_inbox(content=content, at=at))
    return [item for items, _steps in told for item in items], [step for _items, steps in told for step in steps]

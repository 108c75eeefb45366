"""What nobody asks for: the public pages stand as they were last published."""

from __future__ import annotations

from datetime import datetime

from sulis_web.jobs.kinds import HOURLY, falls_due
from sulis_web.publication.operations import stand_by_the_last


@falls_due("put in place the public pages that were last published", HOURLY)
def stand(at: datetime) -> None:
    """After a machine stopped between the record and the pages; otherwise there is nothing to do."""
    stand_by_the_last()

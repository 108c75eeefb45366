"""What falls due by itself: that links wait is told to those who may confirm them."""

from __future__ import annotations

from datetime import datetime

from sulis_web.jobs.kinds import WEEKLY, falls_due
from sulis_web.jobs.reminders import people_who_may, something_waits
from sulis_web.partnership.actions import Action
from sulis_web.thread.models import Basis, Link


@falls_due("tell those for whom links of the plan wait", WEEKLY)
def tell_of_links(at: datetime) -> None:
    waiting = Link.objects.unscoped("whether any link waits to be confirmed")
    if waiting.filter(basis=Basis.READING, retired_at__isnull=True).exists():
        something_waits(people_who_may(Action.CONFIRM_LINK, at=at), at=at)

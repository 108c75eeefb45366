"""What waits for one person: counted, never listed, so that the front page opens no record."""

from __future__ import annotations

from datetime import datetime, timedelta

from sulis_web.accounts.models import Invitation, open_at
from sulis_web.governance.queries import people
from sulis_web.jobs.models import Job, JobState
from sulis_web.jobs.models.job import UNDER_WAY
from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, decide
from sulis_web.partnership.frame import leads_somewhere
from sulis_web.partnership.roles import ROLES

_JOBS_KEPT = timedelta(days=14)


def invitations(who: Who, *, at: datetime) -> int:
    """How many that the reader may see to are open: the number alone, so the password need not be given for it."""
    if not leads_somewhere(who, Action.INVITE) or who.part is None:
        return 0
    every = Invitation.objects.unscoped("how many are open, and nothing of them").filter(open_at(at))
    own = who.part.may.get(Action.INVITE) is not Scope.PARTNERSHIP
    return (every.filter(organisation=who.organisation) if own else every).count()


def without_factor(who: Who, *, at: datetime) -> int:
    """People in a role that asks for a second factor who have none yet, as far as the reader sees people."""
    if not decide(who, Action.READ_PEOPLE).allowed:
        return 0
    asked = {role.slug for role in ROLES.values() if role.restricted}
    rows = set(people.memberships(who, at=at).filter(role__in=asked).values_list("person", flat=True).order_by())
    return len(rows - people.with_factor(rows))


def jobs(who: Who, *, at: datetime) -> list[Job]:
    """The reader's own that go on, or that failed lately."""
    mine = Job.objects.visible_to(who)
    going = mine.filter(state__in=UNDER_WAY)
    failed = mine.filter(state=JobState.FAILED, ended_at__gte=at - _JOBS_KEPT)
    return [*going, *failed]

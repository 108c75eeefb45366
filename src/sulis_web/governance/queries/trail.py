"""Events of the audit, as far as the reader's role reaches."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings

from sulis_web.audit import heads, keys
from sulis_web.audit import queries as audit
from sulis_web.audit.chain import hash_of
from sulis_web.audit.heads import Head
from sulis_web.audit.models import Event
from sulis_web.audit.queries import Page, Wanted
from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Membership, Organisation, Person

AT_ONCE = 50
CHECKED = 500  # rows that the page on the chain reckons again; `sulis audit verify` reckons all of them
_LARGEST = 2**63 - 1  # beyond it is no place in the chain, and neither database would take the number
_WHY = "whose events the reader may read, narrowed here"


@dataclass(frozen=True, slots=True)
class Chain:
    """What the last rows of the chain show, reckoned again now."""

    last: Event | None
    first: int  # the rows from here to the last were checked
    bad: int | None  # the first of them that does not hold
    head: Head | None  # the last that was exported
    is_signed: bool
    head_holds: bool  # the row of that number is the one that was exported


def page(who: Who, wanted: Wanted, *, before: int | None) -> Page:
    """Newest first; nothing where the reader asks for another organisation's than they may read."""
    narrowed = _narrowed(who, wanted)
    if narrowed is None:
        return Page((), None)
    return audit.page(narrowed, before=before if before is None else min(before, _LARGEST), size=AT_ONCE)


def event(who: Who, seq: int) -> Event | None:
    narrowed = _narrowed(who, Wanted())
    if narrowed is None or not 0 < seq <= _LARGEST:
        return None
    return audit.matching(narrowed).filter(seq=seq).first()


def reads_all(who: Who) -> bool:
    return reach(who, Action.READ_AUDIT) is Scope.PARTNERSHIP


def people(who: Who) -> list[Person]:
    """Whom the reader may ask about: everybody, or those who work or have worked for the own organisation."""
    if reads_all(who):
        return list(Person.objects.order_by("last_name", "username"))
    mine = Membership.objects.unscoped(_WHY).filter(organisation=who.organisation).select_related("person")
    return sorted({row.person for row in mine}, key=str)


def organisations(who: Who) -> list[Organisation]:
    return list(Organisation.objects.unscoped(_WHY).order_by("name")) if reads_all(who) else []


def chain_now() -> Chain:
    last = audit.last()
    head, is_signed = _last_head()
    held = list(audit.hashes([head.seq])) if head else []
    first = max(1, last.seq - CHECKED + 1) if last else 0
    return Chain(
        last=last,
        first=first,
        bad=_first_bad(first, last.seq) if last else None,
        head=head,
        is_signed=is_signed,
        head_holds=bool(head) and (head.seq == 0 or held == [(head.seq, head.hash)]),
    )


def holds(event: Event) -> bool:
    """Whether an event still says what was written, by the key of its time."""
    return _first_bad(event.seq, event.seq) is None


def _first_bad(first: int, last: int) -> int | None:
    """Each row against its own hash, and against the one before it."""
    try:
        return _walked(first, last)
    except audit.UnreadableRow as bad:
        return bad.seq


def _walked(first: int, last: int) -> int | None:
    by_epoch = keys.read_keys(settings.AUDIT_KEY_FILE).by_epoch
    expected, previous = max(1, first - 1), None
    for row in audit.rows(after=expected - 1):
        if row.seq > last:
            break
        if row.seq != expected:
            return expected
        key = by_epoch.get(row.epoch)
        follows = previous is None or row.previous == previous
        if row.seq >= first and (key is None or not follows or hash_of(row, key) != row.hash):
            return row.seq
        expected, previous = row.seq + 1, row.hash
    return None if expected > last else expected


def _last_head() -> tuple[Head | None, bool]:
    installation = keys.read_keys(settings.AUDIT_KEY_FILE).installation
    line = heads.last_line(heads.file_in(settings.AUDIT_HEADS, installation))
    head = heads.parsed(line) if line else None
    signers = heads.public_keys(settings.AUDIT_SIGNING_KEY_FILE)
    return head, head is not None and heads.signature_holds(head, signers)


def _narrowed(who: Who, wanted: Wanted) -> Wanted | None:
    """The events of one's own organisation's people, unless the role reads the whole audit."""
    scope = reach(who, Action.READ_AUDIT)
    if scope is Scope.PARTNERSHIP:
        return wanted
    if scope is None or not who.organisation_id or wanted.organisation not in {"", who.organisation_id}:
        return None
    return replace(wanted, organisation=who.organisation_id)

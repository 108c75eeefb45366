"""Where the thread breaks: what each kind of item lacks that the plan would need of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from sulis.catalogue.partnership import Kind
from sulis_web.governance.queries.known import Known, retired_actions
from sulis_web.partnership.decide import Who
from sulis_web.thread.breaks import Break
from sulis_web.thread.kinds import ACTION, ASSESSED, RECOMMENDATION, SENTENCE
from sulis_web.thread.models import Answerless, Claim, Item, Link, LinkKind, Sentence
from sulis_web.thread.sentences import key_of

FINDINGS = frozenset({Kind.FINDING.value, ASSESSED})
THEMES = frozenset({Kind.REASON.value, Kind.CONCERN.value, Kind.SUGGESTION.value})
_DOES = frozenset({Kind.OBJECTIVE.value, ACTION})
# What each claim of a sentence may rest on.
GROUNDS: Mapping[str, frozenset[str]] = {
    Claim.FOUND: FINDINGS | {Kind.SOURCE.value},
    Claim.SAID: THEMES | {Kind.ENGAGEMENT.value},
    Claim.CAUSE: frozenset({Kind.RISK_FACTOR.value}),
    Claim.DONE: _DOES | {Kind.INTERVENTION.value, Kind.ARRANGEMENT.value},
    Claim.MEASURED: frozenset({Kind.MEASURE.value}),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """One kind of gap: whose it is, and the links of which any one closes it, as seen from the item."""

    kinds: frozenset[str]
    inward: frozenset[str] = frozenset()  # link kinds that end at the item
    outward: frozenset[str] = frozenset()  # link kinds that start at it
    others: frozenset[str] = frozenset()  # kinds that the other end may be of; empty: any


def _of(*kinds: str) -> frozenset[str]:
    return frozenset(str(kind) for kind in kinds)


LACKS: Mapping[Break, Lack] = {
    Break.FINDING: Lack(FINDINGS, _of(LinkKind.SUPPORTED_BY, LinkKind.ADDRESSES, LinkKind.ANSWERS)),
    Break.THEME: Lack(THEMES, _of(LinkKind.ADDRESSES, LinkKind.ANSWERS), others=_DOES),
    Break.CAUSE: Lack(_of(Kind.RISK_FACTOR), _of(LinkKind.ADDRESSES), others=_of(Kind.OBJECTIVE)),
    Break.OBJECTIVE_ACTION: Lack(_of(Kind.OBJECTIVE), _of(LinkKind.BELONGS_TO), others=_of(ACTION)),
    Break.OBJECTIVE_MEASURE: Lack(_of(Kind.OBJECTIVE), outward=_of(LinkKind.MEASURED_BY)),
    Break.ACTION_OBJECTIVE: Lack(_of(ACTION), outward=_of(LinkKind.BELONGS_TO), others=_of(Kind.OBJECTIVE)),
    Break.ACTION_CAUSE: Lack(_of(ACTION), _of(LinkKind.LED_TO), _of(LinkKind.ADDRESSES, LinkKind.ANSWERS)),
    Break.RECOMMENDATION: Lack(_of(RECOMMENDATION), _of(LinkKind.ANSWERS), _of(LinkKind.LED_TO), _DOES),
}


def broken(who: Who, what: Break, known: Known, *, excused: bool = False) -> QuerySet[Item]:
    """The items of one kind of gap, in the order of the plan; with ``excused``, those of which the partnership says why."""
    said = Answerless.objects.visible_to(who).filter(item=OuterRef("pk"), lacks=what, retired_at__isnull=True)
    found = _lacking(who, what, known).filter(Exists(said) if excused else ~Exists(said))
    return found.order_by("kind", "position", "pk")


def counted(who: Who, known: Known) -> dict[Break, tuple[int, int]]:
    """Of each kind of gap, how many stand open, and of how many the partnership says why not."""
    said: dict[str, list[int]] = {}
    held = Answerless.objects.visible_to(who).filter(retired_at__isnull=True).order_by()
    for lacks, item in held.values_list("lacks", "item_id"):
        said.setdefault(lacks, []).append(item)
    found = {}
    for what in Break:
        lacking = _lacking(who, what, known)
        excused = lacking.filter(pk__in=said[what]).count() if what in said else 0
        found[what] = (lacking.count() - excused, excused)
    return found


def grounds_missing(who: Who) -> dict[str, tuple[str, ...]]:
    """Public sentences that rest on too little, by the key of their item: the claims that nothing bears out, or none at all."""
    held = Sentence.objects.visible_to(who).filter(retired_at__isnull=True)
    rests = _held(who).filter(source__kind=SENTENCE, kind=LinkKind.RESTS_ON, target__retired_at__isnull=True)
    on: dict[str, dict[int, str]] = {}
    for key, pk, kind in rests.order_by().values_list("source__key", "target_id", "target__kind"):
        on.setdefault(key, {})[pk] = kind
    measured = _measured(who)
    found: dict[str, tuple[str, ...]] = {}
    for key, claims in held.order_by().values_list("key", "claims"):
        grounds = on.get(key_of(key), {})
        missing = tuple(claim for claim in claims if claim in GROUNDS and not _borne_out(claim, grounds, measured))
        if missing or not grounds:
            found[key_of(key)] = missing
    return found


def _borne_out(claim: str, grounds: Mapping[int, str], measured: frozenset[tuple[int, int]]) -> bool:
    """Whether a claim has something of its own. A measure bears out what is done only where it measures it."""
    own = {pk for pk, kind in grounds.items() if kind in GROUNDS[claim]}
    objectives = {pk for pk, kind in grounds.items() if kind == Kind.OBJECTIVE}
    if claim != Claim.MEASURED or not objectives:
        return bool(own)
    return any((objective, measure) in measured for objective in objectives for measure in own)


def _measured(who: Who) -> frozenset[tuple[int, int]]:
    rows = _held(who).filter(kind=LinkKind.MEASURED_BY, source__kind=Kind.OBJECTIVE)
    return frozenset(rows.values_list("source_id", "target_id"))


def touched(who: Who, causes: Collection[int]) -> frozenset[int]:
    """Of causes, by primary key, those that an offer or an action works on though no objective does."""
    rows = _held(who).filter(target__in=list(causes), kind__in=[LinkKind.ADDRESSES, LinkKind.TOUCHES])
    return frozenset(rows.order_by().values_list("target_id", flat=True))


def reasons_why_not(who: Who, items: Collection[int], what: Break) -> dict[int, Answerless]:
    """What the partnership says of these items, by primary key."""
    held = Answerless.objects.visible_to(who).filter(item__in=list(items), lacks=what, retired_at__isnull=True)
    return {row.item_id: row for row in held}


def why_not(who: Who, public_id: str) -> Answerless | None:
    held = Answerless.objects.visible_to(who).filter(public_id=public_id, retired_at__isnull=True)
    return held.select_related("item").first()


def _lacking(who: Who, what: Break, known: Known) -> QuerySet[Item]:
    items: QuerySet[Item] = Item.objects.visible_to(who).filter(retired_at__isnull=True)
    if what == Break.SENTENCE:
        return items.filter(key__in=list(grounds_missing(who)))
    if what == Break.MEASURE:
        return items.filter(kind=Kind.MEASURE).exclude(key__in=list(known.figures or ()))
    lack = LACKS[what]
    items = items.filter(kind__in=list(lack.kinds))
    if lack.inward:
        items = items.filter(~Exists(_ties(who, "target", "source", lack.inward, lack.others)))
    if lack.outward:
        items = items.filter(~Exists(_ties(who, "source", "target", lack.outward, lack.others)))
    if ACTION in lack.kinds and (gone := retired_actions(who)):
        items = items.exclude(key__in=gone)
    if what == Break.RECOMMENDATION and known.accepted is not None:
        items = items.filter(key__in=list(known.accepted))
    return items


def _ties(who: Who, near: str, far: str, kinds: frozenset[str], others: frozenset[str]) -> QuerySet[Link]:
    held = _held(who).filter(**{near: OuterRef("pk"), "kind__in": list(kinds), f"{far}__retired_at__isnull": True})
    return held.filter(**{f"{far}__kind__in": list(others)}) if others else held


def _held(who: Who) -> QuerySet[Link]:
    rows: QuerySet[Link] = Link.objects.visible_to(who).filter(retired_at__isnull=True).order_by()
    return rows

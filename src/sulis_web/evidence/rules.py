from __future__ import annotations

from collections.abc import Iterable

from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import MENDABLE, Subject, Who, check, decide, reach


def can_deliver_any(who: Who) -> bool:
    return reach(who, Action.DELIVER) is Scope.PARTNERSHIP


def may_come_to_deliver(who: Who) -> bool:
    """Whether to show the way: the role delivers something, once a second factor has been given."""
    return _leads(who, Action.DELIVER)


def can_deliver(who: Who, senders: Iterable[int]) -> bool:
    """Whether somebody may deliver a source that these organisations send."""
    return decide(who, Action.DELIVER, Subject(frozenset(senders))).allowed


def check_deliver(who: Who, senders: Iterable[int]) -> None:
    check(who, Action.DELIVER, Subject(frozenset(senders)))


def can_keep_mappings(who: Who) -> bool:
    return decide(who, Action.KEEP_MAPPINGS, Subject()).allowed


def check_keep_mappings(who: Who) -> None:
    check(who, Action.KEEP_MAPPINGS, Subject())


def may_come_to_withdraw(who: Who) -> bool:
    """Whether to show the way: it is theirs, once the password or a code has been given again."""
    return _leads(who, Action.WITHDRAW_RELEASE)


def check_withdraw(who: Who) -> None:
    check(who, Action.WITHDRAW_RELEASE, Subject())


def can_compare(who: Who) -> bool:
    return decide(who, Action.RUN_ASSESSMENT, Subject()).allowed


def check_compare(who: Who) -> None:
    check(who, Action.RUN_ASSESSMENT, Subject())


def check_see_linkage(who: Who) -> None:
    check(who, Action.SEE_LINKAGE, Subject())


def check_open_linkage(who: Who) -> None:
    check(who, Action.OPEN_LINKAGE, Subject())


def can_open_linkage(who: Who) -> bool:
    return decide(who, Action.OPEN_LINKAGE, Subject()).allowed


def check_enter_linkage(who: Who) -> None:
    check(who, Action.ENTER_LINKAGE, Subject())


def can_enter_linkage(who: Who) -> bool:
    return decide(who, Action.ENTER_LINKAGE, Subject()).allowed


def check_take_keys(who: Who) -> None:
    check(who, Action.TAKE_KEYS, Subject())


def check_end_linkage(who: Who) -> None:
    check(who, Action.END_LINKAGE, Subject())


def may_come_to_end_linkage(who: Who) -> bool:
    """Whether to show the way: it is theirs, once the password or a code has been given again."""
    return _leads(who, Action.END_LINKAGE)


def _leads(who: Who, action: Action) -> bool:
    decision = decide(who, action)
    return decision.allowed or decision.check in MENDABLE

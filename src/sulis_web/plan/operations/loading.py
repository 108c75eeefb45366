from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from sulis.catalogue import partnership as files
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.operations import fingerprint_of, load_partnership
from sulis_web.plan.models import Record
from sulis_web.plan.operations.following import follow_actions, thread_of_actions
from sulis_web.plan.rows import facts_of, group_of, number_of, steps_of
from sulis_web.records.following import Followed, follow_files
from sulis_web.thread.operations import Step, follow_thread
from sulis_web.thread.sentences import follow_sentences, item_of_sentence

_REGISTER = (files.Kind.ORGANISATION, files.Kind.BOARD)  # the register keeps these
_FIELDS = (
    "kind", "position", "number", "title", "text", "group", "facts", "section", "unverified", "parent_key",
)  # fmt: skip


Told = tuple[list[dict[str, Any]], list[Step]]
Beside = Callable[[files.Partnership, datetime], Told]


def load_files(
    *, content: files.Partnership, at: datetime, beside: Beside = lambda _content, _at: ([], [])
) -> Partnership:
    """Bring the database to a partnership's reviewed files, all of it or nothing. Files that were loaded before are passed over.

    ``beside`` brings what other parts keep of them, once the register is there, and gives their items and links for the thread.

    Raises
    ------
    InputRefused
        When this home already serves another partnership: made-up records never mix with real ones.
    """
    with transaction.atomic():
        held = Partnership.objects.filter(slug=content.id, fingerprint=fingerprint_of(content)).first()
        if held is not None:
            return held
        loaded = load_partnership(content=content, at=at)
        _follow_records(content, at)
        follow_actions(content, at)
        follow_sentences(content.sentences, at=at)
        more, told = thread_of_actions(content)
        others, tied = beside(content, at)
        items = [_item(content, item) for item in content.items() if item.kind not in _REGISTER]
        items += map(item_of_sentence, content.sentences)
        follow_thread(items=[*items, *more, *others], steps=[*steps_of(content), *told, *tied], at=at)
        return loaded


def _follow_records(content: files.Partnership, at: datetime) -> Followed:
    wanted = {
        item.id: {
            "key": item.id, "kind": item.kind.value, "position": place, "number": number_of(item, content),
            "title": item.title, "text": item.text, "group": group_of(item),
            "facts": [list(fact) for fact in facts_of(item, content)], "section": item.section,
            "unverified": item.unverified, "parent_key": getattr(item, "priority", ""),
        }
        for place, item in enumerate(content.items()) if item.kind not in _REGISTER
    }  # fmt: skip
    return follow_files(Record, wanted, identity=lambda row: row.key, fields=_FIELDS, at=at)


def _item(content: files.Partnership, item: files.Item) -> dict[str, Any]:
    return {"key": item.id, "kind": item.kind.value, "number": number_of(item, content), "title": item.title}

"""Public sentences, each with its item in the thread, and the partnership's word on why something has no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from sulis.catalogue.partnership import PublicSentence
from sulis_web.audit.values import Actor
from sulis_web.records import operations as records
from sulis_web.records.following import follow_files
from sulis_web.records.models import public_id
from sulis_web.thread.kinds import SENTENCE
from sulis_web.thread.models import Answerless, Item, LinkKind, Sentence
from sulis_web.thread.operations import Step, keep_item

_FIELDS = ("words", "where", "section", "claims", "position")


def key_of(sentence: str) -> str:
    """The key of a sentence's item, by the sentence's own."""
    return f"sentence:{sentence}"


def item_of_sentence(sentence: PublicSentence) -> dict[str, Any]:
    return {"key": key_of(sentence.id), "kind": SENTENCE, "number": "", "title": sentence.words}


def steps_of_sentences(sentences: Iterable[PublicSentence]) -> Iterator[Step]:
    for one in sentences:
        for ground in one.rests_on:
            yield Step(key_of(one.id), ground.target, LinkKind.RESTS_ON, ground.basis.value, ground.reason, one.section)


def follow_sentences(sentences: Iterable[PublicSentence], *, at: datetime) -> None:
    """Bring the sentences to what the partnership's files say. One that somebody changed here stays as it is."""
    wanted = {
        one.id: {
            "key": one.id, "words": one.words, "where": one.where, "section": one.section, "position": place,
            "claims": [claim.value for claim in one.claims],
        }
        for place, one in enumerate(sentences)
    }  # fmt: skip
    follow_files(Sentence, wanted, identity=lambda row: row.key, fields=_FIELDS, at=at)


def add_sentence(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> Sentence:
    """Take a sentence into the public account, with its item. What it rests on is said by links."""
    with transaction.atomic():
        last = Sentence.objects.unscoped("where the list of sentences ends").order_by("-position").first()
        place = last.position + 1 if last else 0
        made: Sentence = records.create(Sentence(key=public_id(), position=place, **fields), by=by, at=at)
        keep_item(key=key_of(made.key), kind=SENTENCE, title=made.words, by=by, at=at)
    return made


def change_sentence(
    sentence: Sentence, *, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime, reason: str = ""
) -> Sentence:
    """Change a sentence, and what the thread calls it.

    Raises
    ------
    Conflict
        When somebody changed it meanwhile.
    """
    with transaction.atomic():
        now: Sentence = records.change(
            sentence, fields=fields, seen_version=seen_version, by=by, at=at, reason=reason
        )  # fmt: skip
        keep_item(key=key_of(now.key), kind=SENTENCE, title=now.words, by=by, at=at)
    return now


def retire_sentence(sentence: Sentence, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Sentence:
    """It is said no more: the thread passes it over from now on."""
    with transaction.atomic():
        now: Sentence = records.retire(sentence, seen_version=seen_version, by=by, at=at, reason=reason)
        item = _item(now)
        records.retire(item, seen_version=item.version, by=by, at=at, reason=reason)
    return now


def restore_sentence(sentence: Sentence, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Sentence:
    with transaction.atomic():
        now: Sentence = records.restore(sentence, seen_version=seen_version, by=by, at=at, reason=reason)
        item = _item(now)
        records.restore(item, seen_version=item.version, by=by, at=at, reason=reason)
    return now


def say_why_not(*, item: Item, lacks: str, reason: str, by: Actor, at: datetime) -> Answerless:
    """Say why something stays without what the thread would expect of it.

    Raises
    ------
    ValidationError
        When that has been said already.
    """
    made: Answerless = records.create(Answerless(item=item, lacks=lacks, reason=reason), by=by, at=at)
    return made


def _item(sentence: Sentence) -> Item:
    found: Item = Item.objects.unscoped("the item of a sentence").get(key=key_of(sentence.key))
    return found

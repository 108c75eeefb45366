from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from sulis.vocabulary import WrongUsage
from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Actor, Entry
from sulis_web.evidence import queries, rules, uploads
from sulis_web.evidence.models import Comparison, Decision, Delivery, KeptMapping, Sample, Sender, State, What
from sulis_web.evidence.ways import Way, folder
from sulis_web.jobs.models import Job
from sulis_web.jobs.operations import ask
from sulis_web.jobs.reminders import people_who_may, something_waits
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Organisation
from sulis_web.records import operations as records

READ, LOOK, TRY, COMPARE = "read-delivery", "look-at-sample", "try-mapping", "compare-release"
MOST_FAULTS, MOST_MOVED = 200, 40


def send_delivery(*, way: Way, name: str, content: bytes, told: Mapping[str, Any], by: Who, at: datetime) -> Job:
    """Keep a file encrypted and have it read in the background."""
    rules.check_deliver(by, queries.senders_of(way.source))
    with transaction.atomic():
        delivery = Delivery.objects.create(
            way=way.slug, source=way.source, organisation_id=by.organisation, name=uploads.plain_name(name), size=len(content),
            sha256=hashlib.sha256(content).hexdigest(), sent_at=at, sent_by=by.public_id,
            series=told.get("series", ""), period=told.get("period", ""), provisional=told.get("provisional", False),
        )  # fmt: skip
        uploads.keep(delivery.public_id, content)
        job = ask(READ, by=by, at=at, delivery=delivery.public_id)
        _of_job(delivery, job)
        audit.record(entry=_entry(Audited.COLLECT, actor(by), delivery, reason=delivery.way), at=at)
    return job


def judge(delivery: Delivery, answer: Mapping[str, Any], *, by: Actor, at: datetime) -> Delivery:
    """Keep what came of a delivery, and let the file go."""
    kept = {**answer, "faults": list(answer.get("faults", ()))[:MOST_FAULTS], "more_faults": _beyond(answer)}
    with transaction.atomic():
        delivery.state, delivery.verdict, delivery.judged_at, delivery.answer = (
            State.JUDGED,
            answer["verdict"],
            at,
            kept,
        )
        delivery.save(update_fields=["state", "verdict", "judged_at", "answer"])
        released = answer.get("releases", ())
        ids = tuple(each["id"] for each in released)[:1000]
        audit.record(entry=_entry(Audited.IMPORT, by, delivery, reason=delivery.verdict, ids=ids), at=at)
        for each in released:
            if each.get("changes"):
                _told(What.REPLACED, each["id"], "", delivery.sent_by, at, replaced=each["changes"]["replaced"])
        transaction.on_commit(lambda: uploads.remove(delivery.public_id))
    return delivery


def send_sample(*, source: str, table: str, name: str, content: bytes, by: Who, at: datetime) -> Job:
    rules.check_keep_mappings(by)
    with transaction.atomic():
        sample = Sample.objects.create(
            source=source, table=table, name=uploads.plain_name(name), sent_at=at, sent_by=by.public_id
        )
        uploads.keep(sample.public_id, content)
        job = ask(LOOK, by=by, at=at, sample=sample.public_id)
        _of_job(sample, job)
    return job


def try_mapping(*, sample: Sample, text: str, by: Who, at: datetime) -> Job:
    """Put a mapping beside its sample and have it tried."""
    rules.check_keep_mappings(by)
    with transaction.atomic():
        sample.text, sample.tried = text, {}
        job = ask(TRY, by=by, at=at, sample=sample.public_id, text=hashlib.sha256(text.encode()).hexdigest())
        sample.job = job.public_id
        sample.save(update_fields=["text", "tried", "job"])
    return job


def keep_mapping(*, key: str, title: str, sample: Sample, by: Who, at: datetime, reason: str = "") -> KeptMapping:
    """Keep a mapping that was tried, and put its file in place. One of the same id becomes this one, and stays in its history."""
    rules.check_keep_mappings(by)
    with transaction.atomic():
        held = KeptMapping.objects.unscoped("whether the id is taken").filter(key=key).first()
        fields = {"title": title, "text": sample.text}
        if held is None:
            new = KeptMapping(key=key, source=sample.source, table=sample.table, **fields)
            held = records.create(new, by=actor(by), at=at, reason=reason)
        else:
            held = records.change(held, fields=fields, seen_version=held.version, by=actor(by), at=at, reason=reason)
        transaction.on_commit(lambda: put_in_place(held))
    return held


def put_in_place(mapping: KeptMapping) -> None:
    """Write a mapping's file whole or not at all."""
    target = folder() / f"{mapping.key}.toml"
    target.parent.mkdir(mode=0o700, exist_ok=True)
    aside = target.with_name(f".{mapping.key}.{secrets.token_hex(4)}")
    aside.write_text(mapping.text, encoding="utf-8")
    os.replace(aside, target)


def add_sender(*, source: str, organisation: Organisation, by: Who, at: datetime) -> Sender:
    rules.check_keep_mappings(by)
    made: Sender = records.create(Sender(source=source, organisation=organisation), by=actor(by), at=at)
    return made


def withdraw(*, release: str, reason: str, by: Who, at: datetime) -> None:
    """Take a release back, and tell whoever works with the evidence. The store comes last: what the audit cannot hold is not done.

    Raises
    ------
    WrongUsage
        When it is not current any more.
    PartWayFailure
        When a delivery is being written.
    """
    from sulis import store

    rules.check_withdraw(by)
    with transaction.atomic():
        _told(What.WITHDRAWN, release, reason, by.public_id, at)
        audit.record(entry=Entry(Audited.RETIRE, actor(by), "evidence.release", release[:120], reason=reason), at=at)
        store.withdraw(Path(settings.HOME), release, because=reason)


def reinstate(*, release: str, reason: str, by: Who, at: datetime) -> None:
    """Undo a withdrawal. Raises as `withdraw` does."""
    from sulis import store

    rules.check_withdraw(by)
    with transaction.atomic():
        _told(What.REINSTATED, release, reason, by.public_id, at)
        audit.record(entry=Entry(Audited.RESTORE, actor(by), "evidence.release", release[:120], reason=reason), at=at)
        store.reinstate(Path(settings.HOME), release)


def _told(what: What, release: str, reason: str, by: str, at: datetime, *, replaced: str = "") -> None:
    """Everybody who works with the evidence is told by the digest, which says that something waits and not what."""
    may = people_who_may(Action.RUN_ASSESSMENT, at=at)
    people = [person for person in may if person.public_id != by and person.email]
    Decision.objects.create(
        release=release, what=what, replaced=replaced, reason=reason, at=at, by=by,
        told=[person.public_id for person in people],
    )  # fmt: skip
    something_waits(people, at=at)


def ask_comparison(*, release: str, by: Who, at: datetime) -> Job:
    """Have it worked out which numbers a release moves."""
    rules.check_compare(by)
    return ask(COMPARE, by=by, at=at, release=release)


def keep_comparison(release: str, answer: Mapping[str, Any], *, at: datetime) -> None:
    """Keep what came of it, the biggest numbers of it by name."""
    tables = {
        name: {**told, "moved": told["moved"][:MOST_MOVED], "many": len(told["moved"])}
        for name, told in answer["tables"].items()
    }
    Comparison.objects.unscoped("both releases may be read by all who read the pages").update_or_create(
        release=release, defaults={"at": at, "answer": {**answer, "tables": tables}}
    )


def check_id_is_free(key: str, known: frozenset[str]) -> None:
    """A mapping that comes with the application is not replaced by one made here."""
    if key in known:
        raise WrongUsage(f'"{key}" is the id of a mapping that comes with the application', "Choose another id.")


def _of_job(record: Delivery | Sample, job: Job) -> None:
    record.job = job.public_id
    record.save(update_fields=["job"])


def _beyond(answer: Mapping[str, Any]) -> int:
    return max(0, len(answer.get("faults", ())) - MOST_FAULTS)


def _entry(action: Audited, by: Actor, delivery: Delivery, **more: Any) -> Entry:
    after = delivery.sha256
    return Entry(action, by, "evidence.delivery", delivery.public_id, after=after, **more)


def address_of(delivery: Delivery) -> str:
    return reverse("delivery", args=[delivery.public_id])

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from sulis.catalogue import partnership as files
from sulis.vocabulary import InputRefused
from sulis_web.partnership.models import Link, Partnership, Person, Record, Role
from sulis_web.partnership.rows import facts_of, group_of, number_of, steps_of
from sulis_web.partnership.secret_file import write_secret

SIGN_INS = (("analyst", Role.ANALYST), ("co-ordinator", Role.CO_ORDINATOR))
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily read as another


def load_content(*, content: files.Partnership, at: datetime) -> Partnership:
    """Put a partnership's reviewed files into the database as they now stand, in one transaction.

    Raises
    ------
    InputRefused
        When this home already serves another partnership: made-up records never mix with real ones.
    """
    fingerprint = hashlib.sha256(repr(content).encode()).hexdigest()
    held = Partnership.objects.first()
    if held is not None and held.slug != content.id:
        raise InputRefused(
            f"this home already serves {held.name}",
            f"Use another --home for {content.name}: each serves one partnership.",
        )
    if held is not None and held.fingerprint == fingerprint:
        return held
    with transaction.atomic():
        Record.objects.all().delete()
        _store_records(content)
        _store_links(content)
        return Partnership.objects.update_or_create(
            slug=content.id, defaults=_identity(content) | {"fingerprint": fingerprint, "loaded": at}
        )[0]


def make_sign_ins(*, home: Path) -> dict[str, str]:
    """The demonstration's two people, with passwords drawn once and kept in a file that only its owner reads.

    Returns name -> password as kept. Somebody whose password was changed since keeps the changed one.
    """
    path = home / "sign-ins.txt"
    kept = dict(line.split("\t", 1) for line in path.read_text("utf-8").splitlines()) if path.exists() else {}
    for name, role in SIGN_INS:
        if name not in kept or not Person.objects.filter(username=name).exists():
            kept[name] = _password()
            person, _made = Person.objects.get_or_create(username=name, defaults={"role": role})
            person.set_password(kept[name])
            person.save()
    write_secret(path, "".join(f"{name}\t{password}\n" for name, password in kept.items()))
    return kept


def _password() -> str:
    """About 79 bits, in groups that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _identity(content: files.Partnership) -> dict[str, Any]:
    same = (
        "name",
        "short_name",
        "area_code",
        "area_name",
        "force",
        "force_name",
        "year",
        "accent",
        "made_up",
        "checker",
    )
    return {key: getattr(content, key) for key in same} | {
        "accent": content.accent.lower(),
        "next_review": content.next_review,
        "plan_title": content.plan.title,
        "plan_covers": content.plan.covers,
        "plan_url": content.plan.url or "",
        "definition": _definition(content.definition),
    }


def _definition(definition: files.LocalDefinition) -> dict[str, Any]:
    plain = asdict(definition)
    return plain | {
        "elsewhere": [item.id for item in definition.elsewhere],
        "parts": [asdict(p) for p in definition.parts],
    }


def _store_records(content: files.Partnership) -> None:
    """In the files' order; objectives know their priority."""
    rows = [
        Record(
            key=item.id, kind=item.kind.value, position=place, number=number_of(item, content), title=item.title,
            text=item.text, group=group_of(item), facts=facts_of(item, content), section=item.section,
            unverified=item.unverified,
        )
        for place, item in enumerate(content.items())
    ]  # fmt: skip
    Record.objects.bulk_create(rows)
    known = {row.key: row for row in Record.objects.all()}
    for objective in content.objectives:
        known[objective.id].parent = known[objective.priority]
    Record.objects.bulk_update([known[objective.id] for objective in content.objectives], ["parent"])


def _store_links(content: files.Partnership) -> None:
    ids = dict(Record.objects.values_list("key", "pk"))
    Link.objects.bulk_create(
        [
            Link(
                upper_id=ids[step.upper], lower_id=ids[step.lower], kind=step.kind, basis=step.basis, reason=step.reason
            )
            for step in steps_of(content)
        ],
        ignore_conflicts=True,
    )

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from sulis.catalogue import partnership as files
from sulis.vocabulary import InputRefused
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, Entry
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.register_files import follow_register


def load_partnership(*, content: files.Partnership, at: datetime) -> Partnership:
    """Bring the register to a partnership's reviewed files, in one transaction. What people changed here stays changed.

    Raises
    ------
    InputRefused
        When this home already serves another partnership: made-up records never mix with real ones.
    """
    held = Partnership.objects.first()
    if held is not None and held.slug != content.id:
        raise InputRefused(
            f"this home already serves {held.name}",
            f"Use another --home for {content.name}: each serves one partnership.",
        )
    fingerprint = fingerprint_of(content)
    with transaction.atomic():
        follow_register(content, at)
        loaded, _new = Partnership.objects.update_or_create(
            slug=content.id, defaults=_identity(content) | {"fingerprint": fingerprint, "loaded": at}
        )
        actor = Actor(person="system", channel="command line")
        record(entry=Entry(Action.IMPORT, actor, "partnership", content.id, after=fingerprint), at=at)
    return loaded


def fingerprint_of(content: files.Partnership) -> str:
    """Changes when anything in the reviewed files does."""
    return hashlib.sha256(repr(content).encode()).hexdigest()


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

"""A partnership's reviewed files into every app that keeps a part of them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sulis.catalogue import partnership as files
from sulis_web.alignment.following import follow_strategies
from sulis_web.inbox.following import follow_inbox
from sulis_web.measures.following import follow_measures
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.operations import fingerprint_of
from sulis_web.plan.operations import load_files as load_plan


def load_files(*, content: files.Partnership, at: datetime) -> Partnership:
    """Bring the whole database to the files, all of it or nothing. Files that were loaded before are passed over.

    Raises
    ------
    InputRefused
        When this home already serves another partnership: made-up records never mix with real ones.
    """
    with transaction.atomic():
        before = Partnership.objects.filter(slug=content.id, fingerprint=fingerprint_of(content)).exists()
        held = load_plan(content=content, at=at)
        if not before:
            follow_measures(content=content, at=at)
            follow_strategies(content=content, at=at)
            follow_inbox(content=content, at=at)
        return held

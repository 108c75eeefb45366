from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from sulis.vocabulary import Audience
from sulis_web.partnership.models import Partnership
from sulis_web.runs.models import Run
from sulis_web.runs.rules import check_belongs
from sulis_web.runs.whole_files import put_whole

if TYPE_CHECKING:
    from sulis.year.needs.model import Assessment


def record_run(*, assessment: Assessment, partnership: Partnership, at: datetime) -> Run:
    """Keep an assessment for good. The same numbers again are the same run: nothing is written twice.

    Raises
    ------
    InputRefused
        When the assessment may not stand under this partnership's name.
    """
    from sulis.year.needs.codec import dump

    check_belongs(assessment, area_code=partnership.area_code, made_up=partnership.made_up)
    text = json.dumps(dump(assessment), ensure_ascii=False, sort_keys=True, allow_nan=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = Run.objects.filter(sha256=digest).first()
    if kept is not None:
        return kept
    run = _describe(assessment, digest, at)
    put_whole(settings.RUNS / run.id / "assessment.json", text.encode())
    with transaction.atomic():
        run.save(force_insert=True)
    return run


def _describe(assessment: Assessment, digest: str, at: datetime) -> Run:
    return Run(
        id=f"{at:%Y-%m-%d}-{assessment.area.code.lower()}-{digest[:10]}",
        area_code=assessment.area.code,
        area_name=assessment.area.name,
        start=assessment.period.start,
        end=assessment.period.end,
        definitions=list(assessment.definitions),
        releases=len(assessment.releases),
        read=[release.id for release in assessment.releases],
        audience=Audience.INTERNAL.value,
        made_up=assessment.made_up,
        software=assessment.software,
        sha256=digest,
        created=at,
    )

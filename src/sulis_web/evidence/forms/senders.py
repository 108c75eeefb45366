from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from sulis_web.partnership.forms.pieces import one_of, reason
from sulis_web.partnership.models import Organisation
from sulis_web.records.forms import OnceForm, RecordForm


class SenderForm(OnceForm):
    organisation = one_of("Organisation")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class EndSenderForm(RecordForm):
    reason = reason("Why it no longer sends it", required=True)

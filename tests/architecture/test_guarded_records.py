"""Every model of the application either refuses to be queried for nobody, or stands here with the reason why it need not."""

from __future__ import annotations

import re

import django
import pytest

django.setup()

from django.apps import apps  # noqa: E402
from django.db.models import Model  # noqa: E402

from sulis_web.records.guarded import GuardedQuerySet, Unscoped  # noqa: E402
from tests.support.shared import ROOT  # noqa: E402

OPEN = {
    "partnership.partnership": "its name and area stand on every public page",
    "partnership.person": "who somebody is, is asked before anything is decided; who works for whom is a membership's",
    "audit.event": "read through its own queries, behind an address that is restricted",
    "records.revision": "a record's history, read with the record that was allowed",
    "records.import": "which file was stored, when and by whom; its page is asked for by whoever may import that table",
    "records.oncekey": "digests of forms that were sent",
    "accounts.tries": "digests of what was tried",
    "runs.run": "open data alone; every view of a run names its door",
    "jobs.worker": "what the workers say of themselves",
    "jobs.felldue": "when the application did its own chores",
}
OURS = [model for model in apps.get_models() if model.__module__.startswith("sulis_web.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_model_is_guarded_or_says_why_not(model: type[Model]) -> None:
    guarded = isinstance(model._default_manager.get_queryset(), GuardedQuerySet)
    assert guarded != (model._meta.label_lower in OPEN), model._meta.label_lower


def test_every_reason_is_of_a_model_that_there_is() -> None:
    assert set(OPEN) <= {model._meta.label_lower for model in OURS}


@pytest.mark.parametrize(
    "read", [list, len, bool, lambda rows: rows.count(), lambda rows: rows.exists(), lambda rows: rows.first()]
)
def test_guarded_query_for_nobody_refuses_to_run(read: object) -> None:
    for model in OURS:
        if model._meta.label_lower not in OPEN:
            with pytest.raises(Unscoped):
                read(model._default_manager.all())  # type: ignore[operator]


def test_base_manager_is_used_by_the_manners_and_the_files_alone() -> None:
    """It knows no guard. Django follows foreign keys by it, `records` writes what its callers were allowed, and the files are
    loaded by it.
    """
    loading = {"register_files.py", "following.py"}
    using = {
        file.relative_to(ROOT / "src" / "sulis_web").as_posix()
        for file in (ROOT / "src" / "sulis_web").rglob("*.py")
        if re.search(r"\._base_manager\b", file.read_text("utf-8")) and "records" not in file.parts
    }
    assert {path for path in using if path.rpartition("/")[2] not in loading} == set()

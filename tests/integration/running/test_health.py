"""The health page says whether each part answers, in words, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.urls import reverse

from sulis_web.config import health as page

WELL = {"database": "ok", "migrations": "ok", "store": "ok", "disk": "ok", "audit": "ok"}


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_last", None)


def parts(client: Any, status: int) -> dict[str, str]:
    answer = client.get(reverse("health"))
    assert answer.status_code == status, answer.text
    assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
    assert answer.json()["status"] == ("ok" if status == 200 else "degraded")
    return dict(answer.json()["parts"])


def test_health_when_all_is_well_is_ok_to_anyone(client: Any, db: None, home: Path) -> None:
    assert parts(client, 200) == WELL


def test_health_of_a_database_at_another_version_is_degraded(client: Any, db: None, home: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('plan', '0999_later', '2026-01-01')")
    assert parts(client, 503) == WELL | {"migrations": "the database is not at this version's tables"}


def test_health_of_a_store_that_cannot_be_read_is_degraded_and_names_no_path(client: Any, db: None, home: Path) -> None:
    (home / "catalogue.duckdb").write_bytes(b"not a catalogue")
    answer = client.get(reverse("health"))
    assert answer.status_code == 503 and str(home) not in answer.text and "catalogue" not in answer.text
    assert answer.json()["parts"] == WELL | {"store": "the store of evidence cannot be read"}


def test_health_of_a_full_disk_is_degraded(client: Any, db: None, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(100, 99, 1))  # type: ignore[attr-defined]
    assert parts(client, 503) == WELL | {"disk": "the disk is nearly full"}


def test_health_without_the_audit_table_is_degraded(client: Any, transactional_db: None, home: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event RENAME TO gone")
    try:
        assert parts(client, 503) == WELL | {"audit": "the audit cannot be written"}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone RENAME TO audit_event")


def test_health_without_a_database_still_answers(
    client: Any, db: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        from django.db import OperationalError

        raise OperationalError("connection to server at db.internal, user sulis, failed")

    with monkeypatch.context() as patched:
        patched.setattr(type(connections["default"]), "cursor", broken)
        answer = client.get(reverse("health"))
    assert answer.status_code == 503 and "db.internal" not in answer.text
    assert answer.json()["parts"]["database"] == "the database does not answer"


def test_health_is_asked_of_the_parts_once_however_often_it_is_called(
    client: Any, db: None, home: Path, django_assert_num_queries: Any
) -> None:
    client.get(reverse("health"))
    with django_assert_num_queries(0):
        for _ in range(20):
            assert client.get(reverse("health")).status_code == 200


def test_health_takes_no_other_method(client: Any, db: None, home: Path) -> None:
    assert client.post(reverse("health")).status_code == 405

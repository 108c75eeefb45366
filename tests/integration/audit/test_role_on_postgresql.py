"""The application's own role on PostgreSQL: it reads and adds events, and can neither change them nor what guards them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.audit.chains import Chain, NewDatabase, made, verified

pytestmark = pytest.mark.postgres
ROLE = "sulis_application"


@pytest.fixture(scope="module")
def shared(kept_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    """As its owner sees it, who has made the table and granted two rights."""
    owner = made(tmp_path_factory.mktemp("narrow") / "home", kept_database("narrow"))
    owner.tell(f"CREATE ROLE {ROLE} LOGIN", f"GRANT SELECT, INSERT ON audit_event TO {ROLE}")
    as_application(owner).run("write", 5, 4)
    yield owner
    owner.tell(f"DROP OWNED BY {ROLE}", f"DROP ROLE {ROLE}")


@pytest.fixture
def owner(shared: Chain, tmp_path: Path, new_database: NewDatabase) -> Iterator[Chain]:
    copy = shared.copied(tmp_path / "home", new_database)
    yield copy
    copy.tell(f"DROP OWNED BY {ROLE}")


def as_application(chain: Chain) -> Chain:
    return Chain(chain.home, chain.address.replace("//postgres:", f"//{ROLE}:"))


def test_role_that_may_read_and_insert_is_all_that_writing_and_verifying_need(owner: Chain) -> None:
    narrow = as_application(owner)
    narrow.run("write", 5, 4)
    narrow.run("head")
    assert narrow.ask("SELECT current_user, count(*) FROM audit_event") == [(ROLE, 40)]
    assert verified(narrow).sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET reason = 'another'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DROP TABLE audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_event_no_change ON audit_event",
        "CREATE RULE nothing AS ON INSERT TO audit_event DO INSTEAD NOTHING",
        "CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "SET session_replication_role = replica",
    ],
)
def test_role_can_do_nothing_else(shared: Chain, statement: str) -> None:
    import psycopg

    narrow = as_application(shared)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        narrow.tell(statement)
    assert verified(narrow).sound


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
         "was changed"),
        ("CREATE RULE nothing AS ON INSERT TO audit_event DO INSTEAD NOTHING", "the rule nothing"),
        ("ALTER TABLE audit_event ENABLE TRIGGER audit_event_no_truncate", "is disabled or was changed"),
    ],
)  # fmt: skip
def test_owner_who_takes_the_guards_away_is_seen(owner: Chain, statement: str, given: str) -> None:
    owner.tell(statement)
    verdict = verified(owner)
    assert [found.rule for found in verdict.findings] == ["triggers"]
    assert given in verdict.findings[0].given

"""Street-level crime, outcomes and stop and search out of the same archives, with what is absent told apart."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from sulis.sources.http import Unreachable
from sulis.sources.police_uk.fetch import FetchedArchive, fetch_availability, fetch_months
from sulis.sources.police_uk.unpacking import Kind
from sulis.vocabulary import InputRefused, Missing, WrongUsage
from tests.integration.fetch.conftest import AT, NewClient, Serve
from tests.support.publishers.loopback import Loopback, Reply
from tests.support.publishers.police import PoliceSite, archive, content

HELD = [
    *(("mereshire", month, kind) for month in ("2024-10", "2024-12") for kind in ("street", "outcomes")),
    ("mereshire", "2024-10", "stop-and-search"),
    ("mereshire", "2024-11", "street"),
    *(("somerset", "2024-12", kind) for kind in ("street", "outcomes", "stop-and-search")),
]


@pytest.fixture
def police() -> PoliceSite:
    return PoliceSite(
        {"2024-12": archive(HELD)},
        old=frozenset({"2014-01"}),
        supplied={"2024-12": ["somerset"], "2024-11": ["mereshire"], "2024-10": ["mereshire", "somerset"]},
    )


@pytest.fixture
def site(serve: Serve, police: PoliceSite) -> Loopback:
    return serve(police.respond)


def _fetch(site: Loopback, client: NewClient, raw: Path, *kinds: Kind, **options: str) -> FetchedArchive:
    return fetch_months(
        raw,
        force=options.pop("force", "mereshire"),
        archive=options.pop("archive", "2024-12"),
        kinds=kinds or (Kind.STREET,),
        at=AT,
        client=client(site),
        base=site.url("/data/archive"),
        availability=site.url("/api/crimes-street-dates"),
        **options,
    )


def test_every_kind_comes_from_the_same_archive(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    found = _fetch(site, client, tmp_path, *Kind)
    taken = [(month.month, month.kind) for month in found.months]
    assert taken == [
        ("2024-10", "street"), ("2024-10", "outcomes"), ("2024-10", "stop-and-search"), ("2024-11", "street"),
        ("2024-12", "street"), ("2024-12", "outcomes"),
    ]  # fmt: skip
    for month in found.months:
        body = (tmp_path / month.path).read_bytes()
        assert body == content("mereshire", month.month, month.kind)
        assert month.sha256 == hashlib.sha256(body).hexdigest()
    said = json.loads((tmp_path / "2024-12" / "mereshire.json").read_text())
    assert [one["kind"] for one in said["months"]] == [kind for _, kind in taken]
    assert not list(tmp_path.rglob("*somerset*"))


def test_months_of_stop_and_search_not_there_say_why(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    found = _fetch(site, client, tmp_path, Kind.STOP_AND_SEARCH, first="2024-09", last="2025-01")
    assert {gap.month: gap.why for gap in found.gaps} == {
        "2024-09": None,  # before the first month that the site lists
        "2024-11": None,  # listed as supplied, and yet not in the archive
        "2024-12": Missing.NOT_RECEIVED,
        "2025-01": Missing.NOT_YET_PUBLISHED,
    }
    said = json.loads((tmp_path / "2024-12" / "mereshire.json").read_text())
    assert said["gaps"][-1] == {"month": "2025-01", "kind": "stop-and-search", "why": "not yet published"}


def test_list_of_months_is_not_asked_for_without_stop_and_search(
    site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    found = _fetch(site, client, tmp_path, Kind.STREET, Kind.OUTCOMES)
    assert [(gap.month, gap.kind) for gap in found.gaps] == [("2024-11", "outcomes")]
    assert found.absent == ("2024-11",)
    assert "/api/crimes-street-dates" not in site.paths()


@pytest.mark.parametrize(
    "document",
    [
        b'[{"date": "2024-12", "stop_and_search": []}]',
        b'[{"month": "2024-12", "stop-and-search": []}]',
        b'[{"date": "2024-12-01", "stop-and-search": []}]',
        b'[{"date": "2024-12", "stop-and-search": []}, {"date": "2024-12", "stop-and-search": []}]',
        b'{"dates": []}',
        b"[]",
        b"[1]",
        b"not json",
    ],
)
def test_list_of_months_in_another_form_is_refused(
    document: bytes, site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    site.trouble["/api/crimes-street-dates"].append(Reply(document))
    with pytest.raises(InputRefused, match="could not be used"):
        fetch_availability(client(site), site.url("/api/crimes-street-dates"))


def test_old_archive_that_fails_says_that_a_later_one_may_hold_its_months(
    site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    with pytest.raises(Unreachable, match="answered 500") as gone:
        _fetch(site, client, tmp_path, archive="2014-01")
    assert "name a later" in gone.value.remedy
    assert site.paths() == ["/data/archive/2014-01.zip"] * 4


def test_whole_archive_is_checked_against_the_sites_own_checksum(
    site: Loopback, police: PoliceSite, client: NewClient, tmp_path: Path
) -> None:
    police.pieces = False
    found = _fetch(site, client, tmp_path)
    assert found.whole
    assert found.md5 == hashlib.md5(police.archives["2024-12"], usedforsecurity=False).hexdigest()
    police.wrong_md5 = True
    with pytest.raises(InputRefused, match=r"not .* as the publisher says"):
        _fetch(site, client, tmp_path / "again")
    assert not list((tmp_path / "again").rglob("*.csv"))


def test_page_of_checksums_that_cannot_be_read_is_done_without(
    site: Loopback, police: PoliceSite, client: NewClient, tmp_path: Path
) -> None:
    police.pieces = False
    for reply in (Reply(status=404), Reply(b"<html>nothing</html>"), Reply(status=301, headers={"Location": "/"})):
        site.trouble["/data/archive/"] += [reply] * 6
        found = _fetch(site, client, tmp_path)
        assert found.md5 is None
        assert len(found.months) == 3


def test_force_without_the_kind_asked_for_is_wrong_usage(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no outcomes or stop-and-search file of mereshire"):
        _fetch(site, client, tmp_path, Kind.OUTCOMES, Kind.STOP_AND_SEARCH, first="2024-11", last="2024-11")
    with pytest.raises(WrongUsage, match="no kind of file"):
        fetch_months(tmp_path, force="mereshire", archive="2024-12", kinds=(), at=AT, client=client(site))

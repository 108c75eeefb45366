"""Explore Education Statistics: lists that must come whole, data sets with their version, queries page by page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sulis.sources.education.fetch import fetch_data_set, fetch_query, list_data_sets, list_publications
from sulis.store.fetched_files import newest
from sulis.vocabulary import InputRefused, WrongUsage
from tests.integration.fetch.conftest import AT, LATER, NewClient, Serve
from tests.support.publishers.education import DATA_SET, PUBLICATION, TABLE, EducationSite, Pages
from tests.support.publishers.loopback import Loopback, Reply

KEY = DATA_SET.replace("-", "_") + "_v2_0"
ENTRIES: list[dict[str, Any]] = [{"id": f"{number:02}", "title": f"Data set {number}"} for number in range(45)]
QUERY = f"/v1/data-sets/{DATA_SET}/query"


@pytest.fixture
def education() -> EducationSite:
    return EducationSite(ENTRIES)


@pytest.fixture
def site(serve: Serve, education: EducationSite) -> Loopback:
    return serve(education.respond)


def test_lists_come_whole(site: Loopback, client: NewClient) -> None:
    base = site.url("/v1")
    assert list_publications(search="suspensions", client=client(site), base=base) == ENTRIES
    assert [(one.query["page"], one.query["search"]) for one in site.asked] == [
        (str(n), "suspensions") for n in (1, 2, 3)
    ]
    assert list_data_sets(PUBLICATION, client=client(site), base=base) == ENTRIES


def test_empty_list_is_empty(site: Loopback, education: EducationSite, client: NewClient) -> None:
    education.entries = []
    assert list_publications(client=client(site), base=site.url("/v1")) == []


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (Pages.REPEATED, "the same entries came twice"),
        (Pages.SAME_PAGE, "page 1 came instead of page 2"),
        (Pages.ENDLESS, "the list changed"),
        (Pages.VANISHING, "44 entries came of the 45"),
        (Pages.CHANGING, "the list changed"),
        (Pages.RENAMED, "does not have the fields paging and results"),
        (Pages.EMPTY_ON_THE_WAY, "page 2 of 3 is empty"),
        (Pages.TOO_MANY, "more than 2,000 pages"),
    ],
)
def test_pages_that_go_wrong_are_refused(
    pages: Pages, words: str, site: Loopback, education: EducationSite, client: NewClient, tmp_path: Path
) -> None:
    education.pages = pages
    with pytest.raises(InputRefused, match=words):
        list_publications(client=client(site), base=site.url("/v1"))
    with pytest.raises(InputRefused, match=words):
        fetch_query(
            tmp_path,
            DATA_SET,
            {"indicators": "a"},
            key="q",
            at=AT,
            client=client(site),
            base=site.url("/v1"),
            page_size=20,
        )
    assert not list(tmp_path.rglob("*.json"))
    assert len(site.asked) <= 6


@pytest.mark.parametrize(
    "document",
    [
        {"paging": {"page": 1, "totalPages": 1}, "results": []},
        {"paging": {"page": 1, "totalPages": True, "totalResults": 0}, "results": []},
        {"paging": {"page": 1, "totalPages": 1, "totalResults": 1}, "results": [{"identifier": "a"}]},
        {"paging": {"page": 1, "totalPages": 1, "totalResults": 1}, "results": ["a"]},
        {"paging": {"page": 1, "totalPages": 1, "totalResults": 1}, "results": [{"id": "a"}, {"id": "b"}]},
        ["a"],
    ],
)
def test_page_with_a_field_renamed_is_refused(document: object, site: Loopback, client: NewClient) -> None:
    site.trouble["/v1/publications"].append(Reply(json.dumps(document).encode()))
    with pytest.raises(InputRefused, match="could not be used"):
        list_publications(client=client(site), base=site.url("/v1"))


def test_data_set_is_kept_with_its_version_and_meaning(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    table, about = fetch_data_set(tmp_path, DATA_SET, at=AT, client=client(site), base=site.url("/v1"))
    assert (tmp_path / table.path).read_bytes() == TABLE
    assert json.loads((tmp_path / about.path).read_bytes())["version"] == "2.0"
    assert table.details == {"data_set": DATA_SET, "title": "Suspensions", "version": "2.0"}
    assert (table.path, about.path) == (f"{KEY}/2026-01-02/{KEY}.csv", f"{KEY}_meta/2026-01-02/{KEY}_meta.json")
    earlier, _ = fetch_data_set(tmp_path, DATA_SET, version="1.1", at=LATER, client=client(site), base=site.url("/v1"))
    assert site.asked[-2].query == {"dataSetVersion": "1.1"}
    assert earlier.path.startswith(f"{KEY.removesuffix('2_0')}1_1/2026-02-03/")
    assert earlier.details["version"] == "1.1"
    again, _ = fetch_data_set(tmp_path, DATA_SET, at=LATER, client=client(site), base=site.url("/v1"))
    assert again.already_here and again.path == table.path


def test_packed_table_is_kept_packed(
    site: Loopback, education: EducationSite, client: NewClient, tmp_path: Path
) -> None:
    education.packed = True
    table, _ = fetch_data_set(tmp_path, DATA_SET, at=AT, client=client(site), base=site.url("/v1"))
    assert table.path.endswith(".csv.gz")
    assert gzip.decompress((tmp_path / table.path).read_bytes()) == TABLE


@pytest.mark.parametrize("packed", [True, False])
def test_table_whose_columns_changed_is_refused(
    packed: bool, site: Loopback, education: EducationSite, client: NewClient, tmp_path: Path
) -> None:
    education.table, education.packed = TABLE.replace(b"time_period,", b"period,"), packed
    with pytest.raises(InputRefused, match="its columns changed: time_period is not among them"):
        fetch_data_set(tmp_path, DATA_SET, at=AT, client=client(site), base=site.url("/v1"))
    assert newest(tmp_path, KEY) is None


@pytest.mark.parametrize(
    "summary", [[], {"title": "Suspensions"}, {"title": "Suspensions", "latestVersion": "2.0"}, {"latestVersion": {}}]
)
def test_data_set_described_in_another_way_is_refused(
    summary: object, site: Loopback, education: EducationSite, client: NewClient, tmp_path: Path
) -> None:
    education.summary = summary
    with pytest.raises(InputRefused, match=r"title and latestVersion\.version"):
        fetch_data_set(tmp_path, DATA_SET, at=AT, client=client(site), base=site.url("/v1"))


def test_query_is_kept_as_one_document(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    asked = {"indicators": "dPe0Z", "geographicLevels.eq": "LA"}

    def fetch(later: bool) -> Any:
        at = LATER if later else AT
        return fetch_query(
            tmp_path, DATA_SET, asked, key="exclusions", at=at, client=client(site), base=site.url("/v1"), page_size=20
        )

    kept = fetch(later=False)
    assert json.loads((tmp_path / kept.path).read_bytes())["results"] == ENTRIES
    assert kept.details == {"data_set": DATA_SET, "query": asked, "results": 45}
    assert [one.query for one in site.asked] == [{**asked, "page": str(n), "pageSize": "20"} for n in (1, 2, 3)]
    again = fetch(later=True)
    assert again.already_here and again.path == kept.path


def test_query_without_a_result_is_refused(
    site: Loopback, education: EducationSite, client: NewClient, tmp_path: Path
) -> None:
    education.entries = []
    with pytest.raises(InputRefused, match="no result"):
        fetch_query(tmp_path, DATA_SET, {"indicators": "a"}, key="q", at=AT, client=client(site), base=site.url("/v1"))


def test_ids_and_versions_that_are_none_are_wrong_usage_before_anything_is_asked(
    site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    for given in ("../../admin", "", DATA_SET.upper(), f"{DATA_SET}/../x", f"{DATA_SET}?x=1"):
        with pytest.raises(WrongUsage, match="not an id"):
            list_data_sets(given, client=client(site), base=site.url("/v1"))
        with pytest.raises(WrongUsage, match="not an id"):
            fetch_data_set(tmp_path, given, at=AT, client=client(site), base=site.url("/v1"))
    assert site.asked == []
    with pytest.raises(WrongUsage, match="version"):
        fetch_data_set(tmp_path, DATA_SET, version="2&x=1", at=AT, client=client(site), base=site.url("/v1"))
    with pytest.raises(WrongUsage, match="nothing at"):
        list_data_sets(DATA_SET, client=client(site), base=site.url("/v1"))

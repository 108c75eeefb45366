"""Fingertips answers a wrong area type with old figures or none: what came is held against what was asked for."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sulis.sources.fingertips.fetch import fetch_indicators
from sulis.store.fetched_files import KeptFile, newest
from sulis.vocabulary import InputRefused, WrongUsage
from tests.integration.fetch.conftest import AT, LATER, NewClient, Serve
from tests.support.publishers.fingertips import AREA_TYPES, FingertipsSite, values
from tests.support.publishers.loopback import Loopback, Reply

NOW, OLD = "Counties & UAs (from Apr 2023)", "Counties & UAs (4/19 - 3/20)"
TABLE = "/api/all_data/csv/by_indicator_id"


@pytest.fixture
def fingertips() -> FingertipsSite:
    return FingertipsSite(
        {(11201, 502): values(11201, NOW, range(2015, 2023)), (11202, 502): values(11202, NOW, range(2020, 2024))}
    )


@pytest.fixture
def site(serve: Serve, fingertips: FingertipsSite) -> Loopback:
    return serve(fingertips.respond)


def _fetch(
    site: Loopback,
    client: NewClient,
    raw: Path,
    *indicators: int,
    area_type: int = 502,
    area: str = "",
    later: bool = False,
) -> tuple[KeptFile, ...]:
    return fetch_indicators(
        raw,
        indicators=indicators or (11201,),
        area_type=area_type,
        area=area,
        at=LATER if later else AT,
        client=client(site),
        base=site.url("/api"),
    )


def test_indicators_are_kept_with_their_area_type(
    site: Loopback, fingertips: FingertipsSite, client: NewClient, tmp_path: Path
) -> None:
    first, second, about = _fetch(site, client, tmp_path, 11201, 11202, area="E06000022")
    assert [one.path for one in (first, second, about)] == [
        "11201_502/2026-01-02/11201_502.csv", "11202_502/2026-01-02/11202_502.csv", "metadata/2026-01-02/metadata.csv",
    ]  # fmt: skip
    assert (tmp_path / first.path).read_bytes() == fingertips.tables[11201, 502]
    assert first.details == {
        "indicator": 11201, "area_type": 502,
        "area_type_names": [NOW, "Upper tier local authorities (post 4/23)"],
        "rows": 16, "rows_by_area_type": {"England": 8, NOW: 8},
        "first_period": "20150000", "last_period": "20220000",
    }  # fmt: skip
    assert newest(tmp_path, "11201_502") == first
    assert site.asked[1].query == {"indicator_ids": "11201", "child_area_type_id": "502"}


def test_unchanged_indicator_is_already_here(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    first = _fetch(site, client, tmp_path)
    again = _fetch(site, client, tmp_path, later=True)
    assert all(one.already_here for one in again)
    assert [one.path for one in again] == [one.path for one in first]


def test_area_type_that_the_publisher_does_not_list_is_wrong_usage(
    site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    with pytest.raises(WrongUsage, match="no area type 999"):
        _fetch(site, client, tmp_path, area_type=999)
    assert site.paths() == ["/api/area_types"]


def test_answer_without_a_row_is_refused(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="it holds no row: the indicator is not published for area type 202"):
        _fetch(site, client, tmp_path, area_type=202)
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize(
    "rows", [values(11201, OLD, range(2012, 2019)), values(11201, "", range(2012, 2019), areas=())]
)
def test_answer_of_another_area_type_is_refused(
    rows: bytes, site: Loopback, fingertips: FingertipsSite, client: NewClient, tmp_path: Path
) -> None:
    fingertips.tables[11201, 502] = rows
    with pytest.raises(InputRefused, match=r"no row of area type 502 .*only of .*England"):
        _fetch(site, client, tmp_path)
    assert newest(tmp_path, "11201_502") is None


def test_answer_that_ends_before_the_last_one_is_refused_and_the_last_one_stays(
    site: Loopback, fingertips: FingertipsSite, client: NewClient, tmp_path: Path
) -> None:
    first, _ = _fetch(site, client, tmp_path)
    fingertips.tables[11201, 502] = values(11201, NOW, range(2015, 2020))
    with pytest.raises(InputRefused, match="its last period is 20190000, before the 20220000"):
        _fetch(site, client, tmp_path, later=True)
    assert newest(tmp_path, "11201_502") == first
    fingertips.tables[11201, 502] = values(11201, NOW, range(2015, 2024))
    newer, _ = _fetch(site, client, tmp_path, later=True)
    assert newer.details["last_period"] == "20230000"


def test_area_that_must_be_there_and_is_not_is_refused(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="E06000023 is not among its areas of type 502"):
        _fetch(site, client, tmp_path, area="E06000023")


def test_rows_of_another_indicator_are_refused(
    site: Loopback, fingertips: FingertipsSite, client: NewClient, tmp_path: Path
) -> None:
    fingertips.tables[11201, 502] = values(11202, NOW, range(2015, 2023))
    with pytest.raises(InputRefused, match="another indicator than 11201"):
        _fetch(site, client, tmp_path)


def test_changed_columns_and_changed_list_are_refused(
    site: Loopback, fingertips: FingertipsSite, client: NewClient, tmp_path: Path
) -> None:
    renamed = fingertips.tables[11201, 502].replace(b"Area Type", b"AreaTypeName")
    fingertips.tables[11201, 502] = renamed
    with pytest.raises(InputRefused, match="its columns changed: Area Type is not among them"):
        _fetch(site, client, tmp_path)
    for document in ([{"id": 502, "name": NOW}], {"areaTypes": AREA_TYPES}, [502]):
        fingertips.area_types = document
        with pytest.raises(InputRefused, match="do not have the fields Id and Name"):
            _fetch(site, client, tmp_path)


def test_table_that_comes_as_a_gzip_file_is_checked_and_kept_packed(
    site: Loopback, fingertips: FingertipsSite, client: NewClient, tmp_path: Path
) -> None:
    plain = fingertips.tables[11201, 502]
    fingertips.tables[11201, 502] = gzip.compress(plain)
    kept, _ = _fetch(site, client, tmp_path)
    assert kept.path.endswith("/11201_502.csv.gz")
    assert gzip.decompress((tmp_path / kept.path).read_bytes()) == plain
    assert kept.details["rows"] == 16
    fingertips.tables[11201, 502] = gzip.compress(values(11201, NOW, range(1990, 2024)))[:-20]
    with pytest.raises(InputRefused, match="cannot be read as a table"):
        _fetch(site, client, tmp_path, later=True)


def test_first_refusal_leaves_the_indicators_before_it(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    site.trouble[TABLE] += [
        Reply(values(11201, NOW, range(2015, 2023)), headers={"Content-Type": "text/csv"}),
        Reply(values(11202, OLD, range(2015, 2023)), headers={"Content-Type": "text/csv"}),
    ]
    with pytest.raises(InputRefused):
        _fetch(site, client, tmp_path, 11201, 11202)
    assert newest(tmp_path, "11201_502") is not None
    assert newest(tmp_path, "11202_502") is None

"""One force's months out of an archive of every force, from a site on this machine."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sulis.sources.police_uk.fetch import FetchedArchive, fetch_months
from sulis.sources.police_uk.remote import RemoteFile
from sulis.vocabulary import InputRefused, PartWayFailure, WrongUsage
from tests.unit.sources_fetch.conftest import NewClient
from tests.unit.sources_fetch.site import Site

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
MONTHS = ("2024-10", "2024-12")
PATH = "/archive/2024-12.zip"


def _content(force: str, month: str) -> bytes:
    """Text that does not compress to nothing."""
    lines = (hashlib.sha256(f"{force}{month}{n}".encode()).hexdigest() for n in range(3_000))
    return "\n".join(lines).encode()


def _archive(*, damaged: bool = False, zip64: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for month in MONTHS:
            for force in ("avon-and-somerset", "mereshire", "somerset"):
                for kind in ("street", "outcomes"):
                    name = f"{month}/{month}-{force}-{kind}.csv"
                    with archive.open(name, "w", force_zip64=zip64) as member:
                        member.write(_content(force, month))
        archive.writestr("../2024-12-mereshire-street.csv", "outside")
        archive.writestr("2024-11/2024-12-mereshire-street.csv", "another month's folder")
        info = archive.getinfo("2024-12/2024-12-mereshire-street.csv")
    content = bytearray(out.getvalue())
    if damaged:
        content[info.header_offset + 200] ^= 0xFF
    return bytes(content)


def _fetch(client: NewClient, site: Site, raw: Path, **options: str) -> FetchedArchive:
    return fetch_months(
        raw,
        client=client(),
        force=options.pop("force", "mereshire"),
        archive="2024-12",
        at=AT,
        base=site.url("/archive"),
        **options,
    )


@pytest.mark.parametrize("zip64", [False, True])
def test_only_the_wanted_forces_months_are_fetched(zip64: bool, site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH] = _archive(zip64=zip64)
    found = _fetch(client, site, tmp_path)
    assert [m.month for m in found.months] == list(MONTHS)
    assert found.absent == ("2024-11",)
    assert not found.whole
    for month in found.months:
        content = (tmp_path / month.path).read_bytes()
        assert content == _content("mereshire", month.month)
        assert (month.sha256, month.bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert site.sent < len(site.files[PATH]) / 2
    said = json.loads((tmp_path / "2024-12/mereshire.json").read_text())
    assert (said["etag"], said["fetched_at"]) == (site.tag(PATH), "2026-01-02T03:04:05+00:00")
    assert {p.name for p in tmp_path.rglob("*") if p.is_file()} == {
        "mereshire.json",
        *(f"{month}-mereshire-street.csv" for month in MONTHS),
    }


def test_months_already_here_are_not_sent_again(site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH] = _archive()
    _fetch(client, site, tmp_path)
    sent = site.sent
    again = _fetch(client, site, tmp_path)
    assert all(month.already_here for month in again.months)
    # The directory alone, which is read in one piece of at most 64 KiB.
    assert site.sent - sent < 70_000
    spoilt = tmp_path / again.months[0].path
    spoilt.write_bytes(b"X" + spoilt.read_bytes()[1:])
    assert [month.already_here for month in _fetch(client, site, tmp_path).months] == [False, True]


def test_months_asked_for_are_the_only_ones_taken(site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH] = _archive()
    found = _fetch(client, site, tmp_path, first="2024-11", last="2024-12")
    assert [m.month for m in found.months] == ["2024-12"]
    assert found.absent == ("2024-11",)


def test_connection_that_is_cut_is_gone_on_with(site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH] = _archive()
    site.cut_after, site.cuts = 50_000, 2
    assert len(_fetch(client, site, tmp_path).months) == 2


def test_interrupted_fetch_keeps_the_months_that_are_whole(site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH] = _archive(damaged=True)
    with pytest.raises(InputRefused, match="damaged"):
        _fetch(client, site, tmp_path)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["2024-10-mereshire-street.csv"]
    site.files[PATH] = _archive()
    assert [month.already_here for month in _fetch(client, site, tmp_path).months] == [True, False]


def test_archive_replaced_while_it_is_read_is_said(site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH] = _archive()
    told: list[str] = []

    def replace(line: str) -> None:
        told.append(line)
        site.tag_salt = "revised"

    with pytest.raises(PartWayFailure, match="changed while"):
        fetch_months(
            tmp_path,
            client=client(),
            force="mereshire",
            archive="2024-12",
            at=AT,
            base=site.url("/archive"),
            tell=replace,
        )
    assert len(told) == 1


def test_site_without_ranges_is_fetched_whole_and_said_so(site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH], site.ranges = _archive(), False
    told: list[str] = []
    found = fetch_months(
        tmp_path,
        client=client(),
        force="mereshire",
        archive="2024-12",
        at=AT,
        base=site.url("/archive"),
        tell=told.append,
    )
    assert found.whole
    assert "only whole" in told[0]
    assert [(tmp_path / m.path).read_bytes() for m in found.months] == [_content("mereshire", m) for m in MONTHS]


def test_sign_in_page_in_place_of_the_archive_is_refused(site: Site, client: NewClient, tmp_path: Path) -> None:
    for ranges in (True, False):
        site.files[PATH], site.ranges = b"<html>sign in</html>" * 100, ranges
        with pytest.raises(InputRefused, match="damaged"):
            _fetch(client, site, tmp_path)
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize("force", ["../etc", "Mereshire", "mere shire", "", "mereshire/..", "mere.*"])
def test_force_that_is_no_name_is_wrong_usage_before_anything_is_asked(
    force: str, site: Site, client: NewClient, tmp_path: Path
) -> None:
    with pytest.raises(WrongUsage, match="short name"):
        _fetch(client, site, tmp_path, force=force)
    assert site.asked == []


def test_force_that_the_archive_lacks_is_wrong_usage(site: Site, client: NewClient, tmp_path: Path) -> None:
    site.files[PATH] = _archive()
    with pytest.raises(WrongUsage, match="no street-level file"):
        _fetch(client, site, tmp_path, force="nowhere")


def test_month_that_is_no_month_and_archive_that_is_not_there_are_wrong_usage(
    site: Site, client: NewClient, tmp_path: Path
) -> None:
    with pytest.raises(WrongUsage, match="YYYY-MM"):
        _fetch(client, site, tmp_path, first="2024")
    with pytest.raises(WrongUsage, match="nothing at"):
        _fetch(client, site, tmp_path)


def test_remote_file_reads_as_a_file_does() -> None:
    content = bytes(range(256)) * 1_000
    asked: list[tuple[int, int]] = []

    def ask(start: int, length: int) -> bytes:
        asked.append((start, length))
        return content[start : start + length]

    with RemoteFile(len(content), ask) as remote:
        assert remote.read(10) == content[:10]
        assert remote.seek(-5, io.SEEK_END) == len(content) - 5
        assert remote.read() == content[-5:]
        assert remote.seek(100) == 100
        remote.fetch_ahead(100, 1_000)
        assert remote.read(900) == content[100:1_000]
        assert remote.tell() == 1_000
    assert len(asked) == 3

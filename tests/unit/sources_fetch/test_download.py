"""Downloads that resume, verify, persevere and stop at their limits."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sulis.sources.http import NoRanges, Unreachable, download, open_ranged
from sulis.vocabulary import InputRefused, PartWayFailure, WrongUsage
from tests.unit.sources_fetch.conftest import NewClient
from tests.unit.sources_fetch.site import Site

CONTENT = bytes(range(256)) * 4_000


@pytest.fixture
def published(site: Site) -> Site:
    site.files["/file"] = CONTENT
    return site


def test_whole_file_is_written_with_its_checksums(published: Site, client: NewClient, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    sha256, md5 = hashlib.sha256(CONTENT).hexdigest(), hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    got = download(
        client(),
        published.url("/file"),
        tmp_path / "deep" / "file",
        sha256=sha256,
        md5=md5.upper(),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert got.path.read_bytes() == CONTENT
    assert (got.sha256, got.md5, got.bytes, got.etag) == (sha256, md5, len(CONTENT), published.tag("/file"))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert not list(got.path.parent.glob("*.part*"))


def test_cut_connections_are_resumed_where_they_broke(
    published: Site, client: NewClient, tmp_path: Path, waits: list[float]
) -> None:
    published.cut_after, published.cuts = 300_000, 3
    got = download(client(), published.url("/file"), tmp_path / "file")
    assert got.path.read_bytes() == CONTENT
    assert [given for _, given in published.asked] == [None, "bytes=300000-", "bytes=600000-", "bytes=900000-"]
    assert published.sent == len(CONTENT)
    assert waits == [0.5, 1.0, 2.0]


def test_site_that_keeps_breaking_off_is_given_up_and_gone_on_with_later(
    published: Site, client: NewClient, tmp_path: Path
) -> None:
    published.cut_after, published.cuts = 100_000, 100
    with pytest.raises(Unreachable) as gave_up:
        download(client(), published.url("/file"), tmp_path / "file")
    assert gave_up.value.exit_code == 4
    assert not (tmp_path / "file").exists()
    assert (tmp_path / "file.part").stat().st_size == 400_000
    published.cuts = 0
    download(client(), published.url("/file"), tmp_path / "file")
    assert published.asked[-1] == ("/file", "bytes=400000-")
    assert (tmp_path / "file").read_bytes() == CONTENT


def test_file_that_changed_meanwhile_is_begun_again(published: Site, client: NewClient, tmp_path: Path) -> None:
    published.cut_after, published.cuts = 100_000, 100
    with pytest.raises(Unreachable):
        download(client(), published.url("/file"), tmp_path / "file")
    published.cuts = 0
    published.files["/file"] = CONTENT[::-1]
    got = download(client(), published.url("/file"), tmp_path / "file")
    assert got.path.read_bytes() == CONTENT[::-1]


def test_site_without_ranges_is_begun_again_after_a_cut(published: Site, client: NewClient, tmp_path: Path) -> None:
    published.ranges, published.cut_after, published.cuts = False, 100_000, 1
    assert download(client(), published.url("/file"), tmp_path / "file").path.read_bytes() == CONTENT


def test_file_already_here_and_unchanged_is_not_sent_again(published: Site, client: NewClient, tmp_path: Path) -> None:
    first = download(client(), published.url("/file"), tmp_path / "file")
    sent = published.sent
    assert download(client(), published.url("/file"), tmp_path / "file") == first
    assert published.sent == sent
    published.files["/file"] = b"newer"
    assert download(client(), published.url("/file"), tmp_path / "file").bytes == 5


@pytest.mark.parametrize("name", ["sha256", "md5"])
def test_wrong_checksum_keeps_nothing_and_leaves_the_old_file(
    name: str, published: Site, client: NewClient, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(InputRefused, match="as the publisher says") as refused:
        download(client(), published.url("/file"), tmp_path / "file", **{name: "0" * 32})
    assert refused.value.exit_code == 3
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("file", b"old")]


def test_busy_site_is_asked_again_after_the_wait_that_it_names(
    published: Site, client: NewClient, tmp_path: Path, waits: list[float]
) -> None:
    published.failures = 2
    assert download(client(), published.url("/file"), tmp_path / "file").bytes == len(CONTENT)
    assert waits == [0.0, 0.0]


def test_answer_above_the_limit_is_refused(published: Site, client: NewClient, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="larger than"):
        download(client(most_bytes=1_000), published.url("/file"), tmp_path / "file")
    assert not (tmp_path / "file").exists()
    assert published.sent <= len(CONTENT)


def test_absent_file_is_wrong_usage(site: Site, client: NewClient, tmp_path: Path) -> None:
    for attempt in (
        lambda: download(client(), site.url("/no"), tmp_path / "no"),
        lambda: open_ranged(client(), site.url("/no")),
    ):
        with pytest.raises(WrongUsage, match="nothing at"):
            attempt()
    assert list(tmp_path.iterdir()) == []


def test_site_that_forbids_is_refused(published: Site, client: NewClient, tmp_path: Path) -> None:
    published.failures, published.failing = 1, 403
    with pytest.raises(InputRefused, match="answered 403"):
        download(client(), published.url("/file"), tmp_path / "file")


def test_pieces_are_read_and_checked(published: Site, client: NewClient) -> None:
    remote = open_ranged(client(), published.url("/file"))
    assert remote.size == len(CONTENT)
    assert remote.read(1_000, 300) == CONTENT[1_000:1_300]
    assert remote.read(5, 0) == b""
    with pytest.raises(ValueError, match="do not lie"):
        remote.read(len(CONTENT) - 1, 2)


def test_pieces_of_a_file_that_changed_are_refused(published: Site, client: NewClient) -> None:
    remote = open_ranged(client(), published.url("/file"))
    published.tag_salt = "revised"
    with pytest.raises(PartWayFailure, match="changed while"):
        remote.read(0, 10)


def test_site_without_ranges_is_known_without_reading_the_file(published: Site, client: NewClient) -> None:
    published.ranges = False
    with pytest.raises(NoRanges):
        open_ranged(client(), published.url("/file"))

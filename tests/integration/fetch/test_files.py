"""Plain files of a publisher: kept by day, not fetched twice, refused when they are not what was asked for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from sulis.catalogue.published_files import FileKind, PublishedFile
from sulis.sources.given.fetch import fetch_given
from sulis.sources.http import AddressRefused, Unreachable
from sulis.store.fetched_files import manifest_of, newest
from sulis.vocabulary import InputRefused, WrongUsage
from sulis_cli.fetch.files import COMMANDS
from tests.integration.fetch.conftest import AT, LATER, NewClient, Serve
from tests.support.publishers.loopback import Asked, Loopback, Reply
from tests.support.publishers.shelf import Shelf

PATH = "/media/1/table%202024.csv"
FIRST, SECOND = b"Force,Offences\r\nMereshire,10\r\n", b"Force,Offences\r\nMereshire,11\r\n"


@pytest.fixture
def shelf() -> Shelf:
    return Shelf({PATH: FIRST}, {PATH: "text/csv; charset=utf-8"})


@pytest.fixture
def site(serve: Serve, shelf: Shelf) -> Loopback:
    return serve(shelf.respond)


def wanted(site: Loopback, path: str = PATH, kind: FileKind = FileKind.CSV) -> PublishedFile:
    return PublishedFile("by_force", site.url(path), kind)


def below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_file_is_kept_by_day_with_its_manifest(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    [kept] = fetch_given("home_office", tmp_path / "home_office", [wanted(site)], at=AT, client=client(site))
    assert kept.path == "by_force/2026-01-02/table-2024.csv"
    files = below(tmp_path / "home_office")
    assert files.keys() == {kept.path, "by_force/2026-01-02/manifest.json"}
    assert files[kept.path] == FIRST
    said = json.loads(files["by_force/2026-01-02/manifest.json"])
    assert said == {
        "source": "home_office", "key": "by_force", "path": kept.path, "url": site.url(PATH), "came_from": site.url(PATH),
        "fetched_at": "2026-01-02T03:04:05+00:00", "sha256": hashlib.sha256(FIRST).hexdigest(), "bytes": len(FIRST),
        "kind": "csv", "etag": f'"{hashlib.sha256(FIRST).hexdigest()[:16]}"',
        "last_modified": "Tue, 14 Nov 2023 22:13:20 GMT", "content_type": "text/csv; charset=utf-8", "length_told": True,
        "details": {},
    }  # fmt: skip


@pytest.mark.parametrize(("tags", "dates", "bodies"), [(True, True, 1), (False, True, 1), (False, False, 2)])
def test_unchanged_file_is_already_here(
    tags: bool, dates: bool, bodies: int, shelf: Shelf, serve: Serve, client: NewClient, tmp_path: Path
) -> None:
    shelf.tags, shelf.dates = tags, dates
    sent: list[int] = []

    def respond(asked: Asked) -> Reply:
        reply = shelf.respond(asked)
        sent.append(len(reply.body))
        return reply

    site = serve(respond)
    [first] = fetch_given("home_office", tmp_path, [wanted(site)], at=AT, client=client(site))
    before = below(tmp_path)
    [again] = fetch_given("home_office", tmp_path, [wanted(site)], at=LATER, client=client(site))
    assert not first.already_here and again.already_here
    assert (again.path, again.fetched_at) == (first.path, first.fetched_at)
    assert below(tmp_path) == before
    assert sum(1 for size in sent if size) == bodies


def test_changed_file_is_kept_beside_the_old_one(
    shelf: Shelf, site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    [old] = fetch_given("home_office", tmp_path, [wanted(site)], at=AT, client=client(site))
    shelf.files[PATH] = SECOND
    [same_day] = fetch_given("home_office", tmp_path, [wanted(site)], at=AT, client=client(site))
    shelf.files[PATH] = FIRST + SECOND
    [new] = fetch_given("home_office", tmp_path, [wanted(site)], at=LATER, client=client(site))
    assert [one.path.split("/")[1] for one in (old, same_day, new)] == ["2026-01-02", "2026-01-02-2", "2026-02-03"]
    contents = [(tmp_path / one.path).read_bytes() for one in (old, same_day, new)]
    assert contents == [FIRST, SECOND, FIRST + SECOND]
    found = newest(tmp_path, "by_force")
    assert found is not None and found.path == new.path


def test_file_spoilt_on_disk_is_fetched_again(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    [old] = fetch_given("home_office", tmp_path, [wanted(site)], at=AT, client=client(site))
    (tmp_path / old.path).write_bytes(b"Force,Offences\r\nMereshire,99\r\n")
    [again] = fetch_given("home_office", tmp_path, [wanted(site)], at=LATER, client=client(site))
    assert not again.already_here
    assert (tmp_path / again.path).read_bytes() == FIRST


def test_file_that_moved_is_followed_and_said(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    for status in (301, 302, 307, 308):
        key = f"moved_{status}"
        site.trouble[f"/old/{status}.csv"].append(Reply(status=status, headers={"Location": PATH}))
        file = PublishedFile(key, site.url(f"/old/{status}.csv"), FileKind.CSV)
        [kept] = fetch_given("nhs", tmp_path, [file], at=AT, client=client(site))
        assert (kept.url, kept.came_from) == (site.url(f"/old/{status}.csv"), site.url(PATH))
        assert (tmp_path / kept.path).read_bytes() == FIRST


def test_cut_body_is_gone_on_with(site: Loopback, shelf: Shelf, client: NewClient, tmp_path: Path) -> None:
    shelf.files[PATH] = FIRST + b"Mereshire,12\r\n" * 50_000
    whole = shelf.respond(Asked(PATH, {}, {}))
    site.trouble[PATH].append(Reply(whole.body, headers=whole.headers, cut=300_000))
    [kept] = fetch_given("ons", tmp_path, [wanted(site)], at=AT, client=client(site))
    assert (tmp_path / kept.path).read_bytes() == shelf.files[PATH]
    assert [one.headers.get("range") for one in site.asked] == [None, "bytes=300000-"]


def test_interrupted_fetch_leaves_nothing_in_place_and_is_gone_on_with(
    site: Loopback, shelf: Shelf, client: NewClient, tmp_path: Path
) -> None:
    whole = shelf.respond(Asked(PATH, {}, {}))
    site.trouble[PATH] += [Reply(whole.body, headers=whole.headers, cut=10)] + [Reply(status=503)] * 3
    with pytest.raises(Unreachable):
        fetch_given("ons", tmp_path, [wanted(site)], at=AT, client=client(site))
    assert newest(tmp_path, "by_force") is None
    assert not list(tmp_path.rglob("manifest.json"))
    [kept] = fetch_given("ons", tmp_path, [wanted(site)], at=AT, client=client(site))
    assert site.asked[-1].headers["range"] == "bytes=10-"
    assert (tmp_path / kept.path).read_bytes() == FIRST
    assert below(tmp_path).keys() == {kept.path, "by_force/2026-01-02/manifest.json"}


@pytest.mark.parametrize("cut", [0, 12])
def test_chunked_body_that_ends_early_is_never_taken_for_whole(
    cut: int, site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    site.trouble[PATH] += [Reply(FIRST, headers={"Content-Type": "text/csv"}, chunked=True, cut=cut)] * 4
    with pytest.raises(Unreachable, match="connection broke"):
        fetch_given("ons", tmp_path, [wanted(site)], at=AT, client=client(site))
    site.trouble[PATH].append(Reply(FIRST, headers={"Content-Type": "text/csv"}, chunked=True, piece=7))
    [kept] = fetch_given("ons", tmp_path, [wanted(site)], at=AT, client=client(site))
    assert (tmp_path / kept.path).read_bytes() == FIRST
    assert kept.length_told


def test_body_without_a_length_is_taken_and_said_so(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    site.trouble[PATH].append(Reply(FIRST, headers={"Content-Type": "text/csv"}, told=False))
    [kept] = fetch_given("ons", tmp_path, [wanted(site)], at=AT, client=client(site))
    assert not kept.length_told


@pytest.mark.parametrize(
    ("kind", "content_type", "body", "words"),
    [
        (FileKind.CSV, "text/html; charset=utf-8", b"<!doctype html><h1>Sorry</h1>", "a web page came"),
        (FileKind.CSV, "text/csv", b"\xef\xbb\xbf \r\n<HTML><body>Sorry", "a web page came"),
        (FileKind.CSV, "application/octet-stream", b"PK\x03\x04rest", "does not begin as a file of the form csv"),
        (FileKind.CSV, "text/csv", b"a,b\r\n1,\x00\r\n", "does not begin as a file of the form csv"),
        (FileKind.CSV, "text/csv", b'{"error": "busy"}', "does not begin as a file of the form csv"),
        (FileKind.CSV, "application/pdf", b"%PDF-1.7", "it says that it is 'application/pdf' and not csv"),
        (FileKind.CSV, "text/csv", b"", "the answer is empty"),
        (FileKind.XLSX, "text/plain", b"Force,Offences\r\n", "does not begin as a file of the form xlsx"),
        (FileKind.XLSX, "application/vnd.ms-excel", b"\xd0\xcf\x11\xe0", "and not xlsx"),
        (FileKind.ODS, "application/json", b"{}", "and not ods"),
        (FileKind.JSON, "application/json", b"Sorry", "does not begin as a file of the form json"),
        (FileKind.ZIP, "application/zip", b"\x1f\x8b\x08", "does not begin as a file of the form zip"),
        (FileKind.PARQUET, "application/octet-stream", b"PK\x03\x04", "does not begin as a file of the form parquet"),
        (FileKind.XML, "text/xml", b"Sorry", "does not begin as a file of the form xml"),
    ],
)
def test_answer_that_is_no_such_file_is_refused_and_what_was_here_stays(
    kind: FileKind, content_type: str, body: bytes, words: str, site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    [old] = fetch_given("home_office", tmp_path, [wanted(site)], at=AT, client=client(site))
    before = below(tmp_path)
    site.trouble[PATH].append(Reply(body, headers={"Content-Type": content_type}))
    with pytest.raises(InputRefused) as refused:
        fetch_given("home_office", tmp_path, [wanted(site, kind=kind)], at=LATER, client=client(site))
    assert words in refused.value.message
    assert refused.value.remedy
    assert below(tmp_path) == before
    assert newest(tmp_path, "by_force") == old


@pytest.mark.parametrize(
    ("kind", "content_type", "body"),
    [
        (FileKind.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04rest"),
        (FileKind.ODS, "application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04rest"),
        (FileKind.CSV, "text/csv", b"\xff\xfea\x00,\x00b\x00"),
        (FileKind.JSON, "application/json", b' [{"a": 1}]'),
        (FileKind.XML, "application/xml", b"<?xml version='1.0'?><rows/>"),
        (FileKind.PARQUET, "", b"PAR1restPAR1"),
    ],
)
def test_files_of_every_form_are_taken(
    kind: FileKind, content_type: str, body: bytes, site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    site.trouble["/file"].append(Reply(body, headers={"Content-Type": content_type}))
    [kept] = fetch_given("education", tmp_path, [wanted(site, "/file", kind)], at=AT, client=client(site))
    assert (tmp_path / kept.path).read_bytes() == body
    assert Path(kept.path).name == f"by_force.{kind}"


def test_address_without_a_file_and_key_that_is_no_name_are_wrong_usage(
    site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    with pytest.raises(WrongUsage, match="nothing at"):
        fetch_given("home_office", tmp_path, [wanted(site, "/gone.csv")], at=AT, client=client(site))
    with pytest.raises(WrongUsage, match="cannot name"):
        fetch_given(
            "home_office", tmp_path, [PublishedFile("../up", site.url(PATH), FileKind.CSV)], at=AT, client=client(site)
        )
    assert below(tmp_path) == {}


@pytest.mark.parametrize("publisher", [given.publisher for given in COMMANDS])
def test_publisher_is_asked_at_its_own_hosts_alone(publisher: str, tmp_path: Path) -> None:
    for address in ("https://data.police.uk/file.csv", "https://example.org/file.csv", "http://www.gov.uk/file.csv"):
        with pytest.raises(AddressRefused):
            fetch_given(publisher, tmp_path, [PublishedFile("a", address, FileKind.CSV)], at=AT)


def test_manifest_is_found_from_the_file_and_from_no_other(site: Loopback, client: NewClient, tmp_path: Path) -> None:
    [kept] = fetch_given("home_office", tmp_path, [wanted(site)], at=AT, client=client(site))
    path = tmp_path / kept.path
    assert manifest_of(path) == kept
    other = path.with_name("other.csv")
    other.write_bytes(FIRST)
    assert manifest_of(other) is None
    (path.parent / "manifest.json").write_text("{}")
    assert manifest_of(path) is None
    assert newest(tmp_path, "by_force") is None


def test_what_a_killed_fetch_left_is_no_file_and_in_nobodys_way(
    site: Loopback, client: NewClient, tmp_path: Path
) -> None:
    home = tmp_path / "by_force"
    for left in (".ready/manifest.json", ".ready/table.csv", "2026-01-02/table.csv", ".incoming/other.file.part"):
        (home / left).parent.mkdir(parents=True, exist_ok=True)
        (home / left).write_bytes(b"left")
    assert newest(tmp_path, "by_force") is None
    [kept] = fetch_given("home_office", tmp_path, [wanted(site)], at=AT, client=client(site))
    assert kept.path == "by_force/2026-01-02-2/table-2024.csv"
    assert newest(tmp_path, "by_force") == kept
    assert sorted(place.name for place in home.iterdir()) == ["2026-01-02", "2026-01-02-2"]

"""What every publisher's fetching does when a site is slow, busy, broken, packed or moved: real sockets, real threads."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sulis.catalogue.published_files import FileKind, PublishedFile
from sulis.sources.education.fetch import fetch_data_set
from sulis.sources.fingertips.fetch import fetch_indicators
from sulis.sources.given.fetch import fetch_given
from sulis.sources.http import AddressRefused, Client, Unreachable
from sulis.sources.police_uk.fetch import fetch_months
from sulis.vocabulary import InputRefused, SulisError
from tests.integration.fetch.conftest import AT, NewClient, Serve
from tests.support.publishers.education import DATA_SET, EducationSite
from tests.support.publishers.fingertips import FingertipsSite, values
from tests.support.publishers.loopback import Loopback, Reply, Respond
from tests.support.publishers.police import PoliceSite, archive
from tests.support.publishers.shelf import Shelf

CSV = {"Content-Type": "text/csv"}


@dataclass(frozen=True)
class Publisher:
    """How a publisher's site answers, how it is fetched from, the path that is asked first, and that of the file."""

    respond: Callable[[], Respond]
    fetch: Callable[[Loopback, Client, Path], object]
    first: str
    file: str


def _fingertips(site: Loopback, client: Client, raw: Path) -> object:
    return fetch_indicators(raw, indicators=[11201], area_type=502, at=AT, client=client, base=site.url("/api"))


def _education(site: Loopback, client: Client, raw: Path) -> object:
    return fetch_data_set(raw, DATA_SET, at=AT, client=client, base=site.url("/v1"))


def _police(site: Loopback, client: Client, raw: Path) -> object:
    base = site.url("/data/archive")
    return fetch_months(raw, force="mereshire", archive="2024-12", at=AT, client=client, base=base)


def _home_office(site: Loopback, client: Client, raw: Path) -> object:
    return fetch_given("home_office", raw, [PublishedFile("a", site.url("/a.csv"), FileKind.CSV)], at=AT, client=client)


def changed(publisher: Publisher, change: Callable[[Reply], Reply]) -> Respond:
    """As the publisher's site answers, each answer changed."""
    respond = publisher.respond()
    return lambda asked: change(respond(asked))


def packed(plain: Reply) -> Reply:
    return Reply(gzip.compress(plain.body), plain.status, {**plain.headers, "Content-Encoding": "gzip"}, piece=11)


PUBLISHERS = {
    "fingertips": Publisher(
        lambda: (
            FingertipsSite({(11201, 502): values(11201, "Counties & UAs (from Apr 2023)", range(2015, 2023))}).respond
        ),
        _fingertips,
        "/api/area_types",
        "/api/all_data/csv/by_indicator_id",
    ),
    "education": Publisher(
        lambda: EducationSite().respond, _education, f"/v1/data-sets/{DATA_SET}", f"/v1/data-sets/{DATA_SET}/csv"
    ),
    "police_uk": Publisher(
        lambda: PoliceSite({"2024-12": archive([("mereshire", "2024-12", "street")])}).respond,
        _police,
        "/data/archive/2024-12.zip",
        "/data/archive/2024-12.zip",
    ),
    "home_office": Publisher(
        lambda: Shelf({"/a.csv": b"Force,Offences\r\nMereshire,10\r\n"}, {"/a.csv": "text/csv"}).respond,
        _home_office,
        "/a.csv",
        "/a.csv",
    ),
}
EVERY = pytest.mark.parametrize("name", PUBLISHERS)


def _tables(raw: Path) -> list[Path]:
    return [path for path in raw.rglob("*.csv") if path.is_file()]


@EVERY
def test_busy_site_is_asked_again_after_the_wait_that_it_names(
    name: str, serve: Serve, client: NewClient, waits: list[float], tmp_path: Path
) -> None:
    publisher = PUBLISHERS[name]
    site = serve(publisher.respond())
    site.trouble[publisher.first] += [
        Reply(status=429, headers={"Retry-After": "7"}),
        Reply(status=503, headers={"Retry-After": "soon"}),
    ]
    publisher.fetch(site, client(site), tmp_path)
    assert waits == [7.0, 1.0]
    assert _tables(tmp_path)


@EVERY
def test_site_that_wants_a_long_rest_is_left_alone(
    name: str, serve: Serve, client: NewClient, waits: list[float], tmp_path: Path
) -> None:
    publisher = PUBLISHERS[name]
    site = serve(publisher.respond())
    site.trouble[publisher.first].append(Reply(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(Unreachable, match="no further request for 3600 seconds") as gone:
        publisher.fetch(site, client(site), tmp_path)
    assert gone.value.exit_code == 4
    assert waits == []
    assert len(site.asked) == 1


@EVERY
def test_site_that_keeps_failing_is_given_up(name: str, serve: Serve, client: NewClient, tmp_path: Path) -> None:
    publisher = PUBLISHERS[name]
    site = serve(publisher.respond())
    site.trouble[publisher.first] += [Reply(status=500)] * 4
    with pytest.raises(Unreachable, match="in 4 tries: the site answered 500"):
        publisher.fetch(site, client(site), tmp_path)
    assert _tables(tmp_path) == []


@EVERY
def test_redirect_into_this_network_is_refused(name: str, serve: Serve, client: NewClient, tmp_path: Path) -> None:
    publisher = PUBLISHERS[name]
    site, inside = serve(publisher.respond()), serve(lambda _asked: Reply(b"secret", headers=CSV))
    for place in (
        f"http://127.0.0.1:{inside.port}/",
        f"http://localhost:{inside.port}/",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://[::ffff:127.0.0.1]/",
        "file:///etc/passwd",
        "https://example.org/table.csv",
    ):
        site.trouble[publisher.file].append(Reply(status=301, headers={"Location": place}))
        with pytest.raises(AddressRefused):
            publisher.fetch(site, client(site), tmp_path)
    assert inside.asked == []
    assert _tables(tmp_path) == []


@EVERY
def test_redirects_without_an_end_are_refused(name: str, serve: Serve, client: NewClient, tmp_path: Path) -> None:
    publisher = PUBLISHERS[name]
    site = serve(publisher.respond())
    site.trouble[publisher.file] += [Reply(status=308, headers={"Location": publisher.file})] * 20
    with pytest.raises(AddressRefused, match="redirects too often"):
        publisher.fetch(site, client(site), tmp_path)


@EVERY
def test_web_page_with_status_200_is_refused(name: str, serve: Serve, client: NewClient, tmp_path: Path) -> None:
    publisher = PUBLISHERS[name]
    page = Reply(b"<html>We are sorry</html>" * 40, headers={"Content-Type": "text/html"})
    for path in {publisher.first, publisher.file}:
        site = serve(publisher.respond())
        site.trouble[path] += [page] * 4
        with pytest.raises(InputRefused) as refused:
            publisher.fetch(site, client(site), tmp_path)
        assert refused.value.exit_code == 3
        assert refused.value.remedy
    assert _tables(tmp_path) == []


@EVERY
def test_body_that_trickles_is_broken_off_and_one_that_is_only_slow_is_read(
    name: str, serve: Serve, client: NewClient, tmp_path: Path
) -> None:
    publisher = PUBLISHERS[name]
    site = serve(changed(publisher, lambda reply: replace(reply, piece=max(1, len(reply.body) // 5), pause=0.005)))
    with pytest.raises(Unreachable, match="came too slowly"):
        publisher.fetch(site, client(site, attempts=1, patience=0.0, least_rate=1e12), tmp_path)
    assert _tables(tmp_path) == []
    publisher.fetch(site, client(site), tmp_path)
    assert _tables(tmp_path)


def test_headers_that_trickle_are_broken_off(serve: Serve, client: NewClient, tmp_path: Path) -> None:
    site = serve(lambda _asked: Reply(b"a,b\r\n", headers=CSV, head_pause=0.05))
    with pytest.raises(Unreachable, match="headers came too slowly"):
        _home_office(site, client(site, attempts=1, timeout=0.3, patience=0.1), tmp_path)
    assert not list(tmp_path.rglob("manifest.json"))


@pytest.mark.parametrize("name", ["fingertips", "education", "home_office"])
def test_body_packed_without_being_asked_is_unpacked(
    name: str, serve: Serve, client: NewClient, tmp_path: Path
) -> None:
    publisher = PUBLISHERS[name]
    site = serve(changed(publisher, packed))
    publisher.fetch(site, client(site), tmp_path / "packed")
    plain = serve(publisher.respond())
    publisher.fetch(plain, client(plain), tmp_path / "plain")
    read = {path.name: path.read_bytes() for path in _tables(tmp_path / "packed")}
    assert read == {path.name: path.read_bytes() for path in _tables(tmp_path / "plain")}
    assert {asked.headers["accept-encoding"] for asked in site.asked} == {"identity"}


@pytest.mark.parametrize("name", ["fingertips", "education", "home_office"])
def test_packed_body_that_grows_without_measure_is_refused(
    name: str, serve: Serve, client: NewClient, tmp_path: Path
) -> None:
    publisher = PUBLISHERS[name]
    site = serve(publisher.respond())
    bomb = gzip.compress(b"0," * 15_000_000)
    site.trouble[publisher.file].append(Reply(bomb, headers={**CSV, "Content-Encoding": "gzip"}))
    with pytest.raises(InputRefused, match="unpacks to more than is taken"):
        publisher.fetch(site, client(site), tmp_path)
    assert _tables(tmp_path) == []
    # What came before it was found out is not a hundred times what went in, and goes with the next fetch.
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.part")) < 20_000_000


def test_packed_body_within_the_limits_but_above_the_rules_is_refused(
    serve: Serve, client: NewClient, tmp_path: Path
) -> None:
    site = serve(lambda _asked: Reply(gzip.compress(b"a,b\r\n" * 1_000), headers={**CSV, "Content-Encoding": "gzip"}))
    with pytest.raises(InputRefused, match="unpacks to more"):
        _home_office(site, client(site, most_bytes=4_000), tmp_path)


@pytest.mark.parametrize(
    "spoil", [lambda body: body[:-6], lambda body: b"\x1f\x8b\x08" + body[40:], lambda _body: b"x"]
)
def test_packed_body_that_is_cut_or_spoilt_is_never_taken(
    spoil: Callable[[bytes], bytes], serve: Serve, client: NewClient, tmp_path: Path
) -> None:
    body = spoil(gzip.compress(bytes(range(33, 120)) * 50))
    site = serve(lambda _asked: Reply(body, headers={**CSV, "Content-Encoding": "gzip"}))
    with pytest.raises(Unreachable, match="packed body"):
        _home_office(site, client(site), tmp_path)
    assert not list(tmp_path.rglob("manifest.json"))


def test_packed_body_that_is_cut_is_begun_again_from_the_start(serve: Serve, client: NewClient, tmp_path: Path) -> None:
    plain = bytes(range(33, 120)) * 5_000
    marks = {**CSV, "ETag": '"one"'}
    packed = Reply(gzip.compress(plain), headers={**marks, "Content-Encoding": "gzip"})
    site = serve(lambda _asked: packed)
    site.trouble["/a.csv"].append(replace(packed, cut=len(packed.body) - 9))
    _home_office(site, client(site), tmp_path)
    assert [path.read_bytes() for path in _tables(tmp_path)] == [plain]
    assert [asked.headers.get("range") for asked in site.asked] == [None, None]


def test_packed_piece_is_never_put_behind_a_plain_one(serve: Serve, client: NewClient, tmp_path: Path) -> None:
    plain = bytes(range(33, 120)) * 5_000
    marks = {**CSV, "ETag": '"one"'}
    site = serve(lambda _asked: Reply(plain, headers=marks))
    piece = {"Content-Encoding": "gzip", "Content-Range": f"bytes 1000-{len(plain) - 1}/{len(plain)}"}
    site.trouble["/a.csv"] += [
        Reply(plain, headers=marks, cut=1_000),
        Reply(gzip.compress(b"other bytes"), 206, {**marks, **piece}),
    ]
    _home_office(site, client(site), tmp_path)
    assert [path.read_bytes() for path in _tables(tmp_path)] == [plain]
    assert [asked.headers.get("range") for asked in site.asked] == [None, "bytes=1000-", None]


def test_packed_bodies_one_after_the_other_are_one(serve: Serve, client: NewClient, tmp_path: Path) -> None:
    body = gzip.compress(b"a,b\r\n") + gzip.compress(b"1,2\r\n" * 300_000)
    site = serve(lambda _asked: Reply(body, headers={**CSV, "Content-Encoding": "gzip"}, piece=1000))
    _home_office(site, client(site), tmp_path)
    assert [path.read_bytes() for path in _tables(tmp_path)] == [b"a,b\r\n" + b"1,2\r\n" * 300_000]


def test_coding_that_nobody_asked_for_is_refused(serve: Serve, client: NewClient, tmp_path: Path) -> None:
    site = serve(lambda _asked: Reply(b"a,b", headers={**CSV, "Content-Encoding": "br"}))
    with pytest.raises(SulisError, match="coding that was not asked for"):
        _home_office(site, client(site), tmp_path)


def test_file_above_the_limit_is_refused_before_it_is_read(serve: Serve, client: NewClient, tmp_path: Path) -> None:
    site = serve(lambda _asked: Reply(b"a,b\r\n" * 1_000, headers=CSV))
    with pytest.raises(InputRefused, match="larger than"):
        _home_office(site, client(site, most_bytes=4_000), tmp_path)

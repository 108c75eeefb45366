"""`sulis fetch` as others script against it, down to a server's socket."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sulis.sources.http import PUBLISHER_HOSTS, Client, Rules
from sulis_cli.main import run
from tests.integration.fetch.conftest import Serve
from tests.support.publishers.education import DATA_SET, PUBLICATION, EducationSite
from tests.support.publishers.fingertips import FingertipsSite, values
from tests.support.publishers.loopback import Loopback
from tests.support.publishers.police import PoliceSite, archive
from tests.support.publishers.shelf import Shelf

NOW = "Counties & UAs (from Apr 2023)"


def _through(monkeypatch: pytest.MonkeyPatch, site: Loopback) -> None:
    """Let every publisher's default client ask the test's server, and nothing else change."""

    def rules(hosts: frozenset[str]) -> Rules:
        return Rules(hosts=hosts, test_addresses=frozenset({site.address}))

    monkeypatch.setattr("sulis.sources.http.publishers.Rules", rules)


def _said(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 0) -> dict[str, object]:
    capsys.readouterr()
    assert run(["fetch", *map(str, words), "--json"]) == code
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said


@pytest.mark.parametrize(
    ("command", "card"),
    [
        ("home-office", "home_office"),
        ("nhs", "nhs_admissions"),
        ("ons", "severity_weights"),
        ("education-file", "dfe_lait"),
    ],
)
def test_file_at_an_address_is_fetched_once(
    command: str,
    card: str,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    site = serve(Shelf({"/table.csv": b"a,b\r\n1,2\r\n"}, {"/table.csv": "text/csv"}).respond)
    _through(monkeypatch, site)
    words = (command, "--card", card, "--address", site.url("/table.csv"), "--key", "latest", "--home", tmp_path)
    [file] = _said(capsys, *words)["files"]  # type: ignore[misc]
    assert Path(file["path"]).is_relative_to(tmp_path / "raw" / card / "latest")
    assert Path(file["path"]).read_bytes() == b"a,b\r\n1,2\r\n"
    assert (file["bytes"], file["already_here"]) == (10, False)
    [again] = _said(capsys, *words)["files"]  # type: ignore[misc]
    assert again == {**file, "already_here": True}
    assert run(["fetch", *map(str, words)]) == 0
    printed = capsys.readouterr()
    assert "(already here)" in printed.out
    assert "already here, from" in printed.err


def test_address_of_another_publisher_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for address in ("https://data.police.uk/a.csv", "http://127.0.0.1/a.csv", "https://example.org/a.csv"):
        said = _said(capsys, "home-office", "--address", address, "--key", "a", "--home", tmp_path, code=3)
        assert "is not asked" in str(said["error"])


def test_wrong_words_are_told_with_what_to_do(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    address = "https://www.gov.uk/table"
    for words, part in (
        (("home-office", "--address", address, "--key", "a"), "what form"),
        (("home-office", "--address", address, "--form", "csv"), "needs a key"),
        (("home-office", "--address", address, "--form", "csv", "--key", "../a"), "cannot name"),
        (("ons", "--card", "../up", "--address", address, "--form", "csv", "--key", "a"), "source card"),
        (("ons", "--card", "nowhere"), "no source card"),
        (("ons", "--card", "made_up"), "gives no address"),
        (("police-uk", "--force", "mereshire", "--archive", "2024-12", "--kind", "arrests"), "no kind 'arrests'"),
        (("education", "--data-set", "x"), "not an id"),
        (("education", "--data-set", DATA_SET, "--query", "indicators=a"), "cannot name"),
        (("education", "--data-set", DATA_SET, "--query", "indicators", "--key", "a"), "no part of a query"),
    ):
        said = _said(capsys, *words, "--home", tmp_path, code=2)
        assert part in str(said["error"])
        assert said["remedy"]
    assert list(tmp_path.iterdir()) == []


def test_fingertips_and_its_refusal(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site = serve(FingertipsSite({(11201, 502): values(11201, NOW, range(2015, 2023))}).respond)
    _through(monkeypatch, site)
    monkeypatch.setitem(_defaults("sulis.sources.fingertips.fetch", "fetch_indicators"), "base", site.url("/api"))
    words = ("fingertips", "--indicator", "11201", "--area", "E06000022", "--home", tmp_path)
    said = _said(capsys, *words, "--area-type", "502")
    assert [file["details"].get("area_type") for file in said["files"]] == [502, None]  # type: ignore[attr-defined]
    said = _said(capsys, *words, "--area-type", "202", code=3)
    assert "not published for area type 202" in str(said["error"])


def test_education_list_and_data_set(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site = serve(EducationSite([{"id": DATA_SET, "title": "Suspensions"}]).respond)
    module = "sulis.sources.education.fetch"
    _through(monkeypatch, site)
    for function in ("fetch_data_set", "list_publications", "list_data_sets"):
        monkeypatch.setitem(_defaults(module, function), "base", site.url("/v1"))
    entry = {"id": DATA_SET, "title": "Suspensions"}
    assert _said(capsys, "education-list", "--search", "suspensions") == {"publications": [entry]}
    assert _said(capsys, "education-list", "--publication", PUBLICATION) == {"data_sets": [entry]}
    words = ("education", "--data-set", DATA_SET, "--home", tmp_path)
    assert len(_said(capsys, *words)["files"]) == 2  # type: ignore[arg-type]
    monkeypatch.setitem(_defaults(module, "fetch_query"), "base", site.url("/v1"))
    [file] = _said(capsys, *words, "--query", "indicators=a", "--key", "rates", "--version", "1.0")["files"]  # type: ignore[misc]
    assert file["details"]["query"] == {"indicators": "a", "dataSetVersion": "1.0"}
    assert json.loads(Path(file["path"]).read_bytes())["results"] == [entry]


def test_police_kinds_and_gaps(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    held = [("mereshire", "2024-12", "street"), ("mereshire", "2024-11", "stop-and-search")]
    site = serve(PoliceSite({"2024-12": archive(held)}, supplied={"2024-11": ["mereshire"], "2024-12": []}).respond)
    module = "sulis.sources.police_uk.fetch"
    _through(monkeypatch, site)
    monkeypatch.setitem(_defaults(module, "fetch_months"), "base", site.url("/data/archive"))
    monkeypatch.setitem(_defaults(module, "fetch_months"), "availability", site.url("/api/crimes-street-dates"))
    kinds = ("--kind", "street", "--kind", "stop-and-search")
    said = _said(capsys, "police-uk", "--force", "mereshire", "--archive", "2024-12", *kinds, "--home", tmp_path)
    assert [file["kind"] for file in said["files"]] == ["stop-and-search", "street"]  # type: ignore[attr-defined]
    assert said["absent"] == ["2024-11", "2024-12"]
    assert said["gaps"] == [
        {"month": "2024-11", "kind": "street", "why": None},
        {"month": "2024-12", "kind": "stop-and-search", "why": "missing"},
    ]


def test_every_publisher_asks_its_own_hosts_by_default() -> None:
    assert Client().rules.hosts == frozenset[str]().union(*PUBLISHER_HOSTS.values())
    assert all(hosts for hosts in PUBLISHER_HOSTS.values())
    assert all(host == host.lower() and "/" not in host and ":" not in host for host in Client().rules.hosts)


def _defaults(module: str, function: str) -> dict[str, object]:
    import importlib

    defaults = getattr(importlib.import_module(module), function).__kwdefaults__
    assert isinstance(defaults, dict)
    return defaults

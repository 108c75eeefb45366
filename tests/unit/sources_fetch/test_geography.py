"""Look-ups and boundaries, page by page, from a site on this machine."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from sulis.sources.geography.addresses import LAYERS, SERVICES, Layer
from sulis.sources.geography.fetch import fetch_layers
from sulis.sources.http import HOSTS
from sulis.vocabulary import InputRefused
from tests.unit.sources_fetch.conftest import NewClient
from tests.unit.sources_fetch.site import Site

AT = datetime(2026, 1, 2, tzinfo=UTC)
LOOKUP = Layer("lookup.csv", "LOOKUP", ("LAD24CD", "LAD24NM"), outlines=False)
OUTLINES = Layer("areas.geojson", "AREAS", ("LAD24CD", "LAD24NM"), outlines=True)


def _publish(site: Site, layer: Layer, count: int, page: int, *, said: bool = True) -> None:
    """Serve ``count`` records in pages; the last answer is short."""
    records = [{"LAD24CD": f"E0699900{n}", "LAD24NM": f"Place, {n}", "OBJECTID": n} for n in range(count)]
    for start in range(0, count + 1, page):
        some = records[start : start + page]
        features = [{"properties": r, "geometry": None} if layer.outlines else {"attributes": r} for r in some]
        document: dict[str, object] = {"features": features}
        if said:
            document["exceededTransferLimit"] = start + page < count
        address = urlsplit(layer.address(site.url(""), start, page))
        site.files[f"{address.path}?{address.query}"] = json.dumps(document).encode()


def test_pages_become_one_file_each(site: Site, client: NewClient, tmp_path: Path) -> None:
    _publish(site, LOOKUP, 5, 2)
    _publish(site, OUTLINES, 4, 2, said=False)
    found = fetch_layers(tmp_path, at=AT, client=client(), layers=(LOOKUP, OUTLINES), base=site.url(""), page=2)
    with (tmp_path / "lookup.csv").open(newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["LAD24CD", "LAD24NM"]
    assert lines[5] == ["E06999004", "Place, 4"]
    assert len(lines) == 6
    features = json.loads((tmp_path / "areas.geojson").read_text())["features"]
    assert [f["properties"]["LAD24CD"] for f in features] == [f"E0699900{n}" for n in range(4)]
    assert [one.records for one in found] == [5, 4]
    assert json.loads((tmp_path / "manifest.json").read_text())[0]["fetched_at"].startswith("2026-01-02")


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>sign in</html>",
        b"[]",
        b'{"error": {"code": 400}}',
        b'{"features": []}',
        b'{"features": [{"attributes": {"LAD24CD": "E06999001"}}]}',
        b'{"features": "none"}',
    ],
)
def test_answer_that_is_no_page_is_refused_with_what_to_do(
    answer: bytes, site: Site, client: NewClient, tmp_path: Path
) -> None:
    address = urlsplit(LOOKUP.address(site.url(""), 0, 2))
    site.files[f"{address.path}?{address.query}"] = answer
    with pytest.raises(InputRefused, match="could not be used") as refused:
        fetch_layers(tmp_path, at=AT, client=client(), layers=(LOOKUP,), base=site.url(""), page=2)
    assert "geoportal" in refused.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_layer_that_is_not_there_is_refused(site: Site, client: NewClient, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="answered 404"):
        fetch_layers(tmp_path, at=AT, client=client(), layers=(LOOKUP,), base=site.url(""), page=2)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.file)
def test_listed_layer_has_an_address_that_the_client_may_ask(layer: Layer) -> None:
    split = urlsplit(layer.address(SERVICES, 2_000, 1_000))
    assert split.scheme == "https"
    assert split.hostname in HOSTS
    asked = parse_qs(split.query)
    assert asked["outFields"] == [",".join(layer.fields)]
    assert asked["resultOffset"] == ["2000"]
    assert asked["outSR"] == ["4326"]

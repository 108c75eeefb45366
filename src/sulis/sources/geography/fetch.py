"""Fetch look-ups and boundaries from the Office for National Statistics, page by page, into one file a layer."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sulis.sources.files.whole import write_whole
from sulis.sources.geography.addresses import LAYERS, SERVICES, Layer
from sulis.sources.http import Client, client_of
from sulis.vocabulary import InputRefused

PAGE = 1000
MOST_PAGES = 200
MOST_PAGE_BYTES = 100_000_000
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FetchedLayer:
    """One layer's file; ``path`` is relative to the raw folder, ``url`` the address of its first page."""

    path: str
    url: str
    sha256: str
    bytes: int
    records: int
    fetched_at: str


def fetch_layers(
    raw: Path,
    *,
    at: datetime,
    client: Client | None = None,
    layers: Sequence[Layer] = LAYERS,
    base: str = SERVICES,
    page: int = PAGE,
    tell: Tell = lambda _line: None,
) -> tuple[FetchedLayer, ...]:
    """Fetch every layer into ``raw`` and list them in ``manifest.json`` beside them.

    Parameters
    ----------
    raw
        The folder for this source's files; made if absent.
    at
        When this is done, for the manifest.
    client
        One with rules of its own, for tests; by default one that asks the listed hosts.
    layers, base, page
        What is fetched, from where, and how many records at a time.
    tell
        Called with lines of progress.

    Raises
    ------
    InputRefused
        When a page is not what a layer answers with, or has no record. Files of other layers stay.
    Unreachable
        When the site breaks off. The manifest is only written when all layers are there.
    """
    client = client or client_of("geography")
    raw.mkdir(parents=True, exist_ok=True)
    fetched = []
    for layer in layers:
        features = _features(client, layer, base, page)
        content = _as_geojson(layer, features) if layer.outlines else _as_csv(layer, features)
        write_whole(raw / layer.file, content)
        url = layer.address(base, 0, page)
        digest = hashlib.sha256(content).hexdigest()
        fetched.append(
            FetchedLayer(layer.file, url, digest, len(content), len(features), at.isoformat(timespec="seconds"))
        )
        tell(f"{layer.file}: {len(features):,} records")
    write_whole(raw / "manifest.json", (json.dumps([asdict(one) for one in fetched], indent=1) + "\n").encode())
    return tuple(fetched)


def _features(client: Client, layer: Layer, base: str, page: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _ in range(MOST_PAGES):
        url = layer.address(base, len(found), page)
        document = _page(client, url)
        records = document.get("features")
        if not isinstance(records, list) or not all(_holds(layer, record) for record in records):
            raise _refused(url, "its records do not have the fields of this layer")
        found.extend(records)
        more = document.get("exceededTransferLimit") or document.get("properties", {}).get("exceededTransferLimit")
        if not records or (len(records) < page and not more):
            break
    else:
        raise _refused(layer.address(base, 0, page), f"it has more than {MOST_PAGES} pages")
    if not found:
        raise _refused(layer.address(base, 0, page), "it has no record")
    return found


def _page(client: Client, url: str) -> dict[str, Any]:
    def attempt() -> tuple[int, bytes]:
        with client.ask(url) as answer:
            return answer.status, answer.body(MOST_PAGE_BYTES)

    status, body = client.persevere(url, attempt)
    try:
        document = json.loads(body)
    except ValueError:
        document = None
    if status != 200 or not isinstance(document, dict):
        raise _refused(url, f"it answered {status} and not a page of records")
    if "error" in document:
        raise _refused(url, "it answered with an error of its own")
    return document


def _holds(layer: Layer, record: Any) -> bool:
    values = record.get("properties" if layer.outlines else "attributes") if isinstance(record, dict) else None
    return isinstance(values, dict) and all(field in values for field in layer.fields)


def _as_csv(layer: Layer, features: list[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(layer.fields)
    writer.writerows([feature["attributes"][field] for field in layer.fields] for feature in features)
    return out.getvalue().encode()


def _as_geojson(layer: Layer, features: list[dict[str, Any]]) -> bytes:
    plain = [
        {
            "type": "Feature",
            "properties": {field: feature["properties"][field] for field in layer.fields},
            "geometry": feature.get("geometry"),
        }
        for feature in features
    ]
    document = {"type": "FeatureCollection", "name": Path(layer.file).stem, "features": plain}
    return (json.dumps(document, ensure_ascii=False) + "\n").encode()


def _refused(url: str, why: str) -> InputRefused:
    return InputRefused(
        f"{url} could not be used: {why}",
        "The Office may have renamed the layer: look it up on geoportal.statistics.gov.uk, download the file by hand "
        "and give its path to `sulis ingest geography`.",
    )

"""The evidence of the matrix's world: one release that is current and one withdrawn, who sends what, deliveries, samples."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.people import made
from tests.support.web import AT

# Of each organisation, a way that delivers a source which it sends, and which the other does not.
_SENDS = {"organisation_police": ("police-uk", "police_uk"), "organisation_fire": ("population", "ons_population")}


@contextmanager
def as_it_was() -> Iterator[None]:
    """The store's catalogue and the linkage rooms are put back: they are no part of a transaction of the records."""
    from django.conf import settings

    home = Path(settings.HOME)
    before = {path: _content(path) for path in _kept(home)}
    yield
    for path, (stamp, content) in before.items():
        if not path.exists() or _stamp(path) != stamp:
            path.write_bytes(content)
    for path in set(_kept(home)) - before.keys() - {home / "catalogue.duckdb"}:
        path.unlink()


_READ: dict[Path, tuple[tuple[int, int], bytes]] = {}  # a file is read again only when it was written meanwhile


def _content(path: Path) -> tuple[tuple[int, int], bytes]:
    """When the file was written, and its content then."""
    held = _READ.get(path)
    if held is None or held[0] != _stamp(path):
        held = _READ[path] = (_stamp(path), path.read_bytes())
    return held


def _stamp(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_mtime_ns, about.st_size


def _kept(home: Path) -> list[Path]:
    """The store's catalogue, and the files of the linkage rooms and their keys."""
    there = [home / "catalogue.duckdb", *home.glob("linkage/room-*/*"), *home.glob("linkage-keys/*")]
    return [path for path in there if path.exists()]


def shared() -> dict[str, Any]:
    from django.conf import settings

    from sulis_web.evidence.models import Sender
    from tests.support.linkage import put_room
    from tests.support.people import organisation

    for key, (_way, source) in _SENDS.items():
        Sender.objects.create(source=source, organisation=organisation(key), **made())
    third = Sender.objects.create(source="ons_geography", organisation=organisation("organisation_council"), **made())
    held, revised, gone = _releases()
    room, pair, judgement = put_room(Path(settings.HOME))
    return {
        "linkage_room": room, "linkage_pair": pair, "linkage_judgement": judgement, "linkage_version": 1,
        "source": "police_uk", "sender": third.public_id, "held": held, "revised": revised, "asked": "istv", "gone": gone,
        "layout": "severity_weights",
    }  # fmt: skip


def of_one(organisation: Any, member: Any) -> dict[str, Any]:
    from sulis_web.evidence.models import Delivery, State

    way, source = _SENDS[organisation.key]
    delivery = Delivery.objects.create(
        way=way, source=source, organisation=organisation, name=f"canary-{organisation.key}.csv", size=1, sha256="0" * 64,
        sent_at=AT, sent_by=member.public_id, state=State.JUDGED, verdict="rejected", judged_at=AT, answer=_ANSWER,
    )  # fmt: skip
    return {"way": way, "delivery": delivery.public_id}


def sample_of(person: Any) -> None:
    """A sample that was looked at and tried, as the command tells both."""
    from sulis_web.evidence.models import Sample

    seen = {
        "header": "offence",
        "filled": 9,
        "distinct": 2,
        "form": "codes",
        "codes": {"Robbery": 5},
        "dates": [],
        "marks": [],
    }
    guess = {
        "id": "new_mapping", "title": "Weights", "release": {"series": "ons", "period": "2021"},
        "columns": [{"to": "offence", "headers": ["offence"], "codes": {"Robbery": "robbery"}}],
    }  # fmt: skip
    Sample.objects.create(
        source="ons_severity", table="severity_weights", name="canary-sample.csv", sent_at=AT, sent_by=person.public_id,
        seen={"rows": 9, "columns": [seen]}, guess=guess, text='id = "new_mapping"\n',
        tried={"verdict": "rejected", "rows": 9, "sound": 4, "left_out": 0, "uncovered": {"offence": {"Theft": 4}},
               "faults": _ANSWER["faults"], "unnamed": ["code"], "missing": {}},
    )  # fmt: skip


_ANSWER = {
    "rows_read": 9, "rows_loaded": 0, "rows_quarantined": 0, "releases": [], "caveats": [],
    "faults": [{"file": "a.csv", "row": 2, "column": "offence", "given": "a cell that cannot be read", "line": 2,
                "rule": "It is one of the codes that the mapping lists.", "remedy": "Correct the cell."}],
}  # fmt: skip


def _releases() -> tuple[str, str, str]:
    """Releases in the home's own catalogue: one that stands, one that took another's place, one withdrawn."""
    from django.conf import settings

    from sulis.store import withdraw
    from tests.support.releases import ROWS, weights

    home = Path(settings.HOME)
    held, _first, gone = (weights(home, period) for period in ("2021", "2019", "2020"))
    revised = weights(home, "2019", ROWS.replace("300", "310"))
    withdraw(home, gone, because="a test")
    return held, revised, gone

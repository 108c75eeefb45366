"""Every address with what no browser of ours sends: it answers, it refuses in words, and it never fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.integration.hostile.doors import Door, Doors, once

# As they stand in an address or in a form that was sent.
VALUES = {
    "a NUL": "a%00b",
    "half of a pair": "%ED%A0%80",
    "broken UTF-8": "%FF%FE%80%C0",
    "below nothing": "-1",
    "a huge number": "9" * 400,
    "one more than a row's number": str(2**63),
    "markup and what would end a line": "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%E2%80%AE%0d%0aSet-Cookie:a=b",
}
# What pages read from an address beside the fields of their own forms, and what the page that shows two edits sends.
READ = (
    "q", "page", "basis", "done", "next", "before", "still", "source", "target", "ended", "short", "sent", "invitation",
    "state", "code", "error", "iss", "year", "as", "controller", "agreement", "retired", "first_0", "last_2",
)  # fmt: skip
SENT = ("membership", "next", "was", "disputed", "kept", "choice.name", "answer", "password", "username")
REFUSED = {400, 404, 405, 409, 413, 422, 429}
SEGMENTS = {
    "ten thousand letters": "a" * 10_000, "a NUL": "%00", "half of a pair": "%ED%A0%80", "broken UTF-8": "%FF%FE",
    "below nothing": "-1", "a huge number": "9" * 40, "one more than a row's number": str(2**63), "one up": "..%2f..%2f",
    "a line's end": "a%0d%0ab",
}  # fmt: skip
KINDS = {
    "application/json": b'{"reason": ["\\ud800"]}',
    "multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="a"; filename="\x00../a"\r\n\r\n\xff',
    "multipart/form-data": b"nothing",
    "text/plain; charset=no-such": b"\xff\xfe",
    "application/x-www-form-urlencoded; charset=utf-16": b"once=1",
}


def faults(door: Door, what: str, response: Any) -> Iterator[str]:
    """What is wrong with a reply to something that nobody should send."""
    words = response.content.decode("utf-8", "replace")
    said = f"{door.name}, {what}: {response.status_code}"
    if response.status_code not in {200, 302, 303, *REFUSED}:
        yield said
    if "Traceback" in words or "sulis_web/" in words or "<script>alert" in words:
        yield f"{said} tells what it should not"
    if response.status_code in REFUSED - {405} and "<h1" not in words:
        yield f"{said} refuses without words"
    if "Set-Cookie:a" in str(response.headers):
        yield f"{said} lets a header through"


def told(found: list[str]) -> str:
    return "\n".join(found)


def test_addresses_take_any_parameter(doors: Doors) -> None:
    found: list[str] = []
    for door in doors:
        names = sorted({*READ, *door.asks_for})
        for what, value in door.share([*VALUES.items()]):
            asked = "&".join(f"{name}={value}" for name in names)
            found += faults(door, what, door.sent("GET", f"{door.path}?{asked}"))
    assert not found, told(found)


def test_forms_take_any_answer(doors: Doors) -> None:
    found: list[str] = []
    for door in doors:
        names = sorted({*SENT, *door.asks_for})
        for what, value in door.share([*VALUES.items()]):
            body = "&".join((once(), *(f"{name}={value}" for name in names)))
            found += faults(door, what, door.posted(body))
    assert not found, told(found)


def test_forms_take_many_answers_and_none_where_one_is_meant(doors: Doors) -> None:
    found: list[str] = []
    for door in doors:
        names = door.asks_for or list(SENT)
        answers = {
            "many": [f"{name}={value}" for name in names for value in ("1", "%00", "zz", "-1")],
            "none": [],
            "names in brackets": [f"{name}[]=1&{name}[0]=2&{name}%00=3" for name in names],
        }
        for what, given in door.share([*answers.items()]):
            found += faults(door, what, door.posted("&".join((once(), *given))))
        keys = {"no key": "", "a NUL for a key": "once=%00", "a long key": f"once={'a' * 9000}"}
        for what, key in door.share([*keys.items()]):
            found += faults(door, what, door.posted(key))
    assert not found, told(found)


def test_megabytes_are_refused_in_words(doors: Doors) -> None:
    found: list[str] = []
    for door in doors:
        response = door.posted(f"{once()}&reason={'x' * 1_000_001}")
        found += faults(door, "a megabyte", response)
        if door.asks_for and response.status_code not in {404, 405, 413} and door.about.answer == "opens":
            found.append(f"{door.name} takes a megabyte: {response.status_code}")
        long = f"{door.path}?q={'x' * 1_000_000}&next=/{'y' * 9000}"
        found += faults(door, "a megabyte in the address", door.sent("GET", long))
        found += faults(door, "many fields", door.posted("&".join(f"field{number}=1" for number in range(1500))))
    assert not found, told(found)


def test_bodies_and_methods_of_other_kinds_are_refused(doors: Doors) -> None:
    found: list[str] = []
    for door in doors:
        for kind, body in door.share([*KINDS.items()]):
            found += faults(door, kind, door.sent("POST", body=body, content_type=kind))
        for method in door.share(["PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]):
            found += faults(door, method, door.sent(method))
    assert not found, told(found)


def test_addresses_take_any_segment(doors: Doors) -> None:
    found: list[str] = []
    for door in doors:
        for what, segment in door.share([*SEGMENTS.items()]):
            paths = [door.path.replace(f"/{part}", f"/{segment}") for part in door.parts]
            for path in paths or [f"{door.path}{segment}/"]:
                response = door.sent("GET", path)
                found += faults(door, what, response)
                if response.status_code == 200:
                    found.append(f"{door.name}, {what}: opens {path[:80]}")
    assert not found, told(found)

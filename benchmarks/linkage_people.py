"""People who do not exist, in three agencies' sheets, with slips and twins planted, and the truth beside them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

SOURCES = ("police", "youth-justice", "school")
HEADER = ("record_key", "given_name", "family_name", "date_of_birth", "sex", "postcode")
_STARTS = ("b", "br", "c", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sh", "st", "t", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
_ENDS = ("ck", "d", "ld", "ll", "n", "nd", "r", "s", "st", "t", "th", "y", "ham", "ley", "son", "ton", "ford", "well")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Person:
    given: str
    family: str
    born: date
    sex: str
    postcode: str


def write_sheets(folder: Path, people: int, seed: int) -> int:
    """Three sheets and ``truth.csv``, which says whose record each is; the number of records."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[tuple[str, ...]]] = {source: [] for source in SOURCES}
    truth = []
    for number, person in enumerate(_people(chance, people)):
        for source in chance.choices(SOURCES, k=chance.choices((1, 2, 3), (60, 30, 10))[0]):
            key = f"{source[0]}{len(rows[source])}"
            rows[source].append((key, *_written(chance, person)))
            truth.append((source, key, str(number)))
    for source, listed in rows.items():
        _write(folder / f"{source}.csv", HEADER, listed)
    _write(folder / "truth.csv", ("source", "record_key", "person"), truth)
    return len(truth)


def _people(chance: random.Random, number: int) -> Iterator[Person]:
    """One in three belongs to the household before; one in seventy is the twin of the person before."""
    given, family = _names(chance, 2_000), _names(chance, 12_000)
    places = [_postcode(chance) for _ in range(max(50, number // 15))]
    last: Person | None = None
    for _ in range(number):
        draw = chance.random()
        fresh = Person(
            _one(chance, given), _one(chance, family), _born(chance), chance.choice("MF"), chance.choice(places)
        )
        if last and draw < 0.33:
            fresh = replace(fresh, family=last.family, postcode=last.postcode)
            if draw < 0.014:
                fresh = replace(fresh, born=last.born)
        last = fresh
        yield fresh


def _names(chance: random.Random, number: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        middle = chance.choice(_VOWELS) + chance.choice(_ENDS) if chance.random() < 0.5 else ""
        found[chance.choice(_STARTS) + chance.choice(_VOWELS) + chance.choice(_LETTERS) + middle] = None
    return list(found)


def _one(chance: random.Random, names: Sequence[str]) -> str:
    """Early names are common and late ones rare, as names are."""
    return names[min(int(len(names) ** chance.random()) - 1, len(names) - 1)]


def _born(chance: random.Random) -> date:
    return date(1970, 1, 2) + timedelta(days=int(chance.triangular(0, 365 * 44, 365 * 36)))


def _postcode(chance: random.Random) -> str:
    return f"BA{chance.randint(1, 22)} {chance.randint(1, 9)}{chance.choice(_LETTERS)}{chance.choice(_LETTERS)}".upper()


def _written(chance: random.Random, person: Person) -> tuple[str, ...]:
    """A record as an agency may have written it."""
    given, family = _slip(chance, person.given, 0.05), _slip(chance, person.family, 0.05)
    if chance.random() < 0.01:
        given = given[:1]
    postcode = person.postcode if chance.random() > 0.15 else _postcode(chance)
    return (
        given.title() if chance.random() > 0.01 else "", family.title(), _date(chance, person.born),
        person.sex if chance.random() > 0.02 else "", postcode if chance.random() > 0.05 else "",
    )  # fmt: skip


def _date(chance: random.Random, born: date) -> str:
    draw = chance.random()
    if draw < 0.01:
        return "01/01/1900"
    if draw < 0.02:
        return ""
    if draw < 0.03 and born.day <= 12:
        return f"{born.month:02}/{born.day:02}/{born.year}"
    if draw < 0.06:
        born += timedelta(days=chance.choice((-10, -1, 1, 10)))
    return f"{born:%d/%m/%Y}"


def _slip(chance: random.Random, name: str, share: float) -> str:
    """One letter changed, left out, doubled or exchanged with the next."""
    if chance.random() > share:
        return name
    at = chance.randrange(len(name) - 1)
    return chance.choice(
        (
            name[:at] + chance.choice(_LETTERS) + name[at + 1 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([header, *rows])

"""What `sulis linkage` reads from its options and says in words."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulis.vocabulary import WrongUsage

if TYPE_CHECKING:
    from sulis.linkage import Decision, PersonKey, Quality, RecordRef, ReviewPair, Room, Terms

SHOWN = 10


def terms(given: Terms | None) -> dict[str, str] | None:
    return {key: str(value) for key, value in asdict(given).items()} if given else None


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"a last day of {text!r}", "Write it as YYYY-MM-DD.") from None


def mapped(words: str) -> tuple[str, str]:
    ours, equals, theirs = words.partition("=")
    if not equals:
        raise WrongUsage(f"--column {words!r}", "Write ours=theirs, such as family_name=Surname.")
    return ours, theirs


def there(path: Path) -> Path:
    if not path.is_file():
        raise WrongUsage(f"there is no file {path}", "Check the path.")
    return path


def added(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['rows']:,} records of {told['source']}."
    yield "Filled: " + ", ".join(f"{name} {count:,}" for name, count in told["filled"].items() if count) + "."
    if told["dates_default"] or told["dates_unreadable"]:
        yield f"Dates of birth taken as missing: {told['dates_default']:,} defaults, {told['dates_unreadable']:,} unreadable."
    if told["thin"]:
        yield f"{told['thin']:,} records have too little to be linked by."
    if told["not_taken"]:
        yield f"Columns not taken: {', '.join(told['not_taken'])}."


def pair(found: ReviewPair) -> dict[str, Any]:
    """A pair as a document. Source and key of its records are there only where identifiers are."""
    w = found.waterfall
    told: dict[str, Any] = {
        "pair": found.id, "reason": found.reason.value, "stratum": found.stratum, "weight": w.weight,
        "probability": w.probability, "start": w.start, "steps": [asdict(step) for step in w.steps],
        "sources": [w.left.source, w.right.source],
    }  # fmt: skip
    if found.cells is not None:
        told |= {
            "records": [w.left.key, w.right.key],
            "cells": {name: list(both) for name, both in found.cells.items()},
        }
    return told


def pair_lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['pair']}  {told['reason']}; {' and '.join(told['sources'])}"
    yield f"    {told['start']:+7.2f}  any two records"
    for step in told["steps"]:
        rare = f" ({step['rare_bits']:+.2f} for how rare it is)" if step["rare_bits"] else ""
        cells = told.get("cells", {}).get(step["field"])
        values = f"  {cells[0] or '-'} | {cells[1] or '-'}" if cells else ""
        yield f"    {step['bits'] + step['rare_bits']:+7.2f}  {step['field']}: {step['words']}{rare}{values}"
    yield f"    {told['weight']:+7.2f}  bits: a probability of {told['probability']:.4f} that these records are one person"


def version(told: dict[str, Any]) -> str:
    return f"Version {told['number']} of the person keys: {told['changed']:,} records have another key or band."


def judgement(room: Room, made: Decision) -> dict[str, Any]:
    """A judgement as a document: the pair by its id, not by its records."""
    told = asdict(made) | {"pair": room.pair_id(made.left, made.right), "judgement": made.judgement.value}
    return {name: value for name, value in told.items() if name not in {"left", "right"}}


def labels(path: Path) -> dict[RecordRef, str]:
    """Whose record each is, from a CSV file.

    Raises
    ------
    WrongUsage
        When a column is not there.
    """
    from sulis.linkage import RecordRef

    with path.open(newline="", encoding="utf-8-sig") as sheet:
        reader = csv.DictReader(sheet)
        if not {"source", "record_key", "person"} <= set(reader.fieldnames or ()):
            raise WrongUsage("labels without source, record_key and person", "Give those three columns.")
        return {RecordRef(row["source"], row["record_key"]): row["person"] for row in reader}


def quality(found: Quality) -> Iterator[str]:
    for name, share in (("Precision", found.precision), ("Recall", found.recall)):
        if share.value is not None:
            yield f"{name} {share.value:.4f} ({share.low:.4f} to {share.high:.4f}): {share.part:,} of {share.whole:,} pairs."
    yield f"At a probability of {found.threshold}: {found.linked - found.right:,} false links, {found.missed:,} missed."


def clusters(told: dict[str, Any]) -> Iterator[str]:
    yield f"Version {told['version']}: {told['records']:,} records under {told['clusters']:,} person keys."
    yield f"{told['across']:,} of these hold records of more than one source."
    yield "Records under one key: " + ", ".join(f"{size}: {count:,}" for size, count in told["sizes"].items()) + "."
    if told["kept_apart"]:
        yield f"{told['kept_apart']:,} links were not made, because they would join two that must stay apart."
    for large in told["too_large"][:SHOWN]:
        yield f"Large: {large['person_key']} has {large['records']} records."
    for chain in told["weak_chains"][:SHOWN]:
        yield f"Weak: {chain['person_key']} hangs together by the pair {chain['pair']} alone ({chain['weight']:.2f} bits)."


def model(told: dict[str, Any]) -> Iterator[str]:
    yield f"The model: {told['start']:+.2f} bits for any two records, and by field:"
    for name, levels in told["fields"].items():
        weights = ", ".join(f"{level['words']} {level['bits']:+.2f}{_assumed(level)}" for level in levels)
        yield f"  {name}: {weights}"
    yield from (f"  {name} is not compared: {reason}" for name, reason in told["left_out"].items())
    yield from (f"  Note: {note}." for note in told["notes"])


def judgements(told: list[dict[str, Any]]) -> Iterator[str]:
    for made in told:
        ended = f", until version {made['undone']}" if made["undone"] else ""
        yield f"{made['id']}: the pair {made['pair']} is {made['judgement']}{ended}. {made['by']}, {made['at']}: {made['reason']}"


def _assumed(level: dict[str, Any]) -> str:
    return "" if level["m_learnt"] and level["u_learnt"] else " (assumed)"


def write_keys(out: Path, found: Iterable[PersonKey]) -> None:
    """A new file, readable by its owner alone, put in place when it is whole."""
    aside = out.with_name(f".{out.name}.new")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", newline="", encoding="utf-8") as file:
        rows = ((key.source, key.record, key.person_key, key.band.value) for key in found)
        csv.writer(file).writerows([("source", "record", "person_key", "band"), *rows])
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, out)

"""`sulis assess --every partnership`: the country counted once, then each partnership's figures, on every processor."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulis.vocabulary import Audience, PartWayFailure, Period, SulisError, WrongUsage
from sulis_cli import output

if TYPE_CHECKING:
    from sulis.catalogue.violence import Definition
    from sulis.store import Store
    from sulis.store.narrowed import NarrowedStore

NAME = "assessment.json"
AT_ONCE = 4  # partnerships of one force that a process takes: few enough that no processor waits for a large force


@dataclass(frozen=True, slots=True)
class Wanted:
    """What every partnership is assessed with, and where its figures go. ``definitions`` are names of definitions."""

    period: Period
    definitions: tuple[str, ...]
    audience: Audience
    software: str
    out: Path


@dataclass(frozen=True, slots=True)
class Place:
    """A partnership, and the force of its files; None where the look-ups know none."""

    code: str
    name: str
    force: str | None


def assess_every(store: Store, wanted: Wanted) -> dict[str, Any]:
    """Assess every partnership of the look-ups whose force has files, and write ``out/CODE/assessment.json`` for each.

    Returns
    -------
    dict
        ``out``; ``done``, ``failed`` and ``not_loaded``, each with ``code`` and ``name``, a failure with its ``error`` and
        ``remedy`` too. One that fails keeps no other from being done.

    Raises
    ------
    WrongUsage
        When the look-ups have no partnership of a force that is loaded.
    PartWayFailure
        When the folder cannot be written to.
    """
    places = _places(store)
    loaded = [place for place in places if place.force in store.forces()]
    if not loaded:
        raise WrongUsage(
            "no partnership of the look-ups has a force whose files are loaded",
            "Load look-ups with `sulis ingest geography PATH` and incidents with `sulis ingest police-uk PATH`.",
        )
    try:
        wanted.out.mkdir(parents=True, exist_ok=True)
        answers = {answer["code"]: answer for answer in _each(store, loaded, wanted)}
    except OSError as trouble:
        raise PartWayFailure(
            f"{wanted.out} cannot be written to: {trouble.strerror}", "Name a folder that you may write to with --out."
        ) from trouble
    told = [answers[place.code] for place in loaded]
    return {
        "out": str(wanted.out),
        "done": [answer for answer in told if "error" not in answer],
        "failed": [answer for answer in told if "error" in answer],
        "not_loaded": [
            {"code": place.code, "name": place.name} for place in places if place.force not in store.forces()
        ],
    }


def _places(store: Store) -> list[Place]:
    from sulis.indicators.country import partnerships_everywhere
    from sulis.store.engine import DuckDbEngine

    with store.connect() as connection:
        rows = DuckDbEngine(connection).run(partnerships_everywhere())
    return [Place(code, name, force) for code, name, force in rows]


def _each(store: Store, places: Sequence[Place], wanted: Wanted) -> Iterator[dict[str, str]]:
    """A few of one force at a time, as many times at once as there are processors; a bar moves while a terminal watches."""
    from sulis.store.narrowed import narrow

    by_force: dict[str, list[Place]] = {}
    for place in places:
        by_force.setdefault(place.force or "", []).append(place)
    scratch = Path(tempfile.mkdtemp(prefix="sulis-every-"))
    try:
        narrowed = narrow(store, scratch)
        with output.progress("Assessing", len(places)) as step:
            parts = [held[at : at + AT_ONCE] for held in by_force.values() for at in range(0, len(held), AT_ONCE)]
            for answers in _answers(store, narrowed, parts, wanted):
                step(len(answers))
                yield from answers
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _answers(
    store: Store, narrowed: Mapping[str, NarrowedStore], parts: Sequence[Sequence[Place]], wanted: Wanted
) -> Iterator[list[dict[str, str]]]:
    if len(parts) == 1 or (os.cpu_count() or 1) == 1:
        _begin(store, narrowed, wanted)
        yield from map(_assess_part, parts)
        return
    pool = ProcessPoolExecutor(
        os.cpu_count(), multiprocessing.get_context("spawn"), initializer=_begin, initargs=(store, narrowed, wanted)
    )
    try:
        for found in as_completed([pool.submit(_assess_part, part) for part in parts]):
            yield found.result()
    finally:
        pool.shutdown(cancel_futures=True)


_state: dict[str, Any] = {}  # what a process was begun with: set once by `_begin`


def _begin(store: Store, narrowed: Mapping[str, NarrowedStore], wanted: Wanted) -> None:
    """Ask of the whole country what every partnership needs, once for this process."""
    from sulis.year.needs.study import ask_of_the_country
    from sulis_cli.assess import find_definitions

    definitions = find_definitions(wanted.definitions)
    ask_of_the_country(store, wanted.period, definitions)
    _state.update(narrowed=narrowed, wanted=wanted, definitions=definitions)


def _assess_part(places: Sequence[Place]) -> list[dict[str, str]]:
    narrowed, wanted, definitions = _state["narrowed"], _state["wanted"], _state["definitions"]
    return [_assess_one(place, narrowed[place.force], wanted, definitions) for place in places]


def _assess_one(place: Place, store: Store, wanted: Wanted, definitions: Sequence[Definition]) -> dict[str, str]:
    """Its code and name, and where it failed why."""
    from sulis.publish.documents import contract_json
    from sulis.year.needs import assess

    told = {"code": place.code, "name": place.name}
    try:
        made = assess(
            store, area_code=place.code, period=wanted.period, definitions=definitions, software=wanted.software
        )
    except SulisError as trouble:
        return told | {"error": str(trouble), "remedy": getattr(trouble, "remedy", "")}
    text = json.dumps(contract_json(made, wanted.audience), ensure_ascii=False, allow_nan=False) + "\n"
    folder = wanted.out / place.code
    folder.mkdir(exist_ok=True)
    beside = folder / f".{NAME}"
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, folder / NAME)
    return told


def lines(document: Mapping[str, Any]) -> Iterator[str]:
    """The answer in words."""
    yield f"{len(document['done'])} partnerships assessed: {document['out']}/CODE/{NAME}"
    for answer in document["failed"]:
        yield f"Failed: {answer['name']} ({answer['code']}): {answer['error']} {answer['remedy']}"
    if document["not_loaded"]:
        yield f"Nothing is loaded of the force of {len(document['not_loaded'])} partnerships."

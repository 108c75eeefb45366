"""One month of the fictional force's street-level file, as the publisher would have written it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from sulis.sources.made_up.draws import Draws, Whole
from sulis.sources.made_up.geography import World
from sulis.sources.made_up.names import DISTRICTS, FORCE_SLUG, FORCE_TITLE
from sulis.sources.made_up.outcomes import OUTCOMES, draw_outcomes
from sulis.sources.made_up.pattern import ASB, KINDS, LABELS, Pattern
from sulis.sources.made_up.places import Points
from sulis.sources.made_up.planted import PLANTED

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Rows:
    """The month's rows as arrays of one length: incident number, kind, outcome, snap point and atom (-1: no place)."""

    number: Whole
    kind: Whole
    outcome: Whole
    point: Whole
    atom: Whole


@dataclass(frozen=True, slots=True)
class Labels:
    """The LSOA code and name of every atom in each vintage, and the place of each in the order of names."""

    text: tuple[tuple[str, ...], tuple[str, ...]]
    rank: tuple[Whole, Whole]


@dataclass(frozen=True, slots=True)
class Scene:
    """What every month shares."""

    seed: int
    world: World
    pattern: Pattern
    points: Points
    labels: Labels


def label_atoms(world: World) -> Labels:
    """Write down each atom's LSOA of 2011 and of 2021."""
    names = sorted({area.name for area in (*world.lsoa11, *world.lsoa21)})
    place = {name: position for position, name in enumerate(names)}
    text, rank = [], []
    for vintage in (world.lsoa11, world.lsoa21):
        area_of = {atom: area for area in vintage for atom in area.atoms}
        areas = [area_of[atom] for atom in range(len(world.cells))]
        text.append(tuple(f"{area.code},{area.name}" for area in areas))
        rank.append(np.array([place[area.name] for area in areas], dtype=np.int64))
    return Labels((text[0], text[1]), (rank[0], rank[1]))


def month_file(scene: Scene, month: str) -> bytes:
    """The bytes of one month's file. Every month has a stream of draws of its own."""
    draws = Draws(scene.seed, 6, int(month[:4]), int(month[5:]))
    rows = _repeat(_draw(scene, month, draws), scene, draws)
    newer = (draws.below(len(rows.kind), 1000) < PLANTED.share_2021(month)).astype(np.int64)
    return _write(scene, month, rows, newer)


def _draw(scene: Scene, month: str, draws: Draws) -> Rows:
    placed_kinds, placed = _draw_placed(scene.pattern, month, draws)
    outside_kinds, outside = _draw_outside(len(placed), scene.world, draws)
    lost = [
        draws.poisson(scene.pattern.no_place_mean(kind, month)) if KINDS[kind].no_place else 0
        for kind in range(len(KINDS))
    ]
    kind_of = np.concatenate([placed_kinds, outside_kinds, np.repeat(np.arange(len(KINDS)), np.array(lost))])
    atom = np.concatenate([placed, outside, np.full(sum(lost), NOWHERE, dtype=np.int64)])
    number = np.arange(len(kind_of), dtype=np.int64)
    return Rows(number, kind_of, draw_outcomes(kind_of, draws), _points(scene.points, atom, draws), atom)


def _draw_placed(pattern: Pattern, month: str, draws: Draws) -> tuple[Whole, Whole]:
    """Kind and atom of the incidents placed inside the force."""
    atoms: list[Whole] = []
    kinds: list[Whole] = []
    for district in pattern.inside:
        for kind in range(len(KINDS)):
            size = draws.poisson(pattern.mean(district, kind, month))
            kinds.append(np.full(size, kind, dtype=np.int64))
            atoms.append(pattern.atoms[district][draws.pick(size, pattern.weights[district][kind])])
    return np.concatenate(kinds), np.concatenate(atoms)


def _draw_outside(placed: int, world: World, draws: Draws) -> tuple[Whole, Whole]:
    """Kind and atom of the few rows that are snapped into the neighbouring force."""
    size = draws.poisson(placed * PLANTED.outside / 10_000)
    beyond = np.array(world.atoms_of(DISTRICTS[-1].code), dtype=np.int64)
    return draws.pick(size, np.array([kind.share for kind in KINDS])), beyond[draws.below(size, len(beyond))]


def _points(points: Points, atom: Whole, draws: Draws) -> Whole:
    """A snap point for each row's atom, by the points' use."""
    point = np.full(len(atom), NOWHERE, dtype=np.int64)
    order = np.argsort(atom, kind="stable")
    present, starts, counts = np.unique(atom[order], return_index=True, return_counts=True)
    for where, start, count in zip(present.tolist(), starts.tolist(), counts.tolist(), strict=True):
        if where != NOWHERE:
            rows = order[start : start + count]
            point[rows] = points.first[where] + draws.pick(count, points.weights[where])
    return point


def _repeat(rows: Rows, scene: Scene, draws: Draws) -> Rows:
    """Print some incidents a second time: same ID and kind, mostly another place or none, often another outcome."""
    wanted = PLANTED.fewest_repeats + draws.one_below(PLANTED.most_repeats - PLANTED.fewest_repeats + 1)
    able = np.flatnonzero((rows.kind != ASB) & (rows.atom != NOWHERE))
    able = able[draws.order(len(able))[:wanted]]
    atom = rows.atom[able].copy()
    chance = draws.below(len(able), 100)
    atom[chance < 50] = NOWHERE
    elsewhere = np.flatnonzero((chance >= 50) & (chance < 92))
    neighbours = _same_district(scene.world, atom[elsewhere], draws)
    atom[elsewhere] = neighbours
    kept = draws.below(len(able), 100) < 35
    outcome = np.where(kept, rows.outcome[able], draw_outcomes(rows.kind[able], draws))
    point = np.where(chance >= 92, rows.point[able], _points(scene.points, atom, draws))
    extra = Rows(rows.number[able], rows.kind[able], outcome, point, atom)
    return Rows(*(np.concatenate([getattr(rows, n), getattr(extra, n)]) for n in Rows.__slots__))


def _same_district(world: World, atoms: Whole, draws: Draws) -> Whole:
    """For each atom another of its district, so that a repeat never moves an incident between districts."""
    district = {atom: area.atoms for area in world.districts for atom in area.atoms}
    chosen = draws.unit(len(atoms))
    return np.array(
        [district[atom][int(u * len(district[atom]))] for atom, u in zip(atoms.tolist(), chosen.tolist(), strict=True)],
        dtype=np.int64,
    )


def _write(scene: Scene, month: str, rows: Rows, newer: Whole) -> bytes:
    """Rows in the publisher's order: by LSOA name, those without a place last, then by kind."""
    labels = scene.labels
    last = len(labels.text[0]) * 4
    rank = np.where(newer == 1, labels.rank[1][rows.atom], labels.rank[0][rows.atom])
    rank = np.where(rows.atom == NOWHERE, last, rank)
    order = np.lexsort((rows.number, rows.kind, rank))
    head = f"{month},{FORCE_TITLE},{FORCE_TITLE},"
    stem = f"{scene.seed}/{FORCE_SLUG}/{month}/"
    tails = [[f"{label},{outcome}," for outcome in OUTCOMES] for label in LABELS]
    where = ["" if p == NOWHERE else scene.points.text[p] for p in rows.point.tolist()]
    lines = [HEADER]
    columns = (rows.number, rows.kind, rows.outcome, rows.atom, newer, np.arange(len(order)))
    for number, kind, outcome, atom, vintage, row in zip(*(c[order].tolist() for c in columns), strict=True):
        name = "" if kind == ASB else hashlib.sha256(f"{stem}{number}".encode()).hexdigest()
        place = f"{where[row]},{labels.text[vintage][atom]}" if atom != NOWHERE else ",,No Location,,"
        lines.append(f"{name},{head}{place},{tails[kind][outcome]}")
    return ("\n".join(lines) + "\n").encode()

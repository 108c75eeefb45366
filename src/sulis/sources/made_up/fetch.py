"""The made-up source's fetch: a seed in, the publishers' own files out. Same seed, same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sulis.sources.made_up.agencies import agency_files
from sulis.sources.made_up.draws import Whole
from sulis.sources.made_up.geography import World, draw_world
from sulis.sources.made_up.incidents import Scene, label_atoms, month_file
from sulis.sources.made_up.names import FORCE_SLUG
from sulis.sources.made_up.pattern import draw_pattern
from sulis.sources.made_up.people import YEAR, draw_people
from sulis.sources.made_up.places import Surface, draw_points
from sulis.sources.made_up.planted import PLANTED
from sulis.sources.made_up.tables import boundaries, lookups, population
from sulis.sources.made_up.truth import Truth
from sulis.sources.made_up.truths import find_truths
from sulis.sources.made_up.written import Written, put
from sulis.vocabulary import Period

NOTICE = "Made up: every place, person and incident in these files is invented. No real place is meant."
DEFAULT_SEED = 20240101


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one call wrote: the files, the months in them, the months held back, and the truths planted."""

    seed: int
    months: tuple[str, ...]
    missing: tuple[str, ...]
    files: tuple[Written, ...]
    truths: tuple[Truth, ...]


def write_demonstration(
    folder: Path, seed: int = DEFAULT_SEED, first: str = "2022-01", last: str = "2024-12"
) -> Manifest:
    """Write the fictional force's files into ``folder``, laid out as the shared test data is.

    Parameters
    ----------
    folder
        Made if absent. Files of the same name are replaced.
    seed
        Zero or more. Each month has draws of its own, so a longer span does not change a month's bytes.
    first, last
        The first and last month, written ``YYYY-MM``, both included; from 2021-01 on.

    Returns
    -------
    Manifest
        Every file with its SHA-256 and size in bytes, and the planted truths.

    Raises
    ------
    ValueError
        When a month is not written ``YYYY-MM``, the last is before the first, or the seed is below zero.

    Notes
    -----
    Two months are held back, as the real publisher's gaps are; they are named in ``missing``.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     manifest = write_demonstration(Path(name), first="2024-02", last="2024-04")
    >>> manifest.months, manifest.missing
    (('2024-02', '2024-04'), ('2024-03',))
    """
    span = [month.label for month in Period.between(first, last).months()]
    months = tuple(month for month in span if month not in PLANTED.missing_months)
    world = draw_world(seed)
    people = draw_people(seed, world)
    surface = Surface(seed, world)
    scene = Scene(seed, world, draw_pattern(seed, world, people), draw_points(seed, world, surface), label_atoms(world))
    written = [put(folder, name, content) for name, content in _fixed_files(seed, world, people, surface)]
    for month in months:
        name = f"police_uk/street/{month}/{month}-{FORCE_SLUG}-street.csv"
        written.append(put(folder, name, month_file(scene, month)))
    missing = tuple(month for month in span if month in PLANTED.missing_months)
    manifest = Manifest(seed, months, missing, tuple(written), find_truths(world, people, scene.pattern, months))
    put(folder, "made-up.json", _describe(manifest))
    return manifest


def _fixed_files(seed: int, world: World, people: Whole, surface: Surface) -> Iterator[tuple[str, bytes]]:
    for name, content in lookups(world):
        yield f"lookups/{name}", content
    for name, content in boundaries(world, surface):
        yield f"boundaries/{name}", content
    yield f"population/population{YEAR % 100}_lsoa11.csv", population(world, people)
    for name, content in agency_files(seed, world):
        yield f"agencies/{name}", content


def _describe(manifest: Manifest) -> bytes:
    document = {
        "notice": NOTICE,
        "seed": manifest.seed,
        "months": list(manifest.months),
        "missing": list(manifest.missing),
        "files": [{"path": f.path, "sha256": f.sha256, "bytes": f.bytes} for f in manifest.files],
        "truths": [truth.plain() for truth in manifest.truths],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()

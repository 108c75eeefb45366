"""Finding mappings: those that come with Sulis, and a partnership's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sulis.catalogue.files import called, ids_in
from sulis.catalogue.mappings.model import Mapping
from sulis.catalogue.mappings.read import read_mapping
from sulis.catalogue.reader import closest
from sulis.catalogue.toml import catalogue_root
from sulis.vocabulary import WrongUsage


def mapping_ids(own: Path | None = None) -> tuple[str, ...]:
    """The ids of the catalogue's mappings and of those in the folder ``own``, in the alphabet's order."""
    return ids_in(*_folders(own))


def load_mapping(given: str, own: Path | None = None) -> Mapping:
    """A mapping by its id, or by the path of its file. A partnership's own stands before the catalogue's.

    Raises
    ------
    WrongUsage
        When no mapping has this id and no file this path.
    InputRefused
        When the file breaks a rule, with all its faults.

    Examples
    --------
    >>> load_mapping("severity_weights").table_name
    'severity_weights'
    """
    if given.endswith(".toml"):
        if not Path(given).is_file():
            raise WrongUsage(f"{given} does not exist", "Check the path of the mapping.")
        return read_mapping(Path(given))
    for folder in _folders(own):
        if (folder / f"{given}.toml").is_file():
            return _kept(folder / f"{given}.toml") if folder != own else read_mapping(folder / f"{given}.toml")
    raise WrongUsage(f'there is no mapping "{given}"', closest(given, mapping_ids(own)))


def _folders(own: Path | None) -> Iterable[Path]:
    return ([own] if own else []) + [catalogue_root() / "mappings"]


@cache
def _kept(path: Path) -> Mapping:
    return read_mapping(path, called(path))

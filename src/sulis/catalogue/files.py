"""The catalogue's reviewed files: which a folder has, one of them by its id, and one read to its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sulis.catalogue.reader import Report, Table, closest
from sulis.catalogue.toml import Document, catalogue_root
from sulis.vocabulary import WrongUsage


def ids_in(*folders: Path) -> tuple[str, ...]:
    """The ids of the files in these folders, in the alphabet's order: a file's id is its name without ``.toml``."""
    return tuple(sorted(path.stem for folder in folders for path in folder.glob("*.toml")))


def ids_of(folder: str) -> tuple[str, ...]:
    """The ids of the files in one of the catalogue's own folders.

    Examples
    --------
    >>> ids_of("offences")
    ('home_office_codes',)
    """
    return ids_in(catalogue_root() / folder)


def file_of(folder: str, id: str, what: str) -> Path:
    """A file of one of the catalogue's own folders by its id; ``what`` says what such a file is.

    Raises
    ------
    WrongUsage
        When the folder has no such file; the remedy names the nearest id.
    """
    ids = ids_of(folder)
    if id not in ids:
        raise WrongUsage(f'there is no {what} "{id}"', closest(id, ids))
    return catalogue_root() / folder / f"{id}.toml"


def called(path: Path) -> str:
    """What faults call a file of the catalogue's own.

    Examples
    --------
    >>> called(Path("/srv/sulis/catalogue/duty/requirements.toml"))
    'catalogue/duty/requirements.toml'
    """
    return f"catalogue/{path.parent.name}/{path.name}"


@contextmanager
def reading(document: Document) -> Iterator[Table]:
    """The top level of a file, to be read key by key; what is wrong with the whole file is told when that is done.

    Raises
    ------
    InputRefused
        On leaving, with every fault that was noted and every key that nobody asked for.
    """
    report = Report(document)
    top = Table.of(report)
    yield top
    top.finish()
    report.refuse_if_faulty()

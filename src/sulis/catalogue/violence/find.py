"""Finding a definition by id, by id and version, or by path."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sulis.catalogue.reader import closest
from sulis.catalogue.toml import catalogue_root, read_document
from sulis.catalogue.violence.files import catalogue_files
from sulis.catalogue.violence.model import Definition
from sulis.catalogue.violence.read import load_definition
from sulis.vocabulary import Fault, InputRefused, WrongUsage


def list_definitions() -> tuple[Definition, ...]:
    """Every definition of the catalogue, by id and version.

    Raises
    ------
    InputRefused
        When one of them breaks a rule.
    """
    return tuple(_catalogue(path) for path in catalogue_files().values())


def find_definition(name: str | Path) -> Definition:
    """A definition by id (its latest version), by ``id@version``, or by the path of a file.

    Raises
    ------
    WrongUsage
        When there is none of that name.
    InputRefused
        When the file breaks a rule, or takes the id and version of another definition of the catalogue.

    Examples
    --------
    >>> find_definition("police_uk_proxy").ref
    'police_uk_proxy@1'
    """
    if isinstance(name, Path) or name.endswith(".toml") or "/" in name:
        return _from_path(Path(name))
    wanted, _, version = name.partition("@")
    files = catalogue_files()
    versions = [known for known_id, known in files if known_id == wanted]
    if version:
        versions = [known for known in versions if str(known) == version]
    if not versions:
        known = {f"{one}@{number}" for one, number in files} if version else {one for one, _ in files}
        raise WrongUsage(f'there is no definition "{name}"', f"{closest(name, known)} A path ends in .toml.")
    return _catalogue(files[wanted, max(versions)])


@cache
def _catalogue(path: Path) -> Definition:
    name = f"catalogue/violence/{path.name}"
    definition = load_definition(path, name)
    if path.stem != f"{definition.id}_v{definition.version}":
        _refuse_name(name, definition, path)
    return definition


def _refuse_name(name: str, definition: Definition, path: Path) -> None:
    _refuse(
        name,
        read_document(path).line(("id",)),
        "id",
        f'"{definition.id}" version {definition.version} in {path.name}',
        "A file of the catalogue is named by its id and version.",
        f"Name the file {definition.id}_v{definition.version}.toml.",
    )


def _from_path(path: Path) -> Definition:
    files = catalogue_files()
    if path.is_file() and path.resolve() in {known.resolve() for known in files.values()}:
        return _catalogue(next(known for known in files.values() if known.resolve() == path.resolve()))
    definition = load_definition(path)
    if path.resolve().parent == (catalogue_root() / "violence").resolve():
        _refuse_name(str(path), definition, path)
    taken = files.get((definition.id, definition.version))
    if taken and taken.read_bytes() != path.read_bytes():
        row = read_document(path).line(("version",))
        _refuse(
            str(path),
            row,
            "version",
            f"{definition.ref}, which is another definition in the catalogue",
            "An id and version name one definition for ever, so that numbers can say which one they used.",
            f"Write version = {max(v for one, v in files if one == definition.id) + 1}, or another id.",
        )
    return definition


def _refuse(file: str, row: int | None, key: str, given: str, rule: str, remedy: str) -> None:
    raise InputRefused(f"{file} has 1 fault", remedy, (Fault(file, row, key, given, rule, remedy),))

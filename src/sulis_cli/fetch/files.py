"""`sulis fetch home-office`, `ons`, `nhs` and `education-file`: files whose addresses stand on a source card."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulis_cli import output
from sulis_cli.fetch import said

if TYPE_CHECKING:
    from sulis.catalogue.published_files import PublishedFile
    from sulis.store.fetched_files import KeptFile

Card = Annotated[str, typer.Option("--card", help="The source card whose files are fetched, and the folder's name.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="The key of a file on the card; may be repeated.")]
Address = Annotated[str | None, typer.Option("--address", help="A file's address, where the card's is out of date.")]
Key = Annotated[str, typer.Option("--key", help="With --address: the name of the file's folder.")]
Form = Annotated[str | None, typer.Option("--form", help="With --address: csv, xlsx, ods, zip, json, xml or parquet.")]
Fetch = Callable[[Path, "Sequence[PublishedFile]"], "Sequence[KeptFile]"]


def register(group: typer.Typer) -> None:
    group.command("home-office")(home_office)
    group.command("ons")(ons)
    group.command("nhs")(nhs)
    group.command("education-file")(education_file)


def home_office(
    card: Card = "home_office",
    only: Only = None,
    address: Address = None,
    key: Key = "",
    form: Form = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Recorded crime by force and by partnership, and the offence codes: the Home Office's open tables."""
    from sulis.sources.home_office.fetch import fetch_tables

    def fetch(folder: Path, files: Sequence[PublishedFile]) -> Sequence[KeptFile]:
        return fetch_tables(folder, files, at=datetime.now(UTC), tell=output.say)

    _run(fetch, card, _files(card, only, address, key, form), home, as_json)


def ons(
    card: Card,
    only: Only = None,
    address: Address = None,
    key: Key = "",
    form: Form = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Population, Census, deprivation and severity weights: files of the Office for National Statistics."""
    from sulis.sources.ons.fetch import fetch_files

    def fetch(folder: Path, files: Sequence[PublishedFile]) -> Sequence[KeptFile]:
        return fetch_files(folder, files, at=datetime.now(UTC), tell=output.say)

    _run(fetch, card, _files(card, only, address, key, form), home, as_json)


def nhs(
    card: Card = "nhs_admissions",
    only: Only = None,
    address: Address = None,
    key: Key = "",
    form: Form = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Hospital admissions by quarter."""
    from sulis.sources.nhs.fetch import fetch_admissions

    def fetch(folder: Path, files: Sequence[PublishedFile]) -> Sequence[KeptFile]:
        return fetch_admissions(folder, files, at=datetime.now(UTC), tell=output.say)

    _run(fetch, card, _files(card, only, address, key, form), home, as_json)


def education_file(
    card: Card = "dfe_lait",
    only: Only = None,
    address: Address = None,
    key: Key = "",
    form: Form = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """The Local Authority Interactive Tool's file."""
    from sulis.sources.education.fetch import fetch_tool_file

    def fetch(folder: Path, files: Sequence[PublishedFile]) -> Sequence[KeptFile]:
        return fetch_tool_file(folder, files, at=datetime.now(UTC), tell=output.say)

    _run(fetch, card, _files(card, only, address, key, form), home, as_json)


def _run(fetch: Fetch, card: str, files: Sequence[PublishedFile], home: Path, as_json: bool) -> None:
    from sulis.vocabulary import WrongUsage

    if not re.fullmatch(r"[a-z][a-z0-9_]{0,60}", card):
        raise WrongUsage(f"{card[:60]!r} is not a source card's id", "Use small letters, digits and underscores.")
    folder = home / "raw" / card
    said.answer({"files": said.kept(folder, fetch(folder, files))}, as_json)


def _files(
    card: str, only: list[str] | None, address: str | None, key: str, form: str | None
) -> Sequence[PublishedFile]:
    return _given(address, key, form) if address else _on_card(card, only)


def _given(address: str, key: str, form: str | None) -> Sequence[PublishedFile]:
    from sulis.catalogue.published_files import FileKind, PublishedFile
    from sulis.vocabulary import WrongUsage

    known = list(FileKind)
    kind = form or address.rsplit(".", 1)[-1].lower()
    if kind not in known:
        raise WrongUsage("the address does not show what form its file has", f"Add --form: {', '.join(known)}.")
    if not key:
        raise WrongUsage("an address needs a key", "Add --key with a short name for the file, such as by_force.")
    return [PublishedFile(key, address, FileKind(kind))]


def _on_card(card: str, only: list[str] | None) -> Sequence[PublishedFile]:
    from sulis.catalogue.sources import load_source_card
    from sulis.vocabulary import WrongUsage

    files = load_source_card(card).files
    if not files:
        raise WrongUsage(f"the card {card} gives no address", "Give one with --address and --key.")
    keys = [file.key for file in files]
    unknown = [one for one in only or () if one not in keys]
    if unknown:
        raise WrongUsage(f"the card {card} has no file {unknown[0]!r}", f"It has {', '.join(keys)}.")
    for file in files:
        if file.unverified and (not only or file.key in only):
            output.say(f"{file.key}: its address is unverified. {file.unverified}")
    return [file for file in files if not only or file.key in only]

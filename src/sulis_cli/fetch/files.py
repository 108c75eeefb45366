"""`sulis fetch home-office`, `ons`, `nhs` and `education-file`: files whose addresses stand on a source card."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output
from sulis_cli.fetch import said

if TYPE_CHECKING:
    from sulis.catalogue.published_files import PublishedFile

Card = Annotated[str, typer.Option("--card", help="The source card whose files are fetched, and the folder's name.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="The key of a file on the card; may be repeated.")]
Address = Annotated[str | None, typer.Option("--address", help="A file's address, where the card's is out of date.")]
Key = Annotated[str, typer.Option("--key", help="With --address: the name of the file's folder.")]
Form = Annotated[str | None, typer.Option("--form", help="With --address: csv, xlsx, ods, zip, json, xml or parquet.")]


@dataclass(frozen=True, slots=True)
class Given:
    """A command for a publisher's files. ``card`` is the card whose files are fetched when none is named; None for a
    publisher with several, which must be told.
    """

    command: str
    publisher: str
    card: str | None
    about: str


COMMANDS = (
    Given(
        "home-office", "home_office", "home_office",
        "Recorded crime by force and by partnership, and the offence codes: the Home Office's open tables.",
    ),
    Given(
        "ons", "ons", None,
        "Population, Census, deprivation and severity weights: files of the Office for National Statistics.",
    ),
    Given("nhs", "nhs", "nhs_admissions", "Hospital admissions by quarter."),
    Given("education-file", "education", "dfe_lait", "The Local Authority Interactive Tool's file."),
)  # fmt: skip


def register(group: typer.Typer) -> None:
    for given in COMMANDS:
        group.command(given.command, help=given.about)(_command(given))


def _command(given: Given) -> Callable[..., None]:
    """The command that fetches one publisher's files."""
    default: Any = ... if given.card is None else given.card  # an option whose default is ... must be given

    def fetch(
        card: Card = default,
        only: Only = None,
        address: Address = None,
        key: Key = "",
        form: Form = None,
        home: output.Home = output.DEFAULT_HOME,
        as_json: output.Json = False,
    ) -> None:
        _run(given.publisher, card, _files(card, only, address, key, form), home, as_json)

    return fetch


def _run(publisher: str, card: str, files: Sequence[PublishedFile], home: Path, as_json: bool) -> None:
    from sulis.sources.given.fetch import fetch_given
    from sulis.vocabulary import WrongUsage

    if not re.fullmatch(r"[a-z][a-z0-9_]{0,60}", card):
        raise WrongUsage(f"{card[:60]!r} is not a source card's id", "Use small letters, digits and underscores.")
    folder = home / "raw" / card
    kept = fetch_given(publisher, folder, files, at=datetime.now(UTC), tell=output.say)
    said.answer({"files": said.kept(folder, kept)}, as_json)


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

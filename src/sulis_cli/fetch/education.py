"""`sulis fetch education` and `sulis fetch education-list`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output
from sulis_cli.fetch import said

if TYPE_CHECKING:
    from sulis.store.fetched_files import KeptFile

DataSet = Annotated[str, typer.Option("--data-set", help="The publisher's id of the data set.")]
Version = Annotated[str, typer.Option("--version", help="Such as 2.0; without it the latest.")]
Query = Annotated[
    list[str] | None,
    typer.Option(
        "--query", help="Part of a query, as indicators=dPe0Z; may be repeated. Without it the whole is taken."
    ),
]
Key = Annotated[str, typer.Option("--key", help="With --query: the name of the answer's folder.")]
Publication = Annotated[str, typer.Option("--publication", help="A publication's id: its data sets are listed.")]
Search = Annotated[str, typer.Option("--search", help="Words that a publication's title must hold.")]


def register(group: typer.Typer) -> None:
    group.command("education")(education)
    group.command("education-list")(education_list)


def education(
    data_set: DataSet,
    version: Version = "",
    query: Query = None,
    key: Key = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """One data set of Explore Education Statistics, with what its columns mean, or what a query finds in it."""
    from sulis.sources.education.fetch import fetch_data_set, fetch_query

    folder, at = home / "raw" / "education", datetime.now(UTC)
    files: Sequence[KeptFile]
    if query:
        asked = _query(query, version)
        files = [fetch_query(folder, data_set, asked, key=key, at=at, tell=output.say)]
    else:
        files = fetch_data_set(folder, data_set, version=version, at=at, tell=output.say)
    said.answer({"files": said.kept(folder, files)}, as_json)


def education_list(publication: Publication = "", search: Search = "", as_json: output.Json = False) -> None:
    """The publications of Explore Education Statistics, or the data sets of one."""
    from sulis.sources.education.fetch import list_data_sets, list_publications

    found = list_data_sets(publication) if publication else list_publications(search=search)
    entries: list[dict[str, Any]] = [{"id": entry["id"], "title": str(entry.get("title", ""))} for entry in found]
    output.answer(
        {"data_sets" if publication else "publications": entries},
        as_json=as_json,
        text=lambda: [f"{entry['id']}  {entry['title']}" for entry in entries],
    )


def _query(parts: list[str], version: str) -> dict[str, str]:
    from sulis.vocabulary import WrongUsage

    pairs = [part.partition("=") for part in parts]
    wrong = [name for name, equals, value in pairs if not (name and equals and value)]
    if wrong:
        raise WrongUsage(f"{wrong[0][:60]!r} is no part of a query", "Write name=value, as indicators=dPe0Z.")
    return {**{name: value for name, _, value in pairs}, **({"dataSetVersion": version} if version else {})}

"""`sulis definition`: check definition files, show them in plain English, list them and compare two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.catalogue.violence import Definition
    from sulis.definition import Comparison, Unexpressed
    from sulis.vocabulary import Fault

Paths = Annotated[list[Path], typer.Argument(help="Definition files, or folders of them.")]
Name = Annotated[str, typer.Argument(help="An id, an id@version, or the path of a file.")]
Source = Annotated[str, typer.Option("--source", help="The source whose limits are listed.")]

group = typer.Typer(name="definition", help="Serious-violence definitions.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add `sulis definition` and its commands."""
    app.add_typer(group, name="definition")


@group.command("check")
def check_command(paths: Paths, as_json: output.Json = False) -> None:
    """Check definition files: every fault with its line, and every example run."""
    checked = [_checked(path) for path in _files(paths)]
    _refuse_the_same_name(checked)
    faults = [fault for one in checked for fault in one["faults"]]
    if faults:
        raise typer.Exit(_refuse(checked, faults, as_json=as_json))
    output.answer(
        {"verdict": "accepted", "files": [_plain(one) for one in checked]},
        as_json=as_json,
        text=lambda: (f"{one['file']}: {one['ref']}, {one['examples']} examples agree" for one in checked),
    )


@group.command("show")
def show_command(name: Name, source: Source = "police_uk", as_json: output.Json = False) -> None:
    """Show a definition in plain English, and what the source at hand cannot express of it."""
    from sulis.catalogue.sources import load_source_card
    from sulis.catalogue.violence import find_definition
    from sulis.definition import render, unexpressed, unexpressed_words

    definition = find_definition(name)
    lost = unexpressed(definition, source=source)
    title = f"What {load_source_card(source).title} cannot express of the priority focus"

    def text() -> Iterator[str]:
        yield render(definition)
        yield title
        yield from (f"- {unexpressed_words(one)}" for one in lost) if lost else ("- nothing: all of it is expressed",)

    output.answer(_shown(definition, source, lost, render(definition)), as_json=as_json, text=text)


@group.command("list")
def list_command(as_json: output.Json = False) -> None:
    """List the definitions of the catalogue."""
    from sulis.catalogue.violence import list_definitions

    rows = [_row(definition) for definition in list_definitions()]
    output.answer(
        rows,
        as_json=as_json,
        text=lambda: (f"{row['ref']:32} {row['title']} (next review {row['next_review']})" for row in rows),
    )


@group.command("compare")
def compare_command(first: Name, second: Name, as_json: output.Json = False) -> None:
    """Show the terms that differ between two definitions."""
    from sulis.catalogue.violence import find_definition
    from sulis.definition import compare

    comparison = compare(find_definition(first), find_definition(second))
    output.answer(_compared(comparison), as_json=as_json, text=lambda: _compared_lines(comparison))


def _files(paths: list[Path]) -> list[Path]:
    """Each file given, and each .toml file of each folder given."""
    from sulis.vocabulary import WrongUsage

    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not inside:
            raise WrongUsage(f"there is no .toml file in {path}", "Give a definition file or a folder that holds some.")
        found += inside
    return found


def _checked(path: Path) -> dict[str, Any]:
    """What one file gave: its ref and number of examples, or its faults."""
    from sulis.catalogue.violence import find_definition
    from sulis.definition import run_examples
    from sulis.vocabulary import InputRefused

    try:
        definition = find_definition(path)
        results = run_examples(definition)
    except InputRefused as refused:
        return {"file": str(path), "ref": None, "examples": 0, "faults": refused.faults or (_fault(path, refused),)}
    disagreeing = tuple(
        _as_fault(
            path, f"example {one.example}, part {one.part}: expected {one.expected}, the query gives {one.by_query}"
        )
        for one in results
        if not one.passed
    )
    return {"file": str(path), "ref": definition.ref, "examples": len(definition.examples), "faults": disagreeing}


def _refuse_the_same_name(checked: list[dict[str, Any]]) -> None:
    """Two files of one call may not have the same id and version."""
    seen: dict[str, str] = {}
    for one in checked:
        first = seen.setdefault(one["ref"], one["file"]) if one["ref"] else one["file"]
        if first != one["file"]:
            one["faults"] += (_as_fault(Path(one["file"]), f"{one['ref']}, which {first} is too"),)


def _fault(path: Path, refused: Any) -> Fault:
    from sulis.vocabulary import Fault

    return Fault(
        str(path), None, None, refused.message, "A definition can be compiled for its sources.", refused.remedy
    )


def _as_fault(path: Path, given: str) -> Fault:
    from sulis.vocabulary import Fault

    return Fault(
        str(path), None, "example", given, "An example gives what it expects.", "Put the example or the terms right."
    )


def _refuse(checked: list[dict[str, Any]], faults: list[Fault], *, as_json: bool) -> int:
    """Tell all faults of all files; the exit code of refused input."""
    from sulis.vocabulary import InputRefused

    bad = sum(1 for one in checked if one["faults"])
    error = f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} in {bad} of {len(checked)} definition files"
    remedy = "Put each fault right and check again."
    if as_json:
        document = {"error": error, "remedy": remedy, "faults": [one.plain() for one in faults]}
        output.put([json.dumps(document, ensure_ascii=False)])
    else:
        for fault in faults:
            output.say(f"{fault}\n")
        output.say(f"Error: {error}\n{remedy}")
    return InputRefused.exit_code


def _plain(one: dict[str, Any]) -> dict[str, Any]:
    return {"file": one["file"], "ref": one["ref"], "examples": one["examples"]}


def _row(definition: Definition) -> dict[str, Any]:
    return {
        "ref": definition.ref,
        "id": definition.id,
        "version": definition.version,
        "title": definition.title,
        "author": definition.author,
        "checker": definition.checker,
        "next_review": definition.next_review.isoformat(),
        "stands_in_for": definition.stands_in_for or None,
    }


def _shown(definition: Definition, source: str, lost: tuple[Unexpressed, ...], text: str) -> dict[str, Any]:
    parts = [
        {
            "id": part.id,
            "title": part.title,
            "terms": [{"id": term.id, "role": term.role, "title": term.title} for term in part.terms],
        }
        for part in definition.parts
    ]
    not_expressed = [{"term": one.term, "why": one.why, "effect": one.effect} for one in lost]
    return _row(definition) | {"parts": parts, "source": source, "unexpressed": not_expressed, "text": text}


def _compared(comparison: Comparison) -> dict[str, Any]:
    differences = [
        {"part": one.part, "term": one.term, "first": one.first, "second": one.second} for one in comparison.differences
    ]
    return {"first": comparison.first, "second": comparison.second, "differences": differences}


def _compared_lines(comparison: Comparison) -> Iterator[str]:
    if not comparison.differences:
        yield f"No term differs between {comparison.first} and {comparison.second}."
    for one in comparison.differences:
        yield f"{one.part}, {one.term}"
        yield f"  {comparison.first}: {one.first or 'no such term'}"
        yield f"  {comparison.second}: {one.second or 'no such term'}"

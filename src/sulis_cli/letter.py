"""`sulis letter`: ask a sender for data, or send a delivery back, in words that can be posted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.delivery.letters import Letter, Sender
    from sulis.vocabulary import Fault

Source = Annotated[str, typer.Argument(help="A source's id, as istv or force_extract.", metavar="SOURCE")]
To = Annotated[
    Path | None, typer.Option("--to", help="The file to write: .docx for Word, otherwise text. Else printed.")
]
From = Annotated[str, typer.Option("--from", help="The partnership's name.")]
Signed = Annotated[str, typer.Option("--signed", help="Who signs, and as what.")]
Contact = Annotated[str, typer.Option("--contact", help="Where an answer reaches you.")]

group = typer.Typer(name="letter", help="Ask a sender for data, or send a delivery back.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add `sulis letter` and its commands."""
    app.add_typer(group)


@group.command("request")
def request(
    source: Source,
    to: To = None,
    partnership: From = "",
    signed: Signed = "",
    contact: Contact = "",
    as_json: output.Json = False,
) -> None:
    """Write what to ask a source for: each field and why, how coarse, how often, how to send it, and on which ground."""
    from sulis.catalogue.sources import load_source_card
    from sulis.delivery.letters import request_letter

    _give(
        request_letter(load_source_card(source), _sender(partnership, signed, contact), _today()), to, as_json=as_json
    )


@group.command("refusal")
def refusal(
    answer: Annotated[
        Path, typer.Argument(help="What `sulis ingest ... --json` answered, in a file.", metavar="ANSWER")
    ],
    source: Annotated[str, typer.Option("--source", help="The source's id, as istv or force_extract.")],
    to: To = None,
    partnership: From = "",
    signed: Signed = "",
    contact: Contact = "",
    as_json: output.Json = False,
) -> None:
    """Write to the sender why a delivery was refused, by header and rule and never by value, and what to send instead."""
    from sulis.catalogue.sources import load_source_card
    from sulis.delivery.letters import refusal_letter

    faults = _faults(answer)
    card = load_source_card(source)
    letter = refusal_letter(card, _files(faults), faults, _sender(partnership, signed, contact), _today())
    _give(letter, to, as_json=as_json)


def write_refusal(mapping: str, home: Path, faults: tuple[Fault, ...], to: Path, now: datetime) -> None:
    """The letter for a delivery that was refused just now."""
    from sulis.catalogue.mappings import load_mapping
    from sulis.catalogue.sources import load_source_card
    from sulis.delivery.letters import Sender, refusal_letter
    from sulis.publish.documents.letters import write_letter

    card = load_source_card(load_mapping(mapping, home / "mappings").source)
    check_place(to)
    write_letter(refusal_letter(card, _files(faults), faults, Sender(), now.date()), to)


def check_place(to: Path) -> None:
    """Refuse a letter's place that is a folder, or lies in none.

    Raises
    ------
    WrongUsage
        When a letter could not be written there.
    """
    from sulis.vocabulary import WrongUsage

    if to.is_dir() or not to.parent.is_dir():
        raise WrongUsage(f"a letter cannot be written to {to}", "Name a file in a folder that is there.")


def _give(letter: Letter, to: Path | None, *, as_json: bool) -> None:
    from sulis.publish.documents.letters import letter_text, write_letter

    if to is not None:
        check_place(to)
        write_letter(letter, to)
    text = letter_text(letter)
    document = {
        "id": letter.id,
        "to": letter.to,
        "subject": letter.subject,
        "text": text,
        "file": str(to) if to else None,
    }
    output.answer(document, as_json=as_json, text=lambda: [f"Written: {to}"] if to else text.rstrip("\n").split("\n"))


def _faults(answer: Path) -> list[Fault]:
    """The faults of an answer.

    Raises
    ------
    WrongUsage
        When the file holds no answer of a refused delivery.
    """
    from sulis.vocabulary import Fault, WrongUsage

    try:
        document: Any = json.loads(answer.read_text(encoding="utf-8"))
        return [Fault(**fault) for fault in document["faults"]]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError):
        raise WrongUsage(
            f"{answer} holds no answer of `sulis ingest`", "Keep one with: sulis ingest file ... --json > answer.json"
        ) from None


def _files(faults: list[Fault] | tuple[Fault, ...]) -> str:
    names = list(dict.fromkeys(fault.file for fault in faults))
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


def _sender(partnership: str, signed: str, contact: str) -> Sender:
    from sulis.delivery.letters import Sender

    return Sender(partnership.strip(), signed.strip(), contact.strip())


def _today() -> Any:
    return datetime.now(UTC).date()

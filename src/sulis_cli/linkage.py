"""`sulis linkage`: the same person across the records of several agencies, inside a room that ends."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sulis_cli import linkage_words as words
from sulis_cli import output
from sulis_cli.linkage_audit import audited, entered, keys_folder, switched_on, why_of

group = typer.Typer(
    name="linkage", help="Link people across agencies' records, in a room that ends.", no_args_is_help=True
)
RoomName = Annotated[str, typer.Argument(help="The room's name, as `sulis linkage list` gives it.", metavar="ROOM")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept in the audit with your user's name.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group)


@group.command("list")
def list_rooms(home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> None:
    """List the rooms of a home: their terms and how they stand, nothing of their records."""
    from sulis.linkage import rooms

    found = rooms(home, why_of("to list the rooms"), keys=keys_folder())
    told = [
        {"room": r.room, "status": r.status.value, "terms": words.terms(r.terms),
         "certificate": asdict(r.certificate) if r.certificate else None}
        for r in found
    ]  # fmt: skip
    lines = (
        f"{r.room}  {r.status.value}" + (f"  until {r.terms.ends}: {r.terms.purpose}" if r.terms else "") for r in found
    )
    output.answer(told, as_json=as_json, text=lambda: lines)


@group.command("open")
def open_new(
    purpose: Annotated[str, typer.Option("--purpose", help="What the linkage is for.")],
    impact_assessment: Annotated[str, typer.Option("--impact-assessment", help="Its reference.", metavar="REFERENCE")],
    ends: Annotated[str, typer.Option("--ends", help="The last day, as YYYY-MM-DD; after it the room is destroyed.")],
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Make a room, with its purpose, its impact assessment and its last day."""
    from sulis.linkage import Terms, open_room

    switched_on()
    terms, why, record = Terms(purpose, impact_assessment, words.day(ends)), why_of(reason), audited(home)
    with open_room(home, terms, why, record=record, keys=keys_folder()) as room:
        told = {"room": room.name, "terms": words.terms(terms)}
    output.answer(told, as_json=as_json, text=lambda: [f"{told['room']} is open until the end of {ends}."])


@group.command("add")
def add(
    room: RoomName,
    sheet: Annotated[Path, typer.Argument(help="A CSV file with one row a record.", metavar="FILE")],
    source: Annotated[str, typer.Option("--source", help="The agency's name in this room: police, school.")],
    column: Annotated[list[str], typer.Option("--column", help="ours=theirs, where the file has another header.")] = [],  # noqa: B006
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Bring in one agency's sheet of identifiers. The file itself stays where it is: destroy it yourself."""
    from sulis.linkage import read_sheet

    with entered(home, room, why_of(reason)) as inside:
        read = read_sheet(words.there(sheet), dict(words.mapped(given) for given in column))
        added = inside.add_source(source, read.rows, why_of(reason), not_taken=read.not_taken)
    told = asdict(added)
    output.answer(told, as_json=as_json, text=lambda: words.added(told))


@group.command("link")
def link(
    room: RoomName,
    seed: Annotated[int, typer.Option("--seed", help="For the pairs drawn by chance; the same gives the same.")] = 1,
    at: Annotated[float, typer.Option("--link-at", help="Probability from which two records are linked.")] = 0.99,
    review: Annotated[float, typer.Option("--review-from", help="Probability from which a person looks.")] = 0.5,
    twins: Annotated[bool, typer.Option("--hold-twins/--link-twins", help="Whether pairs like twins wait.")] = True,
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Teach the model, score the pairs and give every record its person key."""
    from sulis.linkage import Thresholds

    limits = Thresholds(at, review)
    with entered(home, room, why_of(reason)) as inside:
        made = asdict(inside.link(why_of(reason), seed=seed, thresholds=limits, hold_twins=twins))
    made["thresholds"] |= {"link_bits": limits.link_bits, "review_bits": limits.review_bits}
    text = f"Version {made['version']}: {made['records']:,} records, {made['clusters']:,} keys, {made['shared']:,} records share one."
    thresholds = (
        f"Linked from a probability of {at}, reviewed from {review}; about pairs of records, never about a person."
    )
    output.answer(made, as_json=as_json, text=lambda: [text, thresholds, *(f"Note: {note}." for note in made["notes"])])


@group.command("review")
def review_pairs(
    room: RoomName,
    number: Annotated[int, typer.Option("--number", help="How many pairs.", min=1)] = 20,
    identifiers: Annotated[
        bool, typer.Option("--identifiers", help="Show names, dates and places: for you alone.")
    ] = False,
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """The pairs that a person should look at first, each with what every field adds, in bits."""
    with entered(home, room, why_of(reason)) as inside:
        told = [words.pair(pair) for pair in inside.review_list(number, why_of(reason), identifiers=identifiers)]
    output.answer(told, as_json=as_json, text=lambda: (line for pair in told for line in words.pair_lines(pair)))


@group.command("decide")
def decide(
    room: RoomName,
    pair: Annotated[str, typer.Argument(help="The pair's id, as the review list gives it.", metavar="PAIR")],
    judgement: Annotated[str, typer.Argument(help="same, different or cannot-tell.", metavar="JUDGEMENT")],
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Keep your judgement of a pair. `different` takes apart what was linked."""
    from sulis.linkage import Judgement
    from sulis.vocabulary import WrongUsage

    if judgement not in {known.value for known in Judgement}:
        raise WrongUsage(f"a judgement of {judgement!r}", f"Say {', '.join(known.value for known in Judgement)}.")
    with entered(home, room, why_of(reason)) as inside:
        version = inside.decide(*inside.records_of(pair), Judgement(judgement), why_of(reason))
        told = {"decision": inside.state.decisions[-1].id, **asdict(version)}
    output.answer(told, as_json=as_json, text=lambda: [f"{told['decision']} is kept. {words.version(told)}"])


@group.command("undo")
def undo(
    room: RoomName,
    decision: Annotated[str, typer.Argument(help="The judgement's id, as the report gives it.", metavar="JUDGEMENT")],
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Take a judgement back. Both stay on record."""
    with entered(home, room, why_of(reason)) as inside:
        told = asdict(inside.undo(decision, why_of(reason)))
    output.answer(told, as_json=as_json, text=lambda: [f"{decision} no longer holds. {words.version(told)}"])


@group.command("report")
def report(
    room: RoomName,
    labels: Annotated[
        Path | None, typer.Option("--labels", help="CSV: source, record_key, person; for the quality.")
    ] = None,
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Clusters, the model, the judgements and, against labels, how often the linkage is wrong."""
    lines: list[str] = []
    with entered(home, room, why_of(reason)) as inside:
        why = why_of(reason)
        told: dict[str, Any] = {
            "clusters": asdict(inside.clusters(why)), "model": asdict(inside.model_report(why)), "quality": None,
            "versions": [asdict(version) for version in inside.state.versions],
            "judgements": [words.judgement(inside, d) for d in inside.state.decisions],
        }  # fmt: skip
        if labels is not None:
            in_use, others = inside.quality(words.labels(words.there(labels)), why)
            told["quality"] = {"in_use": asdict(in_use), "others": [asdict(other) for other in others]}
            lines = list(words.quality(in_use))
    output.answer(told, as_json=as_json, text=lambda: _report(told, lines))


def _report(told: dict[str, Any], quality: list[str]) -> list[str]:
    return [
        *words.clusters(told["clusters"]),
        *words.model(told["model"]),
        *words.judgements(told["judgements"]),
        *quality,
    ]


@group.command("keys")
def keys(
    room: RoomName,
    out: Annotated[Path, typer.Option("--out", help="The CSV file to write.", metavar="FILE")],
    version: Annotated[int | None, typer.Option("--version", help="As they stood then; else the last.")] = None,
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Write what alone may leave the room: digests of records, person keys and how sure each link is."""
    with entered(home, room, why_of(reason)) as inside:
        found = inside.keys_out(why_of(reason), version=version)
        told = {"file": str(out), "records": len(found), "version": version or len(inside.state.versions)}
    words.write_keys(out, found)
    output.answer(told, as_json=as_json, text=lambda: [f"{len(found):,} records written to {out}."])


@group.command("close")
def close(
    room: RoomName, reason: Reason = "", home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False
) -> None:
    """Destroy a room's key and identifiers for good. The certificate stays."""
    from sulis.linkage import enter_room

    with enter_room(home, room, why_of(reason), record=audited(home), keys=keys_folder()) as inside:
        told = asdict(inside.destroy(why_of(reason)))
    output.answer(told, as_json=as_json, text=lambda: [f"{room} is destroyed; its certificate is in its folder."])


@group.command("sweep")
def sweep(home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> None:
    """Destroy every room whose last day has passed. Run it every night."""
    from sulis.linkage import destroy_ended

    why = why_of("the last day of the room's terms has passed")
    gone = destroy_ended(home, why, record=audited(home), keys=keys_folder())
    output.answer({"destroyed": list(gone)}, as_json=as_json, text=lambda: [f"{room} is destroyed." for room in gone])

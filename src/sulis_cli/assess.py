"""`sulis assess`: the needs assessment of one area and period, as data and as documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulis.vocabulary import Audience, Period, WrongUsage
from sulis_cli import output
from sulis_cli.assess_files import write_assessment
from sulis_cli.assess_lock import lock_of, read_lock

if TYPE_CHECKING:
    from sulis.catalogue.violence import Definition
    from sulis.year.needs import Assessment

DEFAULT_DEFINITION = "police_uk_proxy"
LONGEST = 600  # months

AreaCode = Annotated[str, typer.Option("--area", help="ONS code: district, partnership, ward, MSOA, LSOA or force.")]
First = Annotated[str, typer.Option("--from", help="First month, YYYY-MM.")]
Last = Annotated[str, typer.Option("--to", help="Last month, YYYY-MM; it is included.")]
Locked = Annotated[
    Path | None,
    typer.Option("--lock", help="Make again what assessment.lock.json tells, to the same bytes; needs --out."),
]
Reader = Annotated[Audience, typer.Option("--audience", help="Who will read it.", case_sensitive=False)]
Definitions = Annotated[
    list[str] | None,
    typer.Option("--definition", help="Id, id@version or path; may be given again.", show_default=DEFAULT_DEFINITION),
]
Whose = Annotated[
    str | None,
    typer.Option(
        "--partnership", help="Id or folder: puts its plan's claims to the test, and says who holds the rest."
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason", help="Why the force's own extract is read, kept with your user's name; without it it is not."
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Where to write.", show_default="HOME/assessments/AREA-FROM-TO")
]
NoDocuments = Annotated[bool, typer.Option("--no-documents", help="Write the data only: no HTML, Word or PDF.")]


class Each(StrEnum):
    """What every one of is assessed."""

    PARTNERSHIP = "partnership"


Every = Annotated[
    Each | None, typer.Option("--every", help="Every partnership of the country in one go: figures only, no documents.")
]


def register(app: typer.Typer) -> None:
    """Add `sulis assess`."""
    app.command("assess")(assess_command)


def assess_command(
    first: First = "",
    last: Last = "",
    area: AreaCode = "",
    every: Every = None,
    audience: Reader = Audience.INTERNAL,
    definition: Definitions = None,
    partnership: Whose = None,
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    out: Out = None,
    no_documents: NoDocuments = False,
    lock: Locked = None,
    as_json: output.Json = False,
) -> None:
    """Assess an area over whole months: counts, rates, comparisons, maps and data quality."""
    if lock is not None:
        if first or last or area or every or definition or partnership or no_documents or out is None:
            raise WrongUsage(
                "--lock was given without --out, or with an option that the lock itself holds",
                "Write `sulis assess --lock FILE --out DIR`, with --reason where the lock's extract is restricted.",
            )
        _again(home, lock, reason, out, as_json=as_json)
        return
    if not first or not last:
        raise WrongUsage("--from and --to were not both given", "Write the first and the last month as YYYY-MM.")
    period = read_period(first, last)
    if every is not None:
        if area or partnership or reason:
            raise WrongUsage(
                "--every was given with --area, --partnership or --reason", "Leave those out, or leave --every out."
            )
        _every(home, period, definition or [DEFAULT_DEFINITION], audience, out, as_json=as_json)
        return
    if not area:
        raise WrongUsage("no area was named", "Write --area and its code, or --every partnership.")
    names = definition or [DEFAULT_DEFINITION]
    assessment = run_assessment(home, area, period, names, partnership, reason)
    folder = out or home / "assessments" / f"{area}-{first}-{last}"
    kept = lock_of(assessment, audience, names, partnership, documents=not no_documents)
    _answer(assessment, write_assessment(assessment, audience, folder, kept), folder, as_json=as_json)


def _again(home: Path, path: Path, reason: str, folder: Path, *, as_json: bool) -> None:
    """Make what a lock tells, from the releases that it names."""
    lock = read_lock(path, _software())
    if lock.restricted and not reason:
        raise WrongUsage(
            f"{path.name} is of an assessment that read the force's own extract",
            "Say why it is read again with --reason.",
        )
    period, names = read_period(lock.first, lock.last), list(lock.definitions)
    assessment = run_assessment(home, lock.area, period, names, lock.partnership, reason, lock.releases)
    files = write_assessment(assessment, Audience(lock.audience), folder, lock)
    _answer(assessment, files, folder, as_json=as_json)


def _answer(assessment: Assessment, files: list[str], folder: Path, *, as_json: bool) -> None:
    found = [{"code": caveat.code, "text": caveat.text} for caveat in assessment.caveats]

    def text() -> Iterator[str]:
        yield f"{assessment.area.name}, {assessment.period.label}: {len(files)} files in {folder}"
        yield from (f"- {caveat['text']}" for caveat in found)

    output.answer({"out": str(folder), "files": files, "caveats": found}, as_json=as_json, text=text)


def _every(
    home: Path, period: Period, names: Sequence[str], audience: Audience, out: Path | None, *, as_json: bool
) -> None:
    from sulis.store import open_store
    from sulis_cli.assess_every import Wanted, assess_every, lines

    folder = out or home / "assessments" / f"every-{period.label.replace(' ', '-')}"
    find_definitions(names)  # refuses what is not there before anything is counted
    wanted = Wanted(period, tuple(names), audience, _software(), folder)
    document = assess_every(open_store(home), wanted)
    output.answer(document, as_json=as_json, text=lambda: lines(document))
    if document["failed"]:
        raise typer.Exit(3)


def read_period(first: str, last: str) -> Period:
    """The whole months from ``first`` to ``last``, both included.

    Raises
    ------
    WrongUsage
        When either is no month, they are in the wrong order, or the period is longer than 50 years.
    """
    try:
        period = Period.between(first, last)
    except ValueError as wrong:
        remedy = "Write months as YYYY-MM, the earlier one first: --from 2023-01 --to 2024-12."
        raise WrongUsage(f"--from {first} --to {last} is no period of months: {wrong}", remedy) from wrong
    if len(list(period.months())) > LONGEST:
        raise WrongUsage(
            f"--from {first} --to {last} is longer than {LONGEST} months", "Ask for 50 years of months or fewer."
        )
    return period


def run_assessment(
    home: Path,
    area: str,
    period: Period,
    names: Sequence[str],
    partnership: str | None = None,
    reason: str = "",
    releases: Sequence[str] = (),
) -> Assessment:
    """Make the assessment from the home's current releases, or from those that are named.

    With a reason its restricted extract is read too, which the audit notes.
    """
    from sulis.catalogue.partnership import load_partnership
    from sulis.store import open_store
    from sulis.year.needs import assess
    from sulis_cli.restricted import noted

    store = open_store(home)
    return assess(
        store.at(releases) if releases else store,
        area_code=area,
        period=period,
        definitions=find_definitions(names),
        software=_software(),
        partnership=load_partnership(partnership) if partnership else None,
        record=noted(home, "assess", reason) if reason else None,
    )


def find_definitions(names: Sequence[str]) -> list[Definition]:
    """The definitions asked for, each once."""
    from sulis.catalogue.violence import find_definition

    found = [find_definition(name) for name in names]
    return list({one.ref: one for one in found}.values())


def _software() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"sulis {version('sulis')}"
    except PackageNotFoundError:
        return "sulis (not installed)"

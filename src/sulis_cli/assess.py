"""`sulis assess`: the needs assessment of one area and period, as data and as documents."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulis.vocabulary import Audience, PartWayFailure, Period, WrongUsage
from sulis_cli import output

if TYPE_CHECKING:
    from sulis.catalogue.violence import Definition
    from sulis.year.needs import Assessment

DEFAULT_DEFINITION = "police_uk_proxy"
LONGEST = 600  # months
NAME = "assessment"

AreaCode = Annotated[str, typer.Option("--area", help="ONS code: district, partnership, ward, MSOA, LSOA or force.")]
First = Annotated[str, typer.Option("--from", help="First month, YYYY-MM.")]
Last = Annotated[str, typer.Option("--to", help="Last month, YYYY-MM; it is included.")]
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
    first: First,
    last: Last,
    area: AreaCode = "",
    every: Every = None,
    audience: Reader = Audience.INTERNAL,
    definition: Definitions = None,
    partnership: Whose = None,
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    out: Out = None,
    no_documents: NoDocuments = False,
    as_json: output.Json = False,
) -> None:
    """Assess an area over whole months: counts, rates, comparisons, maps and data quality."""
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
    assessment = run_assessment(home, area, period, definition or [DEFAULT_DEFINITION], partnership, reason)
    folder = out or home / "assessments" / f"{area}-{first}-{last}"
    files = write_assessment(assessment, audience, folder, documents=not no_documents)
    found = [{"code": caveat.code, "text": caveat.text} for caveat in assessment.caveats]

    def text() -> Iterator[str]:
        yield f"{assessment.area.name}, {period.label}: {len(files)} files in {folder}"
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
    home: Path, area: str, period: Period, names: Sequence[str], partnership: str | None = None, reason: str = ""
) -> Assessment:
    """Make the assessment from the home's current releases; with a reason from its restricted extract too, which the audit notes."""
    from sulis.catalogue.partnership import load_partnership
    from sulis.store import open_store
    from sulis.year.needs import assess
    from sulis_cli.restricted import noted

    return assess(
        open_store(home),
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


def write_assessment(assessment: Assessment, audience: Audience, folder: Path, *, documents: bool) -> list[str]:
    """Write everything aside, then put it in place; what a former run left under the same names is replaced.

    Returns
    -------
    list of str
        The files written, relative to the folder.

    Raises
    ------
    PartWayFailure
        When the folder cannot be written to; what was there stays as it was.
    """
    with _aside(folder) as staging:
        _write(assessment, audience, staging, documents=documents)
        files = sorted(str(path.relative_to(staging)) for path in staging.rglob("*") if path.is_file())
        _put_in_place(staging, folder)
    return files


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A staging folder inside ``folder``, so that what is written can be moved in one step each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(".building-*"):  # of a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    except OSError as trouble:
        raise PartWayFailure(
            f"{folder} cannot be written to: {trouble.strerror}", "Name a folder that you may write to with --out."
        ) from trouble
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(assessment: Assessment, audience: Audience, folder: Path, *, documents: bool) -> None:
    import json

    from sulis.publish.documents import contract_json, write_data_tables

    document = json.dumps(contract_json(assessment, audience), ensure_ascii=False, allow_nan=False, indent=1)
    (folder / f"{NAME}.json").write_text(document + "\n", encoding="utf-8")
    if documents:
        _write_documents(assessment, audience, folder)
    else:
        write_data_tables(assessment, audience, folder / "figures")


def _write_documents(assessment: Assessment, audience: Audience, folder: Path) -> None:
    from sulis.publish.documents import build_document, write_figure_tables, write_html, write_pdf, write_word

    document = build_document(assessment, audience)
    write_figure_tables(document, folder / "figures")
    write_html(document, folder / f"{NAME}.html")
    write_word(document, folder / f"{NAME}.docx")
    write_pdf(document, folder / f"{NAME}.pdf")


def _put_in_place(staging: Path, folder: Path) -> None:
    """Move finished files up, the data last; the documents and figures of a former run never stay beside new data."""
    former = folder / "figures"
    if former.is_dir():
        former.rename(staging / "former-figures")
    for ending in ("html", "docx", "pdf"):
        (folder / f"{NAME}.{ending}").unlink(missing_ok=True)
    made = [path for path in staging.iterdir() if path.name != "former-figures"]
    for path in sorted(made, key=lambda path: path.suffix == ".json"):
        os.replace(path, folder / path.name)

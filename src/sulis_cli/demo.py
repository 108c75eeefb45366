"""`sulis demo`: a whole partnership from its files to its pages, made-up or real, in one command."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulis_cli import output
from sulis_cli.demo_files import AGENCIES, PARTS, ingest
from sulis_cli.serve import Port, address, check_port_free, make_ready, serve_afresh, set_up

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Partnership
    from sulis_web.runs.models import Run

MADE_UP = "made_up"
Which = Annotated[str, typer.Option("--partnership", help="The folder under partnerships/ to load.")]
Data = Annotated[
    Path | None,
    typer.Option("--data", help="A folder that holds police_uk/street, lookups, boundaries and population."),
]
NoServe = Annotated[bool, typer.Option("--no-serve", help="Build everything, then stop.")]


@dataclass(frozen=True, slots=True)
class Built:
    """What one call leaves in the home."""

    partnership: str
    run: str | None
    sign_ins: dict[str, str]


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    home: output.Home = output.DEFAULT_HOME,
    partnership: Which = MADE_UP,
    data: Data = None,
    no_serve: NoServe = False,
    port: Port = 8000,
    as_json: output.Json = False,
) -> None:
    """Load a partnership, its data and its plan, assess it, prepare the public pages and serve them.

    What was done before is passed over, so a second call starts within seconds.
    """
    if not no_serve:
        check_port_free(port)
    built = build(home, partnership, data, now=datetime.now(UTC))
    document = {
        "address": address(port), "home": str(home), "partnership": built.partnership, "run": built.run,
        "sign_ins": [{"name": name, "password": password} for name, password in built.sign_ins.items()],
    }  # fmt: skip
    output.answer(document, as_json=as_json, text=lambda: _lines(built, port, home, serving=not no_serve))
    if not no_serve:
        serve_afresh(home, port)


def build(home: Path, partnership: str, data: Path | None, *, now: datetime) -> Built:
    """Everything short of serving. Each step passes over what it finds done."""
    from sulis.catalogue.partnership import load_partnership

    content = load_partnership(partnership)
    check_data(content, data)
    set_up(home)
    make_ready()
    from sulis_web.accounts.demonstration import make_sign_ins
    from sulis_web.config.loading import load_files
    from sulis_web.publication.operations import prepare_with_the_home

    held = load_files(content=content, at=now)
    run = _assessed(home, content, data, now)
    output.say("Preparing the public pages")
    prepare_with_the_home(partnership=held, run=run, at=now)
    return Built(content.name, run.id if run else None, make_sign_ins(home=home, at=now))


def check_data(content: Partnership, data: Path | None) -> None:
    """Made-up partnerships draw their own data and take no other.

    Raises
    ------
    WrongUsage
        When data is given to a made-up partnership, or its folder is not there or has no part of the layout.
    """
    from sulis.vocabulary import WrongUsage

    if data is not None and content.made_up:
        raise WrongUsage(
            f"{content.name} is made up, and shows made-up data only",
            "Name a real partnership with --partnership, or leave out --data.",
        )
    remedy = f"Give --data the folder that holds {', '.join(PARTS)}."
    if data is not None and not data.is_dir():
        raise WrongUsage(f"there is no folder {data}", remedy)
    if data is not None and not any((data / part).is_dir() for part in PARTS):
        raise WrongUsage(f"{data} has none of the folders that data lies in", remedy)


def _assessed(home: Path, content: Partnership, data: Path | None, now: datetime) -> Run | None:
    """The run that stands for these inputs: the stored one when nothing has changed since, else a new one."""
    from sulis_web.runs.models import Run

    folder = home / "raw" / MADE_UP if content.made_up else data
    if content.made_up:
        _draw(home / "raw" / MADE_UP)
    stamp = home / "demo.json"
    inputs = _fingerprint(content, folder)
    kept = _kept(stamp)
    if kept.get("inputs") == inputs and (run := Run.objects.filter(pk=kept.get("run")).first()):
        return run
    if folder is not None:
        ingest(folder, home, now)
    run = _assess(home, content, now)
    if run is not None:
        stamp.write_text(json.dumps({"inputs": inputs, "run": run.id}) + "\n", "utf-8")
    return run


def _kept(stamp: Path) -> dict[str, str]:
    """What the last call left; nothing where it was stopped in the middle of writing."""
    try:
        kept = json.loads(stamp.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _draw(folder: Path) -> None:
    """Write the fictional district's files unless a whole set of them is there: the manifest is written last."""
    from sulis.sources.made_up.fetch import write_demonstration
    from sulis.sources.made_up.open_statistics import write_open_statistics

    if not (folder / "made-up.json").exists():
        output.say("Drawing the made-up district")
        write_demonstration(folder)
    if not (folder / "open-statistics.json").exists():
        write_open_statistics(folder)


def _fingerprint(content: Partnership, folder: Path | None) -> str:
    """Changes when the software, the partnership's files or any data file does (by name, size and time)."""
    from sulis.catalogue.violence import find_definition

    seen = hashlib.sha256(f"{_software()}\0{content!r}\0{find_definition(content.definition.proxy)!r}\0".encode())
    for path in sorted(_files(folder)) if folder is not None else ():
        about = path.stat()
        seen.update(f"{path.name}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())  # not the folder: a home may move
    return seen.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    return (path for part in (*PARTS, AGENCIES) for path in (folder / part).rglob("*") if path.is_file())


def _assess(home: Path, content: Partnership, now: datetime) -> Run | None:
    """Assess the months that are held, from the first to the last; None where there are none, or no look-ups to find the area's by."""
    from sulis.catalogue.violence import find_definition
    from sulis.store import open_store
    from sulis.vocabulary import Period, WrongUsage
    from sulis.year.needs import assess
    from sulis_cli.restricted import noted
    from sulis_web.partnership.models import Partnership as Served
    from sulis_web.runs.operations import record_run

    try:
        store = open_store(home)
    except WrongUsage:
        return None
    if content.force not in store.forces() or not store.has("geography"):
        output.say(f"No assessment: it needs incidents of {content.force} and the look-ups")
        return None
    output.say("Assessing")
    months = store.coverage(content.force)
    assessment = assess(
        store,
        area_code=content.area_code,
        period=Period.between(months[0].month, months[-1].month),
        definitions=[find_definition(content.definition.proxy)],
        software=_software(),
        partnership=content,
        record=noted(home, "demo", "to show the demonstration") if content.made_up else None,
    )
    return record_run(assessment=assessment, partnership=Served.objects.get(), at=now)


def _software() -> str:
    return f"sulis {importlib.metadata.version('sulis')}"


def _lines(built: Built, port: int, home: Path, *, serving: bool) -> Iterable[str]:
    yield f"{built.partnership}: {'its needs assessment is run ' + built.run if built.run else 'the plan only, without an assessment'}."
    for name, password in built.sign_ins.items():
        yield f"Sign in as {name} with the password {password}"
    yield f"The sign-ins are kept in {home / 'sign-ins.txt'}."
    yield f"Sulis is at {address(port)}" if serving else f"To serve it: sulis serve --home {home}"

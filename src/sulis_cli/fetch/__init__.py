"""`sulis fetch`: bring a publisher's files to this machine, as they were received."""

import typer

from sulis_cli.fetch import education, files, fingertips, made_up, ons_geography, police_uk

group = typer.Typer(name="fetch", help="Bring a publisher's files here, as received, to be loaded by `sulis ingest`.")
for part in (police_uk, ons_geography, files, fingertips, education, made_up):
    part.register(group)


def register(app: typer.Typer) -> None:
    app.add_typer(group)

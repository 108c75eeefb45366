"""The command's front door: registers every command and turns errors into the exit codes of the contract."""

from __future__ import annotations

import json
import sys

import click
import typer

from sulis_cli import commands

app = typer.Typer(
    name="sulis",
    help="The year of a local Violence Reduction Partnership, from records to the public account.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
commands.register(app)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with 0 done, 2 wrong usage, 3 input refused or 4 failed and rolled back."""
    given = sys.argv[1:] if arguments is None else arguments
    sys.exit(run(given))


def run(given: list[str]) -> int:
    """The exit code of one call."""
    from sulis.vocabulary.errors import SulisError

    as_json = "--json" in given
    try:
        result = app(given, standalone_mode=False, prog_name="sulis")
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.Abort:
        return _fail(as_json, "stopped before it was done", "Nothing was changed; run the command again.", 4)
    except click.ClickException as wrong:
        return _fail(as_json, wrong.format_message(), "See `sulis --help` for the commands and their options.", 2)
    except SulisError as known:
        return _fail(as_json, known.message, known.remedy, known.exit_code)
    except OSError as trouble:
        return _fail(as_json, f"the system refused: {trouble}", "Check the folder's permissions and free space.", 4)


def _fail(as_json: bool, error: str, remedy: str, code: int) -> int:
    if as_json:
        print(json.dumps({"error": error, "remedy": remedy}, ensure_ascii=False))
    else:
        print(f"Error: {error}\n{remedy}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()

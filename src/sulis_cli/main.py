"""The command's front door: registers every command and turns errors into the exit codes of the contract."""

from __future__ import annotations

import io
import json
import os
import sys
import traceback

import typer
from typer.exceptions import TyperException

from sulis_cli import commands, output

STOPPED = 130  # by Ctrl-C, as shells count it

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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a character that the terminal lacks is written as its number
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:] if arguments is None else arguments)
    output.put([])  # what `--help` printed may still be waiting, for a reader who has left
    sys.exit(code)


def run(given: list[str]) -> int:
    """The exit code of one call."""
    from sulis.vocabulary.errors import SulisError

    as_json, given = _json_last(given)
    try:
        result = app(given, standalone_mode=False, prog_name="sulis")
        if result == STOPPED:
            return _fail(
                as_json, "stopped before it was done", "Run the command again: it goes on from there.", STOPPED
            )
        return result if isinstance(result, int) else 0
    except TyperException as wrong:
        if not _words(wrong):  # a group without its command: its help has been printed, and says enough
            return 2
        return _fail(as_json, _words(wrong), "See `sulis --help` for the commands and their options.", 2)
    except SulisError as known:
        told = [f"  {fault}" for fault in known.faults[:20] if len(known.faults) > 1 or str(fault) != known.message]
        return _fail(as_json, "\n".join([known.message, *([] if as_json else told)]), known.remedy, known.exit_code)
    except OSError as trouble:
        return _fail(as_json, f"the system refused: {trouble}", "Check the folder's permissions and free space.", 4)
    except Exception as unexpected:  # the contract promises a plain answer, never a traceback
        if os.environ.get("SULIS_TRACE"):
            traceback.print_exc()
        # What a database says of trouble may repeat a cell of the file that it was reading.
        said = "" if "duckdb" in type(unexpected).__module__ else f": {unexpected}"
        error = f"something that Sulis did not foresee: {type(unexpected).__name__}{said}"
        return _fail(
            as_json, error, "Nothing was put in place. Set SULIS_TRACE=1, run it again and report the trace.", 4
        )


def _json_last(given: list[str]) -> tuple[bool, list[str]]:
    """Whether ``--json`` is asked for, and the line with it at the end, where every command takes it."""
    end = given.index("--") if "--" in given else len(given)
    words, paths = given[:end], given[end:]
    if "--json" not in words:
        return False, given
    return True, [*(word for word in words if word != "--json"), "--json", *paths]


def _words(wrong: TyperException) -> str:
    return wrong.format_message() if hasattr(wrong, "format_message") else str(wrong)


def _fail(as_json: bool, error: str, remedy: str, code: int) -> int:
    try:
        if as_json and sys.stdout is not None:
            output.put([json.dumps({"error": error, "remedy": remedy})])
            return code
    except OSError:  # the answer cannot be written there, so it goes where a person may see it
        pass
    print(f"Error: {error}\n{remedy}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()

"""The faults that reading can find, in the words that a person reads."""

from __future__ import annotations

from typing import NoReturn

from sulis.store import Refused
from sulis.vocabulary import Fault

AGAIN = "Download the file again from the publisher, or ask its sender for it again."
SAVE = "Open it in a spreadsheet, save it again as an Excel workbook (.xlsx) without a password, and send that."
WHOLE = "A file must arrive whole."
_TABLE = "A table starts with its columns' names."


def refuse(
    file: str,
    given: str,
    rule: str,
    remedy: str,
    *,
    row: int | None = None,
    column: str | None = None,
    line: int | None = None,
) -> NoReturn:
    """Refuse the whole file."""
    raise Refused(Fault(file, row, column, given, rule, remedy, line))


def empty(file: str) -> NoReturn:
    """Nothing at all, or nothing but blanks."""
    refuse(file, "an empty file", "A table has a header and rows.", AGAIN)


def web_page(file: str) -> NoReturn:
    """What a browser saves when a site asks it to sign in."""
    remedy = "A sign-in or error page was saved in its place: download the file again."
    refuse(file, "a web page saved under a data file's name", _TABLE, remedy, row=1)


def damaged(file: str, given: str) -> NoReturn:
    """A file that breaks off, or that no longer follows its own format."""
    refuse(file, given, WHOLE, AGAIN)


def beyond(file: str, given: str, most: int, setting: str) -> Fault:
    """More bytes than the limit."""
    rule = f"At most {most / 1_000_000:,.0f} MB are read (setting {setting})."
    return Fault(file, None, None, given, rule, "Send it in parts, or ask whoever runs this for a higher limit.")


def too_large(file: str, given: str, most: int, setting: str) -> NoReturn:
    """A file that is refused because it has more bytes than the limit."""
    raise Refused(beyond(file, given, most, setting))


def second_header(file: str, row: int, line: int | None) -> NoReturn:
    """Files that were joined one after the other."""
    rule = "One file has one header: this one was joined from several."
    refuse(file, "a second header", rule, "Send each file by itself.", row=row, line=line)


def cut_short(file: str, row: int, line: int | None) -> NoReturn:
    """The last row of text ends before its cells do."""
    rule = "A file must arrive whole: this one was cut off, and rows after it may be missing too."
    refuse(file, "a last row that stops short", rule, AGAIN, row=row, line=line)


def unclosed(file: str, line: int | None) -> NoReturn:
    """Quoting that cannot be followed."""
    given = "a quotation mark that is never closed, text after a closed one, or an endless cell"
    refuse(file, given, "Quoted text must be closed, so that rows can be told apart.", AGAIN, line=line)


def wrong_width(file: str, row: int, line: int | None, found: int, width: int) -> Fault:
    """A row with cells too many or too few: it is set aside."""
    remedy = "Look for a missing or an extra separator in this row, or send the file again."
    given, rule = f"a row of {found:,} cells", f"Every row must have {width:,}, as the header has."
    return Fault(file, row, None, given, rule, remedy, line)


def long_cell(file: str, row: int, column: str, line: int | None, most: int) -> Fault:
    """A cell beyond the limit: its row is set aside."""
    rule = f"A cell may hold at most {most:,} bytes (setting SULIS_MOST_CELL_BYTES)."
    return Fault(
        file, row, column, "a very long text", rule, "Look for a quotation mark that is never closed, or shorten it.",
        line,
    )  # fmt: skip


def bad_cell(file: str, row: int, column: str, line: int | None, given: str) -> Fault:
    """A spreadsheet's own error or a formula without a result: its row is set aside."""
    return Fault(
        file, row, column, given, "Cells hold values.", "Put the value right in the spreadsheet, save it, and send it.",
        line,
    )  # fmt: skip

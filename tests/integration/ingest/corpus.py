"""Files as they go wrong in life, each with the verdict that a careful analyst would give."""

from __future__ import annotations

import gzip
import io
import random
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.support.street import FORCE, HEADER, NAME, row, rows, text

THIS_MONTH = f"{datetime.now(UTC):%Y-%m}"
ACCEPTED, QUARANTINE, REJECTED = "accepted", "accepted-with-quarantine", "rejected"


@dataclass(frozen=True)
class Case:
    """A file, the verdict, and for a fault the row, the column and words that its report must hold."""

    id: str
    build: Callable[[], bytes]
    verdict: str
    row: int | None = None
    column: str | None = None
    says: str = ""
    name: str = NAME
    loaded: int | None = None

    def __str__(self) -> str:
        return self.id


def changed(*numbers: int, **cells: str) -> bytes:
    """Sixty sound rows, of which those numbered (from 0) carry the given cells."""
    return text([row(n, **cells) if n in numbers else row(n) for n in range(60)]).encode()


def every(**cells: str) -> bytes:
    return changed(*range(60), **cells)


def good() -> bytes:
    return text(rows()).encode()


def reordered() -> bytes:
    order = list(range(12))
    random.Random(7).shuffle(order)
    names = HEADER.split(",")
    return text([[cells[i] for i in order] for cells in rows()], header=",".join(names[i] for i in order)).encode()


def mixed_newlines() -> bytes:
    ends = ["\n", "\r\n", "\r"]
    lines = [HEADER, *(",".join(cells) for cells in rows())]
    return "".join(line + ends[number % 3] for number, line in enumerate(lines)).encode()


def hostile_but_harmless() -> bytes:
    texts = [
        "=cmd|'/c calc'!A1",
        "<script>alert(1)</script>",
        "On or near St Mary's Row; DROP TABLE incidents; --",
        "مدرسة الحي",
        "z\u200bero\u202ewidth",
        "🔪 Lane",
        "a" * 5_000,
        "{{ 7 * 7 }}",
        "../../etc/passwd",
        "\\N",
        "NULL",
    ]
    lines = rows()
    for number, words in enumerate(texts):
        lines[number][6] = words
    return text(lines).encode()


def quoted() -> bytes:
    lines = rows()
    lines[3][6] = '"On or near ""The Anchor"", Quay, Aldermere"'
    lines[4][6] = '"On or near\nTwo Line Row"'
    return text(lines).encode()


def one_row_shifted() -> bytes:
    lines = rows()
    lines[10] = ["", *lines[10][:-1]]
    return text(lines).encode()


def all_rows_shifted() -> bytes:
    return text([["", *cells[:-1]] for cells in rows()]).encode()


def one_extra_comma() -> bytes:
    lines = rows()
    lines[20][6] = "On or near Quay, Aldermere"
    return text(lines).encode()


def truncated() -> bytes:
    return good()[:-70]


def swapped() -> bytes:
    lines = rows()
    for cells in lines:
        cells[4], cells[5] = cells[5], cells[4]
    return text(lines).encode()


def nul() -> bytes:
    return good().replace(b"Lantern Row 3", b"Lantern\0Row 3", 1)


def page() -> bytes:
    return b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in</body></html>\n"


def no_last_newline() -> bytes:
    return good().rstrip(b"\n")


def never_closed() -> bytes:
    return good().replace(b"On or near Lantern Row 3", b'"On or near Lantern Row 3', 1)


def month_twice() -> bytes:
    return text([*rows(200), *rows(200)]).encode()


FILES = (
    Case("as_published", good, ACCEPTED, loaded=60),
    Case("byte_order_mark", lambda: b"\xef\xbb\xbf" + good(), ACCEPTED, loaded=60),
    Case("windows_newlines", lambda: good().replace(b"\n", b"\r\n"), ACCEPTED, loaded=60),
    Case("old_mac_newlines", lambda: good().replace(b"\n", b"\r"), ACCEPTED, loaded=60),
    Case("mixed_newlines", mixed_newlines, ACCEPTED, loaded=60),
    Case("no_newline_at_the_end", no_last_newline, ACCEPTED, loaded=60),
    Case("blank_lines_at_the_end", lambda: good() + b"\n\n", ACCEPTED, loaded=60),
    Case("reordered_columns", reordered, ACCEPTED, loaded=60),
    Case("spaces_in_the_header", lambda: good().replace(b"Crime ID,Month", b"Crime ID , Month", 1), ACCEPTED, loaded=60),
    Case("quoted_header", lambda: good().replace(b"Crime ID,Month", b'"Crime ID","Month"', 1), ACCEPTED, loaded=60),
    Case("extra_column", lambda: text([[*r, "x"] for r in rows()], header=HEADER + ",Note").encode(), ACCEPTED, loaded=60),
    Case("hostile_but_harmless_text", hostile_but_harmless, ACCEPTED, loaded=60),
    Case("quotes_commas_and_newlines_inside", quoted, ACCEPTED, loaded=60),
    Case("compressed", lambda: gzip.compress(good()), ACCEPTED, name=NAME + ".gz", loaded=60),
    Case("compressed_without_saying_so", lambda: gzip.compress(good()), ACCEPTED, loaded=60),
    Case("two_compressed_parts", lambda: gzip.compress(good()[:999]) + gzip.compress(good()[999:]), ACCEPTED, loaded=60),
    Case("named_by_a_browser", good, ACCEPTED, name="2024-03-mereshire-street (1).csv", loaded=60),
    Case("no_place_at_all", lambda: every(longitude="", latitude="", lsoa="", lsoa_name=""), ACCEPTED, loaded=60),
    Case("identical_rows_without_id", lambda: text([row(0)] * 60).encode(), ACCEPTED, loaded=60),
    Case("one_row_of_another_month", lambda: changed(5, month="2024-02"), QUARANTINE, 7, "Month", "2024-03", loaded=59),
    Case("one_row_of_a_future_month", lambda: changed(5, month="2099-01"), QUARANTINE, 7, "Month", loaded=59),
    Case("one_unknown_category", lambda: changed(8, category="Piracy"), QUARANTINE, 10, "Crime type", loaded=59),
    Case("one_word_for_a_code", lambda: changed(8, lsoa="Aldermere"), QUARANTINE, 10, "LSOA code", loaded=59),
    Case("one_longitude_in_words", lambda: changed(9, longitude="west"), QUARANTINE, 11, "Longitude", loaded=59),
    Case("one_place_at_nought", lambda: changed(9, longitude="0", latitude="0"), QUARANTINE, 11, "Latitude", loaded=59),
    Case("one_longitude_alone", lambda: changed(9, latitude=""), QUARANTINE, 11, "Longitude", loaded=59),
    Case("infinite_latitude", lambda: changed(9, latitude="inf"), QUARANTINE, 11, "Latitude", loaded=59),
    Case("one_row_of_another_force", lambda: changed(4, within="Kent Police"), QUARANTINE, 6, "Falls within", loaded=59),
    Case("one_row_shifted", one_row_shifted, QUARANTINE, 12, "Month", "wrong column", loaded=59),
    Case("one_extra_comma", one_extra_comma, QUARANTINE, 22, None, "13 cells", loaded=59),
    Case("one_very_long_cell", lambda: changed(2, location="a" * 40_000), QUARANTINE, 4, "Location", loaded=59),
    Case("every_row_of_another_month", lambda: every(month="2024-02"), REJECTED, 2, "Month", "60 of 60"),
    Case("a_month_not_yet_been", lambda: every(month="2099-01"), REJECTED, None, "Month", name="2099-01-mereshire-street.csv"),
    Case("a_month_not_over_yet", lambda: every(month=THIS_MONTH), REJECTED, None, "Month", name=f"{THIS_MONTH}-mereshire-street.csv"),
    Case("another_force", lambda: every(within="Kent Police"), REJECTED, 2, "Falls within"),
    Case("a_tenth_of_unknown_category", lambda: changed(*range(13), category="Piracy"), REJECTED, 2, "Crime type"),
    Case("all_rows_shifted", all_rows_shifted, REJECTED, 2, "Month", "wrong column"),
    Case("swapped_coordinates", swapped, REJECTED, 2, "Longitude", "swapped"),
    Case("truncated_last_row", truncated, REJECTED, 61, None, "stops short"),
    Case("truncated_compressed", lambda: gzip.compress(good())[:-20], REJECTED, None, None, "before its end", NAME + ".gz"),
    Case("bomb_in_the_second_part", lambda: gzip.compress(good()) + gzip.compress(bytes(30_000_000)), REJECTED, None, None,
         "far more", NAME + ".gz"),
    Case("damaged_compressed", lambda: b"\x1f\x8b" + bytes(200), REJECTED, None, None, "unpacked", NAME + ".gz"),
    Case("compressed_bomb", lambda: gzip.compress(bytes(30_000_000)), REJECTED, None, None, "far more", NAME + ".gz"),
    Case("nul_byte", nul, REJECTED, None, None, "NUL"),
    Case("utf_16", lambda: good().decode().encode("utf-16"), REJECTED, 1, None, "UTF-16"),
    Case("utf_16_unmarked", lambda: good().decode().encode("utf-16-le"), REJECTED, 1, None, "UTF-16"),
    Case("utf_16_unmarked_the_other_way", lambda: good().decode().encode("utf-16-be"), REJECTED, 1, None, "UTF-16"),
    Case("windows_1252", lambda: changed(3, location="Caf?").replace(b"Caf?", b"Caf\xe9"), REJECTED, 5, None, "UTF-8"),
    Case("a_month_twice", month_twice, REJECTED, None, "Crime ID", "most IDs"),
    Case("header_only", lambda: (HEADER + "\n").encode(), REJECTED, 1, None, "no rows"),
    Case("header_only_unended", lambda: HEADER.encode(), REJECTED, 1, None, "no rows"),
    Case("joined_from_two", lambda: good() * 2, REJECTED, 62, None, "second header"),
    Case("endless_cell", lambda: changed(2, location="a" * 2_000_000), REJECTED, None, None, "endless cell"),
    Case("a_month_of_year_nought", good, REJECTED, None, None, "named", "0000-03-mereshire-street.csv"),
    Case("empty", lambda: b"", REJECTED, None, None, "empty"),
    Case("only_spaces", lambda: b"  \n\n ", REJECTED, None, None, "empty"),
    Case("sign_in_page", page, REJECTED, 1, None, "web page"),
    Case("no_header", lambda: good().split(b"\n", 1)[1], REJECTED, 1, "Crime ID", "header"),
    Case("a_column_missing", lambda: good().replace(b",Context", b"", 1), REJECTED, 1, "Context"),
    Case("a_column_twice", lambda: good().replace(b",Context", b",Month", 1), REJECTED, 1),
    Case("semicolons", lambda: good().replace(b",", b";"), REJECTED, 1, "Crime ID"),
    Case("never_closed_quote", never_closed, REJECTED, None, None, "never closed"),
    Case("another_table", lambda: b"Crime ID,Month,Outcome type\na,2024-03,b\n", REJECTED, 1, "Reported by"),
    Case("another_name", good, REJECTED, None, None, "named", "crime.csv"),
    Case("no_such_month", good, REJECTED, None, None, "named", "2024-13-mereshire-street.csv"),
    Case("a_spreadsheet", lambda: zipped(("xl/workbook.xml", b"<x/>")), REJECTED, 1, None, "", NAME),
)  # fmt: skip

INNER = "2024-03/" + NAME


def zipped(*members: tuple[str, bytes], links: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name in links:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    return out.getvalue()


def repeated_member() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return zipped((INNER, good()), (INNER, good()))


def corrupt_member() -> bytes:
    content = bytearray(zipped((INNER, good())))
    content[200] ^= 0xFF
    return bytes(content)


OTHERS = (("2024-03/2024-03-mereshire-outcomes.csv", b"x"), ("2024-03/2024-03-mereshire-stop-and-search.csv", b"x"))
ZIP = "2024-12.zip"
ARCHIVES = (
    Case("archive", lambda: zipped((INNER, good()), *OTHERS), ACCEPTED, name=ZIP, loaded=60),
    Case("archive_without_folders", lambda: zipped((NAME, good())), ACCEPTED, name=ZIP, loaded=60),
    Case("path_out_of_the_archive", lambda: zipped(("../" + NAME, good())), REJECTED, says="leads out", name=ZIP),
    Case("absolute_path", lambda: zipped(("/tmp/" + NAME, good())), REJECTED, says="leads out", name=ZIP),
    Case("drive_path", lambda: zipped(("C:/" + NAME, good())), REJECTED, says="leads out", name=ZIP),
    Case("path_beside_a_good_file", lambda: zipped((INNER, good()), ("../x", b"")), REJECTED, says="leads out", name=ZIP),
    Case("link", lambda: zipped((INNER, b"/etc/passwd"), links=(INNER,)), REJECTED, says="link", name=ZIP),
    Case("nested", lambda: zipped(("inner.zip", zipped((INNER, good())))), REJECTED, says="inside the archive", name=ZIP),
    Case("bomb", lambda: zipped((INNER, bytes(30_000_000))), REJECTED, says="far more", name=ZIP),
    Case("same_name_twice", repeated_member, REJECTED, says="stands twice", name=ZIP),
    Case("same_month_in_two_folders", lambda: zipped(("a/" + NAME, good()), ("b/" + NAME, every(location="Elsewhere"))),
         REJECTED, says="second, different", name=ZIP),
    Case("nothing_of_ours", lambda: zipped(*OTHERS), REJECTED, says="no street-level file", name=ZIP),
    Case("not_a_zip", good, REJECTED, says="cannot be opened", name=ZIP),
    Case("cut_short", lambda: zipped((INNER, good()))[:-30], REJECTED, says="cannot be opened", name=ZIP),
    Case("damaged_member", corrupt_member, REJECTED, says="unpacked", name=ZIP),
    Case("one_bad_month_of_two", lambda: zipped((INNER, good()), ("2024-02/2024-02-mereshire-street.csv", b"")),
         REJECTED, says="empty", name=ZIP),
)  # fmt: skip

assert FORCE

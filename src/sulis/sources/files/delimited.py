"""Text with separators, read as a stream: its encoding settled, its damage told by line, its records cut out."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sulis.sources.files import wording
from sulis.sources.files.laying_out import Line
from sulis.sources.files.layout import Layout, Limits
from sulis.vocabulary import WrongUsage

ENCODINGS = ("utf-8", "cp1252", "utf-16")
DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PAGE = ("<!doctype html", "<html", "<head", "<body", "<?xml", "<!doctype")


@dataclass(slots=True)
class Text:
    """The records of one file of text. ``whole`` says, once all is read, that the last line was ended."""

    name: str
    layout: Layout
    limits: Limits
    whole: bool = False
    caveats: list[str] = field(default_factory=list)
    last_cells: int = 0
    last_row: int = 0
    last_line: int = 0

    def records(self, pieces: Iterable[bytes]) -> Iterator[Line]:
        """Each record with its row and the line that it ends on; blank lines count as rows and are passed over.

        Raises
        ------
        Refused
            When the text is no table, cannot be decoded, or its quoting cannot be followed.
        """
        csv.field_size_limit(max(self.limits.cell_bytes * 4, 1_000_000))
        reader: Any = csv.reader(self._lines(pieces), delimiter=self.layout.delimiter, strict=True)
        try:
            for row, cells in enumerate(reader, start=1):
                if cells:
                    self.last_row, self.last_line, self.last_cells = row, reader.line_num, len(cells)
                    yield Line(row, cells, reader.line_num)
        except csv.Error:
            wording.unclosed(self.name, reader.line_num)

    def _lines(self, pieces: Iterable[bytes]) -> Iterator[str]:
        """Lines with their ends, whatever ends them; a line that a piece breaks off waits for the next piece."""
        tail, longest = "", self.limits.columns * self.limits.cell_bytes
        for text in self._texts(pieces):
            text = tail + text
            # A carriage return at the very end may be half of a line end.
            cut = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
            yield from io.StringIO(text[:cut], newline="")
            tail = text[cut:]
            if len(tail) > longest:
                rule = f"A line may hold at most {longest:,} characters."
                wording.refuse(self.name, "an endless line", rule, wording.AGAIN)
        self.whole = not tail or tail.endswith("\r")
        yield from io.StringIO(tail, newline="")

    def _texts(self, pieces: Iterable[bytes]) -> Iterator[str]:
        decoder: Any = None
        lines, seen = 1, False
        for piece in pieces:
            if not piece:
                continue
            if decoder is None:
                decoder, piece = self._decoder(piece)
            text = self._decoded(decoder, piece, lines, final=False)
            if not seen and text.strip():
                self._check_start(text)
                seen = True
            lines += text.count("\n")
            yield text
        if decoder is not None:
            yield self._decoded(decoder, b"", lines, final=True)

    def _decoder(self, piece: bytes) -> tuple[Any, bytes]:
        """What the file's first bytes or the layout say that it is written in, and the piece without the mark."""
        stated = self.layout.encoding
        for mark, encoding in _MARKS:
            if piece.startswith(mark):
                if not encoding.startswith(stated):
                    self.caveats.append(f"The file says that it is {encoding[:6].rstrip('-')}, and was read so.")
                return codecs.getincrementaldecoder(encoding)("strict"), piece[len(mark) :]
        if stated != "utf-16" and b"\0" in piece[:2]:
            rule, remedy = f"The file is expected in {stated}.", "Save the file as UTF-8 text, or ask its sender to."
            wording.refuse(self.name, "text in UTF-16", rule, remedy, row=1)
        return codecs.getincrementaldecoder("utf-16-le" if stated == "utf-16" else stated)("strict"), piece

    def _decoded(self, decoder: Any, piece: bytes, lines: int, *, final: bool) -> str:
        try:
            text: str = decoder.decode(piece, final)
        except UnicodeDecodeError as wrong:
            line = lines + wrong.object[: wrong.start].count(b"\n")
            given = f"bytes that are not {self.layout.encoding.upper()} text"
            rule, remedy = f"The file is expected in {self.layout.encoding}.", "Save the file as UTF-8 text."
            wording.refuse(self.name, given, rule, remedy, row=line, line=line)
        if "\0" in text:
            line = lines + text[: text.index("\0")].count("\n")
            rule = "Text has no NUL bytes: the file is damaged."
            wording.refuse(self.name, "a NUL byte", rule, wording.AGAIN, row=line, line=line)
        return text

    def _check_start(self, text: str) -> None:
        if text.lstrip()[:200].lower().startswith(_PAGE):
            wording.web_page(self.name)


def check_layout(layout: Layout) -> None:
    """Raise `WrongUsage` for an encoding or a separator that text is not read with."""
    if layout.encoding not in ENCODINGS:
        raise WrongUsage(f"{layout.encoding!r} is not an encoding that is read", f"Name one of {', '.join(ENCODINGS)}.")
    if layout.delimiter not in DELIMITERS:
        raise WrongUsage(f"{layout.delimiter!r} is not a separator that is read", "Name a comma, ;, a tab or |.")

"""Cells that a spreadsheet shows and never runs, and the same text back from them.

A cell that opens with a sign that starts a formula gets an apostrophe in front. So does one that opens with
apostrophes and then such a sign: reading takes exactly one away again, and no text is read as another.
"""

from __future__ import annotations

import re

# =, +, -, @ and their full-width forms, and the control characters that make a spreadsheet look past what comes first.
_STARTS = re.compile(r"'*(?:[\t\r\n\x00]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212])")


def safe(text: str) -> str:
    return f"'{text}" if _STARTS.match(text) else text


def unsafe(text: str) -> str:
    """The text that `safe` was given. What never needed an apostrophe keeps its own."""
    return text[1:] if text.startswith("'") and _STARTS.match(text) else text

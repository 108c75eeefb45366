"""Text that every form can hold."""

from __future__ import annotations

import re
from typing import Any

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_text(text: str) -> str:
    r"""The text with a replacement mark for each character that XML does not allow.

    Such a character makes a Word file or an SVG unreadable, and it ends the whole process of the chart converter
    (vl-convert 1.9 aborts, which no exception handler can catch), so no text reaches a converter without this.

    Examples
    --------
    >>> plain_text("Bell\x07 Street")
    'Bell� Street'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def plain_values(value: Any) -> Any:
    """The same for every text inside lists and dictionaries."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, dict):
        return {plain_values(key): plain_values(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(inner) for inner in value]
    return value


def slug(text: str) -> str:
    """A name that is safe in a file name, an anchor and an SVG id.

    Examples
    --------
    >>> slug("Places: MSOA/1")
    'places-msoa-1'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"

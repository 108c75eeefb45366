"""A picture that an authenticator reads, and the same secret in letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>\s*")
# What the content policy would refuse, or what could act or fetch: a drawing needs none of it.
_NOT_A_SHAPE = re.compile(
    r"<(script|style|foreignObject|image|use|a)\b|\s(style|href|xlink:href|on\w+)\s*=", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class QrCode:
    """``svg`` is drawn by a library from ``secret``; ``about`` says what the code is for."""

    svg: str
    secret: str
    about: str

    def __post_init__(self) -> None:
        if not self.drawing.startswith("<svg"):
            raise ValueError("the QR code is not an <svg> element: give the drawing itself, not an address or a page")
        if found := _NOT_A_SHAPE.search(self.drawing):
            raise ValueError(f"the QR code holds {found.group().strip()!r}: give a drawing of plain shapes")

    @property
    def drawing(self) -> str:
        """The element alone: an XML declaration has no place inside a page."""
        return _DECLARATION.sub("", self.svg).strip()

    @property
    def grouped(self) -> str:
        """The secret in fours, as people read it off a screen."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

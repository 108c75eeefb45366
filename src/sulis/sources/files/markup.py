"""XML read as a stream, with nothing declared in it: no entities, no document type, so nothing that can grow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.parsers import expat  # nosec B406 - a document type is refused before any entity of it could be used

from sulis.sources.files import wording

DEEPEST = 200
"""Elements inside elements: real files have about ten."""


class Stop(Exception):
    """Raised by a handler that has seen enough."""


def local(name: str) -> str:
    """An element's or attribute's name without its namespace.

    >>> local("urn:of-a-publisher table")
    'table'
    """
    return name.rpartition(" ")[2]


Start = Callable[[str, dict[str, str]], None]
Ended = Callable[[str], None]
Said = Callable[[str], None]


def walk(name: str, pieces: Iterable[bytes], start: Start, end: Ended, text: Said) -> None:
    """Call ``start``, ``end`` and ``text`` for what the XML holds, in order, names without their namespaces.

    A handler may raise `Stop`, which ends the walk quietly.

    Raises
    ------
    Refused
        When it is not well-formed, breaks off, declares a document type, or is nested too deep.
    """
    for _ in steps(name, pieces, start, end, text):
        pass


def steps(name: str, pieces: Iterable[bytes], start: Start, end: Ended, text: Said) -> Iterator[None]:
    """`walk`, pausing after each piece, so that what the handlers gathered can be taken away before it grows."""
    parser: Any = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def opened(element: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            wording.refuse(name, f"elements nested more than {DEEPEST} deep", "A table is flat.", wording.AGAIN)
        start(local(element), {local(key): value for key, value in attributes.items()} if attributes else attributes)

    def closed(element: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(element))

    def declared(*_given: object) -> None:
        rule = "Markup must declare nothing: declarations can make a small file grow without end."
        wording.refuse(name, "markup with a document type or entities of its own", rule, wording.SAVE)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except Stop:
        return
    except (expat.ExpatError, ValueError, LookupError):
        line = parser.CurrentLineNumber
        wording.refuse(name, "markup that breaks off or is not well-formed", wording.WHOLE, wording.AGAIN, line=line)

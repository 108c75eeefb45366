"""What a partnership says of a finding in its own words, with the numbers left in the run and filled in when it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sulis.publish.documents.model import Document, SaidBlock, ShownFigure
from sulis.vocabulary import WrongUsage

_NAMED = re.compile(r"\{([^{}\n]{0,60})\}")


@dataclass(frozen=True, slots=True)
class Written:
    """Words that two people stood for. ``statement`` and ``text`` name numbers in braces, as in ``{change}``.

    ``confidence`` is in a reader's words, ``determinants`` are titles, ``approved`` says when, in words.
    """

    statement: str
    text: str
    confidence: str
    confidence_reason: str
    determinants: tuple[str, ...]
    approved: str


def named_numbers(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in the order of the text.

    >>> named_numbers("From {latest}, it rose by {change}; {latest} again.")
    ('latest', 'change')
    """
    return tuple(dict.fromkeys(name.strip() for name in _NAMED.findall(text)))


def unknown_numbers(text: str, figures: Sequence[ShownFigure]) -> tuple[str, ...]:
    """The names in braces that no figure of the finding has."""
    known = {figure.name for figure in figures}
    return tuple(name for name in named_numbers(text) if name not in known)


def fill(text: str, figures: Sequence[ShownFigure]) -> str:
    """The text with each name in braces replaced by that figure's words, its interval among them.

    A figure that is missing is filled with the words for why. A finding that has one name several times gives the first.

    Raises
    ------
    WrongUsage
        When a name is none of the finding's. Check with `unknown_numbers` before text is kept.
    """
    if unknown := unknown_numbers(text, figures):
        names = ", ".join(f"{{{figure.name}}}" for figure in figures) or "none"
        raise WrongUsage(f"there is no number {{{unknown[0]}}} in this finding", f"Its numbers are: {names}.")
    words = {figure.name: figure.words for figure in reversed(figures)}
    return _NAMED.sub(lambda found: words[found.group(1).strip()], text)


def paragraphs(text: str) -> tuple[str, ...]:
    r"""Paragraphs, which empty lines part; a line's end inside one is a space.

    >>> paragraphs("One line\nof two.\n\n\nAnother.")
    ('One line of two.', 'Another.')
    """
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip())


def said_block(written: Written, figures: Sequence[ShownFigure]) -> SaidBlock:
    """The words as a document sets them.

    Raises
    ------
    WrongUsage
        As for `fill`.
    """
    lines = (
        ("How sure the partnership is", written.confidence),
        ("Why", written.confidence_reason),
        ("Bears on", "; ".join(written.determinants)),
        ("Approved", written.approved),
    )
    told = tuple(fill(part, figures) for part in paragraphs(written.text))
    return SaidBlock(fill(written.statement, figures), told, tuple((name, text) for name, text in lines if text))


def with_words(document: Document, written: Mapping[str, Written]) -> Document:
    """The document with the partnership's words beside the findings that they are of, by the finding's id.

    A finding that is held back from the document's audience gets no words: they would tell what it hides.
    """
    return replace(
        document,
        chapters=tuple(
            replace(
                chapter,
                findings=tuple(
                    replace(block, said=said_block(written[block.id], block.figures))
                    if block.id in written and not block.held_back
                    else block
                    for block in chapter.findings
                ),
            )
            for chapter in document.chapters
        ),
    )

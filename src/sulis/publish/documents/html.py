"""The document as one HTML file that asks for nothing else: no script, no font, no picture from outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sulis.publish.documents.model import MADE_UP, Document
from sulis.publish.documents.text import plain_text

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


def write_html(document: Document, path: Path) -> Path:
    """Write the document as HTML. The same document gives the same bytes."""
    path.write_text(html_text(document), encoding="utf-8", newline="\n")
    return path


def html_text(document: Document) -> str:
    """The document as HTML text. Every text is escaped; only drawings made by `charts.ink` pass as they are."""
    css = (_TEMPLATES / "document.css").read_text(encoding="utf-8")
    page = _environment().get_template("document.html.j2")
    return plain_text(page.render(document=document, css=_trusted(css), made_up=MADE_UP))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["drawing"] = _trusted
    return environment


def _trusted(text: str) -> str:
    """Text of our own making, whose parts were escaped when it was made."""
    from markupsafe import Markup

    return Markup(text)  # drawings of our own, escaped where they are made  # nosec B704

"""Boxes and the lines of account between them, as a drawing that every reader can have: seen, narrow, or in words."""

from __future__ import annotations

from dataclasses import dataclass

from sulis_web.design.diagrams.narrow import draw_narrow
from sulis_web.design.diagrams.nodes import Diagram, Edge, Node, sentences
from sulis_web.design.diagrams.wide import draw_wide

__all__ = ["Diagram", "Drawn", "Edge", "Node", "drawn"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """SVG for a desk and for a phone, and the same in sentences."""

    title: str
    svg: str
    narrow: str
    sentences: tuple[str, ...]


def drawn(diagram: Diagram) -> Drawn:
    """The same diagram gives the same bytes. It carries no styles and no scripts: only shapes, text and classes."""
    said = sentences(diagram)
    description = " ".join(said)
    return Drawn(diagram.title, draw_wide(diagram, description), draw_narrow(diagram, description), said)

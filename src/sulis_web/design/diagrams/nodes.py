"""What a diagram shows: boxes, and lines that lead from one to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One box. ``emphasis`` marks the one that the page is about."""

    id: str
    words: str
    note: str = ""
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from ``source`` up to ``target``, read as "source, words, target": "accountable to", "feeds into"."""

    source: str
    target: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """``id`` keeps the inner names of two drawings on one page apart; ``none`` is said of a box without lines."""

    id: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    none: str = "no line of account is recorded"

    def __post_init__(self) -> None:
        known = [node.id for node in self.nodes]
        if twice := sorted({id for id in known if known.count(id) > 1}):
            raise ValueError(f"the diagram {self.id!r} has two boxes named {twice[0]!r}: give each its own id")
        absent = sorted({end for edge in self.edges for end in (edge.source, edge.target)} - set(known))
        if absent:
            raise ValueError(f"a line of the diagram {self.id!r} ends at {absent[0]!r}, which no box is named: add it")

    def named(self, id: str) -> Node:
        return next(node for node in self.nodes if node.id == id)

    def lines_from(self, id: str) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.edges if edge.source == id)


def sentences(diagram: Diagram) -> tuple[str, ...]:
    """The diagram in words, a sentence for each box in the order given."""
    return tuple(f"{node.words}: {_lines(diagram, node)}." for node in diagram.nodes)


def _lines(diagram: Diagram, node: Node) -> str:
    said = [
        f"{edge.words or 'leads to'} {diagram.named(edge.target).words.rstrip('.')}"
        for edge in diagram.lines_from(node.id)
    ]
    return "; ".join(said) or diagram.none

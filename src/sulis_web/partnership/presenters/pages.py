"""What a page of the register is made of. Templates lay these out and decide nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sulis_web.design.diagram import Drawn
from sulis_web.design.histories import Happening, KeyDate
from sulis_web.design.notices import Empty, Notice
from sulis_web.design.values import Action, Crumb, Fact, Mark, Table


@dataclass(frozen=True, slots=True)
class Part:
    """A section under a heading: sentences, then whichever of a table, facts and dates it has."""

    heading: str
    words: tuple[str, ...] = ()
    table: Table | None = None
    facts: tuple[Fact, ...] = ()
    dates: tuple[KeyDate, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One record: what it is in a sentence, its facts, what hangs on it, what was done to it."""

    kicker: str
    title: str
    trail: tuple[Crumb, ...]
    mark: Mark | None = None
    text: str = ""
    words: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
    actions: tuple[Action, ...] = ()
    history: tuple[Happening, ...] = ()
    retired: Notice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    title: str
    lede: str
    parts: tuple[Part, ...] = ()
    actions: tuple[Action, ...] = ()
    empty: Empty | None = None
    diagram: Drawn | None = None
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What stands around a form."""

    title: str
    trail: tuple[Crumb, ...]
    cancel: str
    words: tuple[str, ...] = ()
    button: str = "Save"
    kind: str = ""  # "warning": what the button does is not lightly taken back

"""An assessment as plain data for a JSON file, and back, with nothing lost.

Values that stand on many numbers (a query with its releases, a caveat, an area) are written once and referred to by
their place in a list, so that a stored run stays small. Types come from the fields' own hints: nothing to keep in step.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from sulis.vocabulary import Area, Caveat, Period, PopulationGroup, Provenance, WrongUsage
from sulis.year.needs.model import Assessment

FORMAT = 2
SHARED = (Area, Caveat, Period, PopulationGroup, Provenance)
"""Types written once each; all are frozen and compare by value."""

Plain = Any  # what the json module reads and writes


def dump(assessment: Assessment) -> dict[str, Plain]:
    """Plain dicts, lists, texts, numbers and None, fit for ``json.dumps(..., allow_nan=False)``.

    A number that JSON has no sign for (an infinite limit) is written as text, ``"inf"``, and read back as a number.
    """
    pools: dict[str, dict[Any, int]] = {kind.__name__: {} for kind in SHARED}
    lists: dict[str, list[Plain]] = {kind.__name__: [] for kind in SHARED}
    whole = _plain(assessment, pools, lists)
    return {"format": FORMAT, "shared": lists, "assessment": whole}


def load(document: dict[str, Plain]) -> Assessment:
    """The assessment that `dump` wrote.

    Raises
    ------
    WrongUsage
        When the document is not a stored run of this format.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise WrongUsage("this is not a stored run of the format that is read here", "Make the assessment again.")
    try:
        found = _Reader(document["shared"]).read(Assessment, document["assessment"])
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as broken:
        raise WrongUsage(f"the stored run is broken: {broken!r}", "Make the assessment again.") from broken
    return cast(Assessment, found)


def _plain(value: Any, pools: dict[str, dict[Any, int]], lists: dict[str, list[Plain]]) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return value if abs(value) < float("inf") else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item, pools, lists) for item in value]
    name = type(value).__name__
    if name not in pools:
        return _record(value, pools, lists)
    if value not in pools[name]:
        written = _record(value, pools, lists)
        pools[name][value] = len(lists[name])
        lists[name].append(written)
    return pools[name][value]


def _record(value: Any, pools: dict[str, dict[Any, int]], lists: dict[str, list[Plain]]) -> Plain:
    return {name: _plain(getattr(value, name), pools, lists) for name in _names(cast(Hashable, type(value)))}


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)))


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(cast(Any, kind))


class _Reader:
    """Reads plain data back by type hints, each shared value made once."""

    def __init__(self, shared: dict[str, list[Plain]]) -> None:
        self.shared = shared
        self.made: dict[tuple[type, int], Any] = {}

    def read(self, hint: Any, given: Plain) -> Any:
        if get_origin(hint) in (Union, types.UnionType):
            return None if given is None else self.read(_other_than_none(hint), given)
        if get_origin(hint) is tuple:
            inner = get_args(hint)[0]
            return tuple([self.read(inner, item) for item in given])
        if hint in SHARED:
            return self._shared(hint, given)
        if is_dataclass(hint):
            return self._record(hint, given)
        reader = _SIMPLE.get(hint)
        return reader(given) if reader else hint(given)

    def _shared(self, hint: Any, place: int) -> Any:
        key = (hint, place)
        if key not in self.made:
            self.made[key] = self._record(hint, self.shared[hint.__name__][place])
        return self.made[key]

    def _record(self, hint: Any, given: dict[str, Plain]) -> Any:
        hints = _hints(hint)
        # A field that a run stored before it came to be lacks has its default; one without a default is a fault.
        return hint(**{name: self.read(hints[name], given[name]) for name in _names(hint) if name in given})


@cache
def _other_than_none(hint: Any) -> Any:
    (inner,) = (one for one in get_args(hint) if one is not type(None))
    return inner


def _same(value: Any) -> Any:
    return value


_SIMPLE: dict[Any, Callable[[Any], Any]] = {
    str: _same,
    int: _same,
    bool: _same,
    float: float,
    date: date.fromisoformat,
}

"""Reading a table of a reviewed file key by key, noting everything that is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sulis.catalogue.toml import Document, Where
from sulis.vocabulary import Fault, InputRefused

ID = re.compile(r"[a-z][a-z0-9_]{0,60}")
_ID_RULE = "An id is small letters, digits and underscores, and starts with a letter."
_Word = TypeVar("_Word", bound=StrEnum)


def closest(given: object, known: Iterable[str]) -> str:
    """A sentence that suggests the known word nearest to what was given, or lists the known words.

    Examples
    --------
    >>> closest("Robery", ["Robbery", "Burglary"])
    'Did you mean "Robbery"?'
    """
    words = sorted(known)
    by_small = {word.lower(): word for word in words}
    small = str(given).lower()
    near = difflib.get_close_matches(small, by_small, n=1, cutoff=0.6)
    near = near or [word for word in by_small if len(small) > 2 and (small in word or word in small)]
    if near:
        return f'Did you mean "{by_small[near[0]]}"?'
    shown = ", ".join(words[:20]) + (", ..." if len(words) > 20 else "")
    return f"Known: {shown}." if words else "None is known."


@dataclass
class Report:
    """All faults of one file."""

    document: Document
    faults: list[Fault] = field(default_factory=list)

    def add(self, where: Where, given: str, rule: str, remedy: str) -> None:
        """Note one fault at the key ``where``."""
        keys = [str(step) for step in where if isinstance(step, str)]
        self.faults.append(
            Fault(self.document.name, self.document.line(where), ".".join(keys) or None, given, rule, remedy)
        )

    def refuse_if_faulty(self) -> None:
        """Raise InputRefused with every fault, in the order of the file, when there is any."""
        if self.faults:
            raise refusal(self.document.name, self.faults, "Put each fault right and check the file again.")


def refusal(name: str, faults: Iterable[Fault], remedy: str) -> InputRefused:
    """The error that tells every fault of ``name``, file by file and from top to bottom."""
    told = tuple(sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.column or "")))
    count = "1 fault" if len(told) == 1 else f"{len(told)} faults"
    return InputRefused(f"{name} has {count}", remedy, told)


@dataclass
class Table:
    """One table of a file. Each ``take`` method reads a key once; `finish` reports the keys that nobody asked for."""

    report: Report
    values: dict[str, Any]
    where: Where = ()
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, report: Report) -> Table:
        """The top level of a document."""
        return cls(report, report.document.values)

    def fault(self, key: str, given: str, rule: str, remedy: str) -> None:
        """Note a fault at one of this table's keys."""
        self.report.add((*self.where, key), given, rule, remedy)

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, *, why: str = "", required: bool = True) -> str:
        """Text that is not blank; empty when absent and not required. ``why`` says in the fault why it is asked for."""
        value = self._take(key, required, why)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, _shown(value), f"{key} is text.", f'Write {key} = "..." in quotes.')
            return ""
        if required and not value.strip():
            self.fault(key, "nothing between the quotes", f"{key} is required. {why}".strip(), f"Write {key}.")
        return " ".join(value.split())

    def id(self, key: str = "id") -> str:
        """An identifier."""
        value = self.text(key)
        if value and not ID.fullmatch(value):
            better = re.sub(r"[^a-z0-9]+", "_", value.lower()).strip("_")
            remedy = f'Did you mean "{better}"?' if ID.fullmatch(better) else "Choose another."
            self.fault(key, f'"{value}"', _ID_RULE, remedy)
        return value

    def word(self, key: str, known: Iterable[str], *, required: bool = True) -> str:
        """One of the known words; empty when absent or unknown."""
        value = self.text(key, required=required)
        if value and value not in set(known):
            self.fault(key, f'"{value}"', f"{key} is one of a fixed list.", closest(value, known))
            return ""
        return value

    def words(self, key: str, known: Iterable[str] | None = None, *, hint: str = "") -> tuple[str, ...]:
        """A list of texts, each among ``known`` when given; empty when absent."""
        value = self._take(key, False, "")
        if value is None:
            return ()
        if not isinstance(value, list) or not value:
            self.fault(key, _shown(value), f"{key} is a list with something in it.", f'Write {key} = ["..."].')
            return ()
        texts = [item for item in value if isinstance(item, str)]
        if len(texts) < len(value):
            odd = next(item for item in value if not isinstance(item, str))
            self.fault(key, _shown(odd), f"Each of {key} is text in quotes. {hint}".strip(), "Put it in quotes.")
        self._refuse_unknown(key, texts, known, hint)
        return tuple(dict.fromkeys(texts))

    def choice(self, key: str, words: type[_Word], *, required: bool = True) -> _Word | None:
        """One member of a closed list; None when absent or unknown."""
        word = self.word(key, words, required=required)
        return words(word) if word else None

    def chosen(self, key: str, words: type[_Word]) -> _Word:
        """One member of a closed list; the first of them stands in for one that is absent or unknown."""
        return self.choice(key, words) or next(iter(words))

    def choices(self, key: str, words: Iterable[_Word]) -> tuple[_Word, ...]:
        """Several members of a closed list, unknown ones left out; empty when absent."""
        known = {str(word): word for word in words}
        return tuple(known[text] for text in self.words(key, known) if text in known)

    def shaped(self, key: str, pattern: str, rule: str, remedy: str) -> str:
        """Text of a given shape."""
        value = self.text(key)
        if value and not re.fullmatch(pattern, value):
            self.fault(key, f'"{value}"', rule, remedy)
        return value

    def whole(self, key: str, low: int, high: int, *, required: bool = True) -> int | None:
        """A whole number from ``low`` to ``high``; None when absent or wrong."""
        value = self._take(key, required, "")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(
                key, _shown(value), f"{key} is a whole number.", f"Write {key} = {low}, without quotes or point."
            )
            return None
        if not low <= value <= high:
            self.fault(key, str(value), f"{key} lies from {low} to {high}.", "Write a number in that range.")
            return None
        return value

    def yes_or_no(self, key: str, *, required: bool = True) -> bool | None:
        """True or false; None when absent or wrong."""
        value = self._take(key, required, "")
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, _shown(value), f"{key} is true or false.", f"Write {key} = true, without quotes.")
        return None

    def day(self, key: str) -> date:
        """A calendar day; the first day there is when absent or wrong."""
        value = self._take(key, True, "")
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self.fault(key, _shown(value), f"{key} is a day that exists.", f"Write {key} = 2026-03-31, without quotes.")
        return date.min

    def day_if_given(self, key: str) -> date | None:
        """A calendar day; None when absent or wrong."""
        self.asked.add(key)
        day = self.day(key) if self.has(key) else date.min
        return None if day == date.min else day

    def table(self, key: str, *, required: bool = True, why: str = "") -> Table:
        """The table under ``key``; an empty one when absent or wrong."""
        value = self._take(key, required, why)
        if value is not None and not isinstance(value, dict):
            self.fault(key, _shown(value), f"{key} is a table.", f"Write [{key}] and its keys below it.")
        return Table(self.report, value if isinstance(value, dict) else {}, (*self.where, key))

    def tables(self, key: str, *, required: bool = True, why: str = "") -> list[Table]:
        """The tables written [[key]], in order."""
        value = self._take(key, required, why)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, _shown(value), f"{key} is a list of tables.", f"Write [[{key}]] before each one.")
            return []
        return [Table(self.report, item, (*self.where, key, place)) for place, item in enumerate(value)]

    def named_tables(self, key: str) -> dict[str, Table]:
        """The tables written [key.name], by name; none when absent."""
        outer = self.table(key, required=False)
        return {name: outer.table(name) for name in outer.values}

    def finish(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.fault(key, f'the key "{key}"', "No such key stands here.", closest(key, self.asked))

    def _take(self, key: str, required: bool, why: str) -> Any:
        self.asked.add(key)
        if key in self.values:
            return self.values[key]
        if required:
            self.fault(key, f"no {key}", f"{key} is required. {why}".strip(), f"Add {key}.")
        return None

    def _refuse_unknown(self, key: str, texts: list[str], known: Iterable[str] | None, hint: str) -> None:
        if known is None:
            return
        names = set(known)
        for text in texts:
            if text not in names:
                self.fault(key, f'"{text}"', hint or f"Each of {key} is one of a fixed list.", closest(text, names))


def _shown(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a table"}
    kind = kinds.get(type(value), "a date" if isinstance(value, date) else "a value")
    text = repr(value) if isinstance(value, (int, float, str)) else str(value)
    return f"{kind}: {text[:60]}"

"""A first mapping for a layout that nobody has described yet. Every line of it is a guess, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadOnly
from difflib import SequenceMatcher

from sulis.catalogue.mappings import ColumnMap, FileLayout, Mapping, Part, ReleaseRule
from sulis.catalogue.mappings.check import FILLED_BY_US
from sulis.catalogue.mappings.model import NotTaken
from sulis.sources.mapped.looking import NO, UNKNOWN, YES, Form, Look, Seen
from sulis.tables import MISSING, Column, Table
from sulis.vocabulary import Missing

LEAST = 0.45
"""Below this likeness a column is left for a person to fill: a wrong guess is worse than none."""
_NOISE = frozenset(
    ["the", "of", "a", "an", "by", "in", "for", "and", "or", "is", "as", "was", "its", "that", "with", "no"]
)
_ALIKE = {
    **dict.fromkeys(("on", "at", "month", "day", "time", "dt"), "date"), **dict.fromkeys(("from", "begin"), "start"),
    **dict.fromkeys(("to", "until"), "end"), **dict.fromkeys(("lad", "la", "msoa", "ward", "authority"), "area"),
    **dict.fromkeys(("hospital", "provider"), "site"), **dict.fromkeys(("arrival", "attended", "attendance"), "arrived"),
    "gender": "sex", "crime": "offence", "occurred": "committed", "incident": "assault", "count": "number", "total": "number",
    "val": "value", "denom": "denominator", "numer": "numerator", "yr": "year", "qtr": "quarter", "cat": "category",
    "eth": "ethnicity",
}  # fmt: skip
"""Words of headers that stand for another word of a table."""
_SUPPRESSED = ("*", "c", "[c]", "suppressed", "~", "low", "[low]", "s")
_NOT_APPLICABLE = ("z", "[z]", "n/a", "na", "not applicable")
_NOT_COLLECTED = ("[w]", "not collected")
WHY_LEFT = "the table has no place for it"


def propose(
    seen: Look, table: Table, source: str, *, id: str, title: str, layout: FileLayout = FileLayout()
) -> Mapping:
    """A mapping of the file into the table, guessed from words, kinds of cells and codes. It may lack columns, and break rules.

    Headers that no column is filled from are listed as left at the door, so that a file about people can be taken at all.
    """
    wanted = [c for c in table.columns if c.name not in FILLED_BY_US and not c.name.endswith(MISSING)]
    pairs = _pairs(wanted, seen.columns, table)
    columns = tuple(_filled(column, pairs[column.name], table) for column in wanted if column.name in pairs)
    used = {each.header for each in pairs.values()}
    left = tuple(NotTaken(each.header, WHY_LEFT) for each in seen.columns if each.header not in used)
    days = [c.to for c in columns if table.column(c.to).sql_type in ("DATE", "TIMESTAMP")]
    release = ReleaseRule(series=source.replace("_", "-"), period_from=days[0] if days else "")
    return Mapping(id, title, source, table.name, layout, release, columns, left, (), None, False, False)


def _pairs(wanted: Sequence[Column], seen: Sequence[Seen], table: Table) -> dict[str, Seen]:
    """Each column with its likeliest header; a header goes to the one column that it is most like."""
    scored = sorted(
        ((_likeness(column, each, column.name in table.quantities), -place, column.name, each)
         for column in wanted for place, each in enumerate(seen)),
        key=lambda row: row[:3], reverse=True,
    )  # fmt: skip
    pairs: dict[str, Seen] = {}
    taken: set[str] = set()
    for score, _place, name, each in scored:
        if score >= LEAST and name not in pairs and each.header not in taken:
            pairs[name] = each
            taken.add(each.header)
    return pairs


def _likeness(column: Column, seen: Seen, quantity: bool) -> float:
    """From 0 to about 1.8: how alike the words are, more where the codes are of the list, nothing where the cells cannot be it."""
    if seen.form is Form.EMPTY or not _can_be(column, seen):
        return 0.0
    name, header, meaning = _words(column.name), _words(seen.header), _words(column.meaning)
    shared = sum(1 for word in name if any(_alike(word, other) for other in header))
    score = 0.5 * shared / max(len(name), 1) + 0.5 * shared / max(len(header), 1)
    score += 0.25 * len((header - name) & meaning) / max(len(header), 1)
    if column.allowed and seen.codes:
        known = sum(1 for code in seen.codes if _nearest(code, column.allowed))
        score = score + 0.5 * known / len(seen.codes) if known else 0.0
    elif column.allowed and not seen.dates:
        score *= 0.6
    return score + (0.1 if score and quantity and seen.form is Form.NUMBER else 0.0)


def _can_be(column: Column, seen: Seen) -> bool:
    if column.sql_type == "BOOLEAN":
        return seen.form is Form.YES_NO
    if column.sql_type in ("DATE", "TIMESTAMP"):
        return bool(seen.dates)
    if column.number:
        return seen.form in (Form.NUMBER, Form.YES_NO)
    return True


def _filled(column: Column, seen: Seen, table: Table) -> ColumnMap:
    about: dict[str, object] = {"to": column.name, "headers": (seen.header,)}
    if column.name in table.quantities:
        about["missing"] = dict(_missing(seen))
    elif column.sql_type == "BOOLEAN":
        words = {word: word.casefold() for word in seen.codes}
        about["yes"] = tuple(word for word, small in words.items() if small in YES) or ("Yes",)
        about["no"] = tuple(word for word, small in words.items() if small in NO) or ("No",)
        about["unknown"] = _unknown(column, words, {*YES, *NO})
    elif column.sql_type in ("DATE", "TIMESTAMP") or (column.allowed and seen.dates):
        about["dates"], about["part"] = seen.dates, _part(column)
    elif column.allowed:
        about["codes"] = dict(_codes(column, seen))
        about["unknown"] = _unknown(column, {w: w.casefold() for w in seen.codes if w not in about["codes"]}, set())  # type: ignore[operator]
    return ColumnMap(**about)  # type: ignore[arg-type]


def _part(column: Column) -> Part | None:
    for part in (Part.MONTH, Part.QUARTER, Part.WEEKDAY, Part.HOURS):
        if part.value in column.name:
            return part
    return Part.DAY if column.sql_type == "DATE" else None


def _codes(column: Column, seen: Seen) -> Iterator[tuple[str, str]]:
    for code in seen.codes:
        near = _nearest(code, column.allowed)
        if near:
            yield code, near


def _nearest(code: str, allowed: Sequence[str]) -> str:
    """The value that a code most likely means: the same words, or the only one that begins so, or one nearly the same."""
    small, values = code.casefold().strip(), {value.casefold(): value for value in allowed}
    if small in values:
        return values[small]
    begins = [value for value in values if small and value.startswith(small)]
    if len(begins) == 1:
        return values[begins[0]]
    near = max(values, key=lambda value: SequenceMatcher(None, small, value).ratio(), default="")
    return values[near] if near and SequenceMatcher(None, small, near).ratio() >= 0.8 else ""


def _unknown(column: Column, words: ReadOnly[str, str], aside: set[str]) -> tuple[str, ...]:
    if not column.nullable:
        return ()
    return tuple(word for word, small in words.items() if small in UNKNOWN and small not in aside)


def _missing(seen: Seen) -> Iterator[tuple[str, Missing]]:
    """What each mark that is no number means; an empty cell was not received."""
    yield "", Missing.NOT_RECEIVED
    for mark in seen.marks:
        small = mark.casefold()
        if small in _SUPPRESSED or small.startswith("<"):
            yield mark, Missing.SUPPRESSED
        elif small in _NOT_APPLICABLE:
            yield mark, Missing.NOT_APPLICABLE
        elif small in _NOT_COLLECTED:
            yield mark, Missing.NOT_COLLECTED
        else:
            yield mark, Missing.NOT_RECEIVED


def _alike(word: str, other: str) -> bool:
    """The same word, nearly the same, or the beginning of it."""
    short, long = sorted((word, other), key=len)
    if len(short) < 3:
        return word == other
    return long.startswith(short) or (len(short) > 3 and SequenceMatcher(None, word, other).ratio() >= 0.8)


def _words(text: str) -> frozenset[str]:
    """The words of a header or a name, without noise, the shorter forms written out.

    >>> sorted(_words("VictimGender_code"))
    ['code', 'sex', 'victim']
    """
    parts = re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text).lower())
    return frozenset(_ALIKE.get(part, part) for part in parts if part and part not in _NOISE)

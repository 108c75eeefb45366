"""A mapping written as the file that it is read from, so that what a person filled in can be reviewed and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import fields

from sulis.catalogue.mappings.model import ColumnMap, FileLayout, Mapping

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def to_toml(mapping: Mapping) -> str:
    """The TOML of a mapping. Reading it with `read_mapping` gives the same mapping again, where it keeps every rule.

    What is left at its default is left out. A mapping that breaks a rule is written all the same: reading it tells the faults.
    """
    lines = [_pair("id", mapping.id), _pair("title", mapping.title), _pair("source", mapping.source)]
    lines.append(_pair("table", mapping.table_name))
    lines += [f"{name} = true" for name in ("open_headers", "provisional") if getattr(mapping, name)]
    lines += _table("[file]", _file(mapping.file))
    lines += _table("[release]", {f.name: getattr(mapping.release, f.name) for f in fields(mapping.release)})
    for column in mapping.columns:
        lines += ["", "[[column]]", *_column(column)]
    if mapping.unpivot:
        wide = mapping.unpivot
        lines += _table("[unpivot]", {"headers": wide.headers, "name": wide.name, "value": wide.value})
        lines += [f"also = {_inline(wide.also)}"] if wide.also else []
    for left in mapping.not_taken:
        lines += _table("[[not_taken]]", {"header": left.header, "why": left.why})
    for rule in mapping.leave_out:
        lines += ["", "[[leave_out]]", _pair("from", rule.header), f"is = {_list(rule.values)}", _pair("why", rule.why)]
    return "\n".join(lines) + "\n"


def _column(column: ColumnMap) -> Iterator[str]:
    yield _pair("to", column.to)
    if column.headers:
        yield _pair("from", column.headers[0]) if len(column.headers) == 1 else f"from = {_list(column.headers)}"
    for name, words in (("joined", column.joined), ("unknown", column.unknown), ("dates", column.dates)):
        if words:
            yield f"{name} = {_list(words)}"
    for name, words in (("yes", column.yes), ("no", column.no)):
        if words:
            yield f"{name} = {_list(words)}"
    for name, text in (("value", column.value), ("take", column.take), ("part", column.part), ("label", column.label)):
        if text:
            yield _pair(name, str(text))
    for name, table in (("codes", column.codes), ("missing", column.missing)):
        if table:
            yield f"{name} = {_inline(table)}"
    yield from (f"{name} = true" for name in ("as_it_stands", "optional") if getattr(column, name))


def _file(layout: FileLayout) -> dict[str, object]:
    default = FileLayout()
    told: dict[str, object] = {
        f.name: getattr(layout, f.name)
        for f in fields(layout)
        if getattr(layout, f.name) != getattr(default, f.name)
    }
    if "delimiter" in told:
        told["delimiter"] = _DELIMITERS.get(layout.delimiter, layout.delimiter)
    return told


def _table(head: str, told: ReadOnly[str, object]) -> list[str]:
    kept = [f"{key} = {value}" if isinstance(value, int) else _pair(key, str(value)) for key, value in told.items() if value]
    return ["", head, *kept] if kept else []


def _pair(key: str, value: str) -> str:
    return f"{key} = {_text(value)}"


def _list(words: tuple[str, ...]) -> str:
    return f"[{', '.join(_text(word) for word in words)}]"


def _inline(table: ReadOnly[str, str]) -> str:
    return "{ " + ", ".join(f"{_text(key)} = {_text(str(value))}" for key, value in table.items()) + " }"


def _text(value: str) -> str:
    r"""A TOML string: what JSON writes is one, but for the one character that TOML bars and JSON does not.

    >>> _text('a "b"')
    '"a \\"b\\""'
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""A mapping written as the file that it is read from, so that what a person filled in can be reviewed and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping as ReadOnly
from dataclasses import fields

from sulis.catalogue.mappings.model import ColumnMap, FileLayout, Mapping, Repeats

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def to_toml(mapping: Mapping) -> str:
    """The TOML of a mapping. Reading it with `read_mapping` gives the same mapping again, where it keeps every rule.

    What is left at its default is left out. A mapping that breaks a rule is written all the same: reading it tells the faults.
    """
    lines = [_pair("id", mapping.id), _pair("title", mapping.title), _pair("source", mapping.source)]
    lines.append(_pair("table", mapping.table_name))
    lines += [f"{name} = true" for name in ("open_headers", "provisional") if getattr(mapping, name)]
    lines += [] if mapping.repeats is Repeats.SET_ASIDE else [_pair("repeats", mapping.repeats)]
    lines += _table("[file]", _file(mapping.file))
    lines += _table("[release]", {f.name: getattr(mapping.release, f.name) for f in fields(mapping.release)})
    for column in mapping.columns:
        lines += _table("[[column]]", _column(column))
    if mapping.unpivot:
        lines += _table("[unpivot]", {f.name: getattr(mapping.unpivot, f.name) for f in fields(mapping.unpivot)})
    for left in mapping.not_taken:
        lines += _table("[[not_taken]]", {"header": left.header, "why": left.why})
    for rule in mapping.leave_out:
        lines += _table("[[leave_out]]", {"from": rule.header, "is": rule.values, "why": rule.why})
    return "\n".join(lines) + "\n"


def _column(column: ColumnMap) -> dict[str, object]:
    told: dict[str, object] = {f.name: getattr(column, f.name) for f in fields(column)}
    headers = told.pop("headers")
    assert isinstance(headers, tuple)
    head = {"to": told.pop("to"), "from": headers[0] if len(headers) == 1 else headers}
    missing = {cell: kind.name.lower().replace("_", " ") for cell, kind in column.missing.items()}
    return {**head, **told, "missing": missing}


def _file(layout: FileLayout) -> dict[str, object]:
    default = FileLayout()
    told: dict[str, object] = {
        f.name: getattr(layout, f.name) for f in fields(layout) if getattr(layout, f.name) != getattr(default, f.name)
    }
    if "delimiter" in told:
        told["delimiter"] = _DELIMITERS.get(layout.delimiter, layout.delimiter)
    return told


def _table(head: str, told: ReadOnly[str, object]) -> list[str]:
    kept = [_pair(key, value) for key, value in told.items() if value]
    return ["", head, *kept] if kept else []


def _pair(key: str, value: object) -> str:
    return f"{key} = {_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_text(word) for word in value)}]"
    if isinstance(value, ReadOnly):
        return "{ " + ", ".join(f"{_text(key)} = {_text(str(each))}" for key, each in value.items()) + " }"
    return _text(str(value))


def _text(value: str) -> str:
    r"""A TOML string: what JSON writes is one, but for the one character that TOML bars and JSON does not.

    >>> _text('a "b"')
    '"a \\"b\\""'
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

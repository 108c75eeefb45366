"""A file's headers beside those that a mapping names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulis.catalogue.mappings import ColumnMap, Mapping
from sulis.catalogue.patterns import whole
from sulis.catalogue.reader import closest
from sulis.vocabulary import Fault


def folded(header: str) -> str:
    """A header as it is compared: small letters, one space between words."""
    return " ".join(header.split()).casefold()


@dataclass(frozen=True, slots=True)
class Headers:
    """Which cell answers each header. Cells are named ``c0``, ``c1`` and so on; those of a wide file ``u_name`` and ``u_value``."""

    given: tuple[str, ...]
    cells: dict[str, str]

    def cell(self, *names: str) -> str | None:
        """The cell of the first of these headers that the file has; None when it has none of them."""
        return next((self.cells[folded(name)] for name in names if folded(name) in self.cells), None)


def match(given: Sequence[str], mapping: Mapping) -> Headers:
    """The headers of a file, with the two that a wide file gains when it is made long."""
    cells = {folded(header): f"c{place}" for place, header in enumerate(given) if header}
    if mapping.unpivot:
        cells[folded(mapping.unpivot.name)], cells[folded(mapping.unpivot.value)] = "u_name", "u_value"
        cells |= {folded(name): f"u_also_{place}" for place, name in enumerate(mapping.unpivot.also)}
    return Headers(tuple(given), cells)


def widened(given: Sequence[str], mapping: Mapping) -> dict[int, str]:
    """By the place of each header that becomes rows: what it is called there, which is what the pattern's group finds, or all of it."""
    return whole(given, mapping.unpivot.headers) if mapping.unpivot else {}


def beside(given: Sequence[str], mapping: Mapping) -> list[list[int | None]]:
    """For each further cell of a wide file, the place of its header beside each widened one; None where there is none."""
    places = {folded(header): place for place, header in enumerate(given)}
    forms = mapping.unpivot.also.values() if mapping.unpivot else ()
    labels = widened(given, mapping).values()
    return [[places.get(folded(form.replace("{}", text))) for text in labels] for form in forms]


def absent(name: str, headers: Headers, row: int, mapping: Mapping) -> list[Fault]:
    """A fault for each header that the mapping needs and the file does not have."""
    needed = [column for column in mapping.columns if not column.optional]
    faults = [
        _absent(name, row, column.headers, headers)
        for column in needed
        if column.headers and headers.cell(*column.headers) is None
    ]
    faults += [_absent(name, row, (part,), headers) for c in needed for part in c.joined if headers.cell(part) is None]
    faults += [
        _absent(name, row, c.first_of, headers) for c in needed if c.first_of and headers.cell(*c.first_of) is None
    ]
    wanted = [rule.header for rule in mapping.leave_out if headers.cell(rule.header) is None]
    return faults + [_absent(name, row, (header,), headers) for header in wanted]


def unnamed(headers: Headers, mapping: Mapping) -> tuple[str, ...]:
    """The headers that the mapping says nothing of."""
    named = {folded(name) for column in mapping.columns for name in (*column.headers, *column.joined, *column.first_of)}
    named |= {folded(one.header) for one in mapping.not_taken} | {folded(rule.header) for rule in mapping.leave_out}
    wide = {*widened(headers.given, mapping), *(place for row in beside(headers.given, mapping) for place in row)}
    return tuple(
        header
        for place, header in enumerate(headers.given)
        if folded(header) not in named and place not in wide and header
    )


def taken(headers: Headers, columns: Sequence[ColumnMap]) -> tuple[str, ...]:
    """The headers from which a column is filled, as the file writes them."""
    cells = {headers.cell(*column.headers) for column in columns if column.headers}
    return tuple(header for place, header in enumerate(headers.given) if f"c{place}" in cells)


def _absent(name: str, row: int, wanted: tuple[str, ...], headers: Headers) -> Fault:
    """Only a header much like the one that is wanted is named: where a file has none, its first row tells of somebody."""
    near = closest(wanted[0], [header for header in headers.given if header])
    hint = f"{near} " if near.startswith("Did you mean") else ""
    said = " or ".join(f'"{one}"' for one in wanted)
    return Fault(
        name, row, wanted[0], f"no column headed {said}",
        "The mapping reads it.",
        f"{hint}If the layout has changed, change the mapping.",
    )  # fmt: skip

"""Files of one layout as jobs for `sulis.delivery`: one a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from sulis.catalogue.mappings import Mapping
from sulis.catalogue.patterns import found as found_in
from sulis.catalogue.sources import load_source_card
from sulis.sources.files import Limits
from sulis.sources.mapped.headers import unnamed
from sulis.sources.mapped.judging import Rows, judge
from sulis.sources.mapped.reading import Read, read, scratch
from sulis.sources.mapped.rules import Rule
from sulis.store import Job, KnownReleases, Offered, Refused, Tidied, handed_over
from sulis.store.sql import literal
from sulis.tables import Column, is_made_up
from sulis.vocabulary import Fault

_PLACES = ("force", "force_name", "area_code", "lsoa_code", "location_area", "site_code", "school_code")


def offer(
    paths: Iterable[Path], mapping: Mapping, *, limits: Limits, series: str = "", period: str = "", name_ends: str = ""
) -> Offered:
    """A job for each file. ``series`` and ``period`` stand in place of what the mapping says; in a folder only files whose names
    end with one of the words of ``name_ends`` (parted by spaces) are taken, and the others are passed by.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    offered = Offered(secret=not load_source_card(mapping.source).open_data)
    for path, named_by_hand in handed_over(paths, offered.ignored):
        if named_by_hand or path.name.endswith(tuple(name_ends.split()) or ("",)):
            offered.jobs.append(_job(path, mapping, limits, series, period))
        else:
            offered.ignored.append(str(path))
    if not offered.jobs:
        offered.refused.append(
            Fault(
                "the files given", None, None, "no file that this mapping could read", "At least one file is needed.",
                "Name the file itself.",
            )
        )  # fmt: skip
    return offered


def _job(path: Path, mapping: Mapping, limits: Limits, series: str, period: str) -> Job:
    def run(connection: duckdb.DuckDBPyConnection, aside: Path, known: KnownReleases) -> Tidied:
        card = load_source_card(mapping.source)
        name = f"m_{aside.stem}"
        with scratch(aside, secret=not card.open_data) as place:
            try:
                found = read(connection, path, place, mapping, limits, name)
            except Refused as refused:
                return Tidied(card, mapping.table_name, "", "", (), 0, refused=True, faults=(refused.fault,))
        if not isinstance(found, Read):
            sheet, faults = found
            return Tidied(
                card, mapping.table_name, "", "", (sheet.raw,), sheet.rows, refused=True, faults=tuple(faults),
                header=sheet.header,
            )  # fmt: skip
        return _Judged(connection, found, mapping, series, period).tidied(known)

    return run


class _Judged:
    """The rows of one file on their way to a release."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, found: Read, mapping: Mapping, series: str, period: str
    ) -> None:
        self.connection, self.found, self.mapping = connection, found, mapping
        self.card = load_source_card(mapping.source)
        self.series, self.period = series, period

    def tidied(self, known: KnownReleases) -> Tidied:
        found, mapping = self.found, self.mapping
        rules = (*found.rules, *self._key_rule())
        verdict = judge(self.connection, Rows(found.name, found.sheet.name, rules, found.sheet.faults, found.line_of))
        if verdict.refused:
            return self._refused(verdict.rows, list(verdict.faults) or [self._empty()])
        series, period, trouble = self._slot()
        if trouble:
            return self._refused(verdict.rows, trouble)
        slot = (mapping.table.kept_with, series, period)
        made_up = self._made_up(series)
        card = self.card.as_made_up() if made_up else self.card
        if known.holds(found.sheet.raw, slot):
            return Tidied(card, *slot, (found.sheet.raw,), 0)
        return Tidied(
            card, *slot, (found.sheet.raw,), verdict.rows, rows_quarantined=verdict.set_aside, made_up=made_up,
            faults=verdict.faults, caveats=self._caveats(),
            rows={mapping.table_name: self._select(series, period)}, header=found.sheet.header,
            unnamed=unnamed(found.headers, mapping), provisional=mapping.provisional,
        )  # fmt: skip

    def _key_rule(self) -> list[Rule]:
        key = self.mapping.table.key
        if not key:
            return []
        listed = ", ".join(key)
        first = f"SELECT min(row_number) FROM {self.found.name} GROUP BY {listed}"
        return [
            Rule(
                key[-1], f"row_number IN ({first})", "a row for something that an earlier row tells already",
                f"One row for each {', '.join(name.replace('_', ' ') for name in key)}.", "Keep the right one of the two.",
            )
        ]  # fmt: skip

    def _slot(self) -> tuple[str, str, list[Fault]]:
        rule, name = self.mapping.release, self.found.sheet.raw.name
        series = self.series or rule.series
        period = self.period or rule.period
        if not series and rule.series_in_name:
            series = found_in(name, rule.series_in_name)
        if not period and rule.period_in_name:
            period = found_in(name, rule.period_in_name)
        if not series and rule.series_from:
            series = self._only(rule.series_from)
        if not period and rule.period_from:
            period = self._span(rule.period_from)
        trouble = [self._untold(what) for what, told in (("series", series), ("period", period)) if not told]
        return _path_word(series), _path_word(period), trouble

    def _only(self, column: str) -> str:
        query = f"SELECT min({column})::VARCHAR, count(DISTINCT {column}) FROM {self.found.name}"
        row = self.connection.execute(query).fetchone()
        return row[0] if row and row[1] == 1 and row[0] else ""

    def _span(self, column: str) -> str:
        last = (
            f"max({column}) + INTERVAL 2 MONTH" if column == "quarter" else f"max({column})"
        )  # it holds the first day
        query = f"SELECT strftime(min({column}), '%Y-%m'), strftime({last}, '%Y-%m') FROM {self.found.name}"
        row = self.connection.execute(query).fetchone()
        if not row or not row[0]:
            return ""
        return str(row[0]) if row[0] == row[1] else f"{row[0]}_{row[1]}"

    def _made_up(self, series: str) -> bool | None:
        """None for what is neither: open statistics that say nothing of any place, such as weights by offence."""
        held = [name for name in _PLACES if name in self.mapping.table.names]
        for column in held:
            rows = self.connection.execute(
                f"SELECT DISTINCT {column} FROM {self.found.name} WHERE {column} IS NOT NULL LIMIT 5000"
            )
            codes = [row[0] for row in rows.fetchall()]
            if any(is_made_up(code) for code in codes):
                return True
            if codes:
                return False
        if is_made_up(series):
            return True
        return False if self.mapping.table.restricted else None

    def _select(self, series: str, period: str) -> str:
        told = {"series": series, "period": period}
        table = self.mapping.table
        filled = {
            c.to: _of_release(told[c.of_release], table.column(c.to)) for c in self.mapping.columns if c.of_release
        }
        names = [f"{filled[name]} AS {name}" if name in filled else name for name in table.names if name != "release"]
        return f"SELECT {', '.join(names)} FROM {self.found.name}"

    def _caveats(self) -> tuple[str, ...]:
        told = [*self.found.sheet.caveats, *self.found.repeats]
        for rule in self.mapping.leave_out:
            told.append(f"Rows whose {rule.header} is {_some(rule.values)} were left out: {rule.why}")
        if self.found.left_out:
            told.append(f"Rows left out on purpose: {self.found.left_out:,}.")
        extra = unnamed(self.found.headers, self.mapping)
        if extra and self.mapping.open_headers:
            told.append(f"Columns that the mapping does not name were not taken: {', '.join(extra)}.")
        return tuple(told)

    def _refused(self, rows: int, faults: list[Fault]) -> Tidied:
        sheet = self.found.sheet
        self.connection.execute(f"DROP TABLE IF EXISTS {self.found.name}")
        return Tidied(
            self.card, self.mapping.table.kept_with, "", "", (sheet.raw,), rows, refused=True, faults=tuple(faults),
            header=sheet.header,
        )  # fmt: skip

    def _empty(self) -> Fault:
        return Fault(
            self.found.sheet.name, self.found.sheet.header_row, None, "a header and no rows that can be taken",
            "A delivery has rows: nothing delivered is not the same as zero.", "Ask the sender whether the file is whole.",
        )  # fmt: skip

    def _untold(self, what: str) -> Fault:
        return Fault(
            self.found.sheet.name, None, None, f"a file that does not tell its {what}",
            f"The mapping says where the {what} stands, and it was not found there, or not the same throughout.",
            f"Give the file its usual name, or say it with --{what}.",
        )  # fmt: skip


def _some(values: Sequence[str]) -> str:
    """A few cells in words."""
    shown = [f'"{value}"' if value else "empty" for value in values[:2]]
    more = len(values) - len(shown)
    return " or ".join([*shown, *([f"one of {more} others"] if more else [])])


def _of_release(told: str, column: Column) -> str:
    """A release's series or period as the value of a column: a month is told by its first day."""
    return f"{literal(told[:7] + '-01' if column.sql_type == 'DATE' else told)}::{column.sql_type}"


def _path_word(text: str) -> str:
    """A series or period as it can stand in a path."""
    return "".join(c if c.isalnum() or c in "._-" else "-" for c in text).strip("-.").lower()

"""Each chart as files of its own: a CSV of bare values and an SVG with its title and source."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sulis.publish.documents.charts import Drawing, standalone
from sulis.publish.documents.model import Cell, ChartBlock, DataTable, Document, TableBlock
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.tables import chart_data
from sulis.publish.documents.text import plain_text, slug
from sulis.vocabulary import Audience
from sulis.year.needs.model import Assessment

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_figure_tables(document: Document, folder: Path) -> list[Path]:
    """Write ``<chart>.csv`` and ``<chart>.svg`` for every chart, and a CSV for every other table; the paths in the order written.

    Texts that a spreadsheet would run as a formula are written with an apostrophe before them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for chart in document.charts:
        written.append(_write(folder / f"{chart.id}.csv", csv_text(chart.data)))
        written.append(_write(folder / f"{chart.id}.svg", _picture(chart)))
    for finding in document.findings:
        for table in finding.tables:
            written.append(_write(folder / f"{table.id}.csv", csv_text(_bare(table))))
    return written


def write_data_tables(assessment: Assessment, audience: Audience, folder: Path) -> list[Path]:
    """Write ``<chart>.csv`` for every chart that the audience may see, without drawing any: for runs without documents."""
    folder.mkdir(parents=True, exist_ok=True)
    seen = [see_finding(finding, audience) for chapter in assessment.chapters for finding in chapter.findings]
    charts = [chart for finding in seen for chart in finding.charts]
    return [_write(folder / f"{slug(chart.id)}.csv", csv_text(chart_data(chart))) for chart in charts]


def csv_text(data: DataTable) -> str:
    """The table as CSV: UTF-8 text, one header row, an empty cell where there is no value."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\n")
    writer.writerow(data.header)
    writer.writerows([safe_cell(cell) for cell in row] for row in data.rows)
    return kept.getvalue()


def safe_cell(cell: Cell) -> Cell:
    """The cell as it may go into a spreadsheet: a text that would be taken for a formula gets an apostrophe before it.

    Examples
    --------
    >>> safe_cell("=1+1")
    "'=1+1"
    >>> safe_cell(-3)
    -3
    """
    if not isinstance(cell, str):
        return cell
    text = plain_text(cell)
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text


def _picture(chart: ChartBlock) -> str:
    drawing = Drawing(chart.svg, chart.width, chart.height)
    return standalone(drawing, title=chart.title, subtitle=chart.subtitle, source=chart.source)


def _bare(table: TableBlock) -> DataTable:
    return DataTable(table.header, table.rows)


def _write(path: Path, text: str) -> Path:
    path.write_text(plain_text(text), encoding="utf-8", newline="\n")
    return path

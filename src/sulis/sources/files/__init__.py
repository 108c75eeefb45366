"""Reading files safely: text, spreadsheets, Parquet and XML, plain or in archives, into text cells with row numbers."""

from sulis.sources.files.archive import tables_in
from sulis.sources.files.layout import ARCHIVE, UPLOAD, Kind, Layout, Limits, Sheet
from sulis.sources.files.reading import read_table
from sulis.sources.files.streams import Member

__all__ = ["ARCHIVE", "UPLOAD", "Kind", "Layout", "Limits", "Member", "Sheet", "read_table", "tables_in"]

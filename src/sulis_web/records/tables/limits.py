"""How large a table may be, from a file's bytes to one cell."""

from __future__ import annotations

FILE_BYTES = 5 * 1024 * 1024
UNPACKED_BYTES = 50 * 1024 * 1024  # of a workbook, which is a zip file
PARTS = 2000
RATIO = 100  # unpacked to packed, of any one part
ROWS = 20_000
COLUMNS = 1_000
CELL_BYTES = 32 * 1024
SHEET_CELL = 32_767  # characters; a spreadsheet cuts off what is beyond
FAULTS = 500  # in one report; what is beyond is counted

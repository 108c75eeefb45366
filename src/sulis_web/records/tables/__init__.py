"""Records as tables: one schema for import and export, as CSV and as XLSX, with cells that no spreadsheet runs."""

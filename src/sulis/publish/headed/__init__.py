"""A document of headings, paragraphs, lists and tables: a board's report, a meeting's pack, a plan. Words and no charts.

One value gives the page, the Word file and the PDF, so that they say the same.
"""

from sulis.publish.headed.value import HeadedDocument, HeadedPart, HeadedTable, headed_from, headed_json

__all__ = ["HeadedDocument", "HeadedPart", "HeadedTable", "headed_from", "headed_json"]

"""Mappings: how the headers, codes and dates of one layout become the columns of a table."""

from sulis.catalogue.mappings.load import load_mapping, mapping_ids
from sulis.catalogue.mappings.model import ColumnMap, FileLayout, LeaveOut, Mapping, Part, ReleaseRule, Repeats, Unpivot
from sulis.catalogue.mappings.read import read_mapping

__all__ = [
    "ColumnMap",
    "FileLayout",
    "LeaveOut",
    "Mapping",
    "Part",
    "ReleaseRule",
    "Repeats",
    "Unpivot",
    "load_mapping",
    "mapping_ids",
    "read_mapping",
]

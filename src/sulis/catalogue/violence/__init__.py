"""Serious-violence definitions: reviewed files read into typed values."""

from sulis.catalogue.violence.files import catalogue_files
from sulis.catalogue.violence.find import find_definition, list_definitions
from sulis.catalogue.violence.model import (
    AgeOf,
    Answer,
    Arrangement,
    Criteria,
    Definition,
    Example,
    Gap,
    OffenceList,
    Part,
    Reasoning,
    Role,
    Term,
)
from sulis.catalogue.violence.read import load_definition

__all__ = [
    "AgeOf",
    "Answer",
    "Arrangement",
    "Criteria",
    "Definition",
    "Example",
    "Gap",
    "OffenceList",
    "Part",
    "Reasoning",
    "Role",
    "Term",
    "catalogue_files",
    "find_definition",
    "list_definitions",
    "load_definition",
]

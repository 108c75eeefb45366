"""Releases of tables: built aside, validated, put in place in one step, and kept."""

from sulis.store.catalogue_file import read_releases
from sulis.store.coverage import CoverageMonth, late_months
from sulis.store.home import writing
from sulis.store.raw_files import Refused, handed_over, raw_of, read_raw
from sulis.store.reader import Store, open_store
from sulis.store.release import Change, RawFile, Release, ReleaseStatus
from sulis.store.sealed import draw_key, draw_salt, in_memory, key_path, opened, read_key, seal
from sulis.store.tidied import Job, KnownReleases, Offered, Slot, Tidied
from sulis.store.writer import accept, name_of, next_version, reinstate, sha256_of, withdraw

__all__ = [
    "Change",
    "CoverageMonth",
    "Job",
    "KnownReleases",
    "Offered",
    "RawFile",
    "Refused",
    "Release",
    "ReleaseStatus",
    "Slot",
    "Store",
    "Tidied",
    "accept",
    "draw_key",
    "draw_salt",
    "handed_over",
    "in_memory",
    "key_path",
    "late_months",
    "name_of",
    "next_version",
    "open_store",
    "opened",
    "raw_of",
    "read_key",
    "read_raw",
    "read_releases",
    "reinstate",
    "seal",
    "sha256_of",
    "withdraw",
    "writing",
]

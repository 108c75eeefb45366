"""The one HTTP client: listed hosts only, addresses checked and pinned, downloads that resume and are verified."""

from sulis.sources.http.addresses import HOSTS, AddressRefused, Rules
from sulis.sources.http.client import Answer, Client, Unreachable
from sulis.sources.http.download import Fetched, download
from sulis.sources.http.ranges import NoRanges, RangedFile, open_ranged

__all__ = [
    "HOSTS",
    "AddressRefused",
    "Answer",
    "Client",
    "Fetched",
    "NoRanges",
    "RangedFile",
    "Rules",
    "Unreachable",
    "download",
    "open_ranged",
]

"""The one HTTP client: listed hosts only, addresses checked and pinned, downloads that resume and are verified."""

from sulis.sources.http.addresses import HOSTS, PUBLISHER_HOSTS, AddressRefused, Rules
from sulis.sources.http.client import Answer, Client, Unreachable
from sulis.sources.http.dated import check_key, fetch_file, keep_made
from sulis.sources.http.download import Fetched, download
from sulis.sources.http.forms import header_of
from sulis.sources.http.pages import all_pages, json_of
from sulis.sources.http.publishers import client_of
from sulis.sources.http.ranges import NoRanges, RangedFile, open_ranged

__all__ = [
    "HOSTS",
    "PUBLISHER_HOSTS",
    "AddressRefused",
    "Answer",
    "Client",
    "Fetched",
    "NoRanges",
    "RangedFile",
    "Rules",
    "Unreachable",
    "all_pages",
    "check_key",
    "client_of",
    "download",
    "fetch_file",
    "header_of",
    "json_of",
    "keep_made",
    "open_ranged",
]

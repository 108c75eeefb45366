"""Fetch files whose addresses are given, from the hosts of one publisher alone. No page is searched for addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sulis.catalogue.published_files import PublishedFile
from sulis.sources.http import Client, client_of, fetch_file
from sulis.store.fetched_files import KeptFile


def fetch_given(
    publisher: str,
    folder: Path,
    files: Sequence[PublishedFile],
    *,
    at: datetime,
    client: Client | None = None,
    tell: Callable[[str], None] = lambda _line: None,
) -> tuple[KeptFile, ...]:
    """Fetch the files into ``folder``; unchanged ones are left.

    Parameters
    ----------
    publisher
        The publisher as `sulis.sources.http.PUBLISHER_HOSTS` names it: its hosts are asked, and no others.
    folder
        The source's folder of files as received; each file has a folder of its own in it, and there one for each day on
        which it had changed.
    files
        What is fetched: from the source's card, or given by hand.
    at
        When this is done, for the manifests and the names of the folders.
    client
        One with rules of its own, for tests; by default one that asks this publisher's hosts.
    tell
        Called with lines of progress.

    Raises
    ------
    AddressRefused
        When an address is not one of this publisher's. Files before it stay.
    InputRefused
        When what came is not such a file, a web page for instance.
    Unreachable
        When the site breaks off; what had arrived is gone on with next time.
    KeyError
        When no such publisher is listed.
    """
    client = client or client_of(publisher)
    return tuple(fetch_file(client, folder, file, at=at, tell=tell) for file in files)

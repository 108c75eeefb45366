"""The client that each publisher's files are fetched with: it asks that publisher's hosts, and no others."""

from __future__ import annotations

from sulis.sources.http.addresses import PUBLISHER_HOSTS, Rules
from sulis.sources.http.client import Client


def client_of(publisher: str) -> Client:
    """A client for the hosts of one publisher, named as in `PUBLISHER_HOSTS`; KeyError when it is not listed there.

    Examples
    --------
    >>> sorted(client_of("fingertips").rules.hosts)
    ['fingertips.phe.org.uk']
    """
    return Client(Rules(hosts=PUBLISHER_HOSTS[publisher]))

"""Explore Education Statistics as far as fetching goes: lists in pages, data sets whole, queries, and pages that go wrong."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tests.support.publishers.loopback import NOTHING, Asked, Reply

PUBLICATION = "11111111-2222-3333-4444-555555555555"
DATA_SET = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
TABLE = b"time_period,time_identifier,geographic_level,suspension\r\n202324,Academic year,Local authority,12\r\n"


class Pages(Enum):
    """How the pages of a list come."""

    WELL = "as they should"
    REPEATED = "page 2 holds page 1's entries"
    SAME_PAGE = "every page says that it is page 1"
    ENDLESS = "there is always one page more"
    VANISHING = "an entry moved up while pages were read, so one is never seen"
    CHANGING = "the total changes on the way"
    RENAMED = "results are called items"
    EMPTY_ON_THE_WAY = "page 2 holds nothing"
    TOO_MANY = "more pages than anybody would read"


@dataclass
class EducationSite:
    """``entries`` are what every list holds; ``pages`` how they come; ``packed`` whether tables come as gzip."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    pages: Pages = Pages.WELL
    packed: bool = False
    table: bytes = TABLE
    summary: Any = field(
        default_factory=lambda: {"id": DATA_SET, "title": "Suspensions", "latestVersion": {"version": "2.0"}}
    )

    def respond(self, asked: Asked) -> Reply:
        where = asked.path.removeprefix("/v1")
        if where in ("/publications", f"/publications/{PUBLICATION}/data-sets", f"/data-sets/{DATA_SET}/query"):
            return self._json(self._page(int(asked.query["page"]), int(asked.query["pageSize"])))
        if where == f"/data-sets/{DATA_SET}":
            return self._json(self.summary)
        if where == f"/data-sets/{DATA_SET}/meta":
            return self._json({"indicators": [], "version": asked.query["dataSetVersion"]})
        if where == f"/data-sets/{DATA_SET}/csv":
            body = gzip.compress(self.table, mtime=0) if self.packed else self.table
            return Reply(body, headers={"Content-Type": "text/csv"})
        return NOTHING

    def _json(self, document: Any) -> Reply:
        return Reply(json.dumps(document).encode(), headers={"Content-Type": "application/json; charset=utf-8"})

    def _page(self, number: int, size: int) -> dict[str, Any]:
        total = len(self.entries)
        shown = 1 if self.pages is Pages.REPEATED else number
        start = (shown - 1) * size + (1 if self.pages is Pages.VANISHING and number > 1 else 0)
        results = [] if self.pages is Pages.EMPTY_ON_THE_WAY and number == 2 else self.entries[start : start + size]
        pages = -(-total // size)
        match self.pages:
            case Pages.ENDLESS:
                pages, total, results = number + 1, total + number, [{"id": f"{number}-{n}"} for n in range(size)]
            case Pages.CHANGING:
                total += number - 1
            case Pages.TOO_MANY:
                pages = 1_000_000
        paging = {
            "page": 1 if self.pages is Pages.SAME_PAGE else number,
            "pageSize": size, "totalPages": pages, "totalResults": total,
        }  # fmt: skip
        return {"paging": paging, "items" if self.pages is Pages.RENAMED else "results": results}

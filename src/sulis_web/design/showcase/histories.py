"""What changed, what is due, two edits side by side, work in the background, and how boards answer to one another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sulis_web.design.codes import QrCode
from sulis_web.design.diagram import Diagram, Drawn, Edge, Node, drawn
from sulis_web.design.histories import Change, Compared, Comparison, Happening, KeyDate
from sulis_web.design.navigation import Link
from sulis_web.design.progress import Progress, Stage
from sulis_web.design.showcase.records import HERE
from sulis_web.design.values import Mark, Tone

CHANGES = (Change("Ends", "14 December 2026", "14 December 2028"), Change("Reviewed", "", "every year"))
HAPPENINGS = (
    Happening(
        datetime(2026, 11, 22, 8, 5, tzinfo=UTC), "Sam Rees", "The agreement was renewed", CHANGES,
        "The parties met on 20 November and signed again.", "Aldermere Council", HERE,
    ),
    Happening(datetime(2024, 12, 15, 12, 0, tzinfo=UTC), "Jo Marsh", "The agreement was recorded", organisation="Mereshire Police"),
)  # fmt: skip
COMPARISON = Comparison(
    (
        Compared("Cadence", "Quarterly", "Every two months", "Monthly"),
        Compared(
            "Terms of reference",
            "The board holds the local partnership to account each quarter.",
            "The board holds the local partnership to account every two months.",
            "The board holds the local partnership to account each quarter.",
        ),
        Compared("Chair", "Aldermere Council", "Aldermere Council", "Mereshire Police"),
        Compared("Name", "Community Safety Board", "Community Safety Board", "Community Safety Board"),
    ),
    they="Jo Marsh",
)
JOBS = (
    Progress("Assessing what was recorded", Stage.WAITING, now="Two other jobs are before it.", refresh_seconds=0),
    Progress("Reading the delivery", Stage.RUNNING, 7, 12, "Reading August 2026.", still_url=HERE),
    Progress("Building the report", Stage.RUNNING, now="Drawing the charts.", refresh_seconds=0),
    Progress("Building the plan", Stage.DONE, result=Link("Open the plan", HERE)),
    Progress(
        "Reading the second delivery", Stage.FAILED,
        remedy="The file had no column named month. Ask for the file again, then start this once more.",
    ),
)  # fmt: skip
CODES = ("h4kd-9wqe", "p2mx-7tzb", "r8cn-3vyj", "w5ga-6fhs", "k9te-2bdm", "z3qu-8rxp")

_BOARDS = (
    Node("local", "Aldermere Violence Reduction Partnership", "Meets every two months", emphasis=True),
    Node("safety", "Aldermere Community Safety Board", "Meets each quarter"),
    Node("safeguarding", "Aldermere Safeguarding Partnership"),
    Node("regional", "Mereshire Violence Reduction Partnership", "Meets each quarter"),
    Node("schools", "Schools and colleges group"),
    Node("data", "Data and evidence group", "Meets monthly"),
    Node("scrutiny", "Safer Streets scrutiny group"),
)
_LINES = (
    Edge("local", "safety", "accountable to"),
    Edge("local", "regional", "feeds into"),
    Edge("safety", "safeguarding", "line of governance into"),
    Edge("schools", "local", "reports to"),
    Edge("data", "local", "reports to"),
    Edge("data", "regional", "sends figures to"),
)


def boards() -> Drawn:
    return drawn(Diagram("boards", "How the boards answer to one another", _BOARDS, _LINES))


def due(today: date) -> tuple[KeyDate, ...]:
    return (
        KeyDate(today - timedelta(days=53), "The agreement on hospital attendances ended", HERE, Mark("Overdue", Tone.TROUBLE)),
        KeyDate(
            today + timedelta(days=22), "The agreement on serious incidents ends", HERE, Mark("Soon", Tone.WATCH),
            "Six organisations have signed it.",
        ),
        KeyDate(today + timedelta(days=129), "The strategy is reviewed", HERE),
    )  # fmt: skip


def qr_code() -> QrCode:
    """Squares in the manner of a code; it leads nowhere."""
    squares = "".join(f"M{x} {y}h1v1h-1z" for x in range(25) for y in range(25) if _is_dark(x, y))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25"><path d="{squares}"/></svg>'
    return QrCode(svg, "JBSWY3DPEHPK3PXP", "an example that sets up nothing")


def _is_dark(x: int, y: int) -> bool:
    """Three corners with a square in a ring, and a made-up pattern between them."""
    for left, top in ((0, 0), (18, 0), (0, 18)):
        away = max(abs(x - left - 3), abs(y - top - 3))
        if away <= 4:
            return away not in (2, 4)
    return (x * x * 3 + y * y * 5 + x * y * 7 + x + y) % 11 < 5

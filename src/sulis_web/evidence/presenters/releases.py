from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from sulis_web.design import dates
from sulis_web.design.histories import Happening
from sulis_web.design.missing import missing_mark
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Table
from sulis_web.evidence import queries, rules
from sulis_web.evidence.models import Comparison, Decision, What
from sulis_web.evidence.presenters.pieces import received, release_address, release_mark, releases_table, size
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, listed, upper_first
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import current, people_named
from sulis_web.runs.queries import resting_on, runs_of

if TYPE_CHECKING:
    from sulis.store import Release


def trail(release: Release | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Releases", reverse("releases")),)
    return (*found, Crumb(release.id, release_address(release.id))) if release else found


def releases_page(shown: Iterable[Release]) -> ListPage:
    table = releases_table(shown)
    return ListPage(
        title="Releases",
        lede="What is loaded, period by period. A release never changes: a revision is another release, which says what it changed.",
        parts=(Part("Each release", table=table),) if table else (),
    )


def release_page(who: Who, release: Release, later: Release | None) -> RecordPage:
    return RecordPage(
        kicker="Release",
        title=release.id,
        trail=trail(),
        mark=release_mark(release),
        words=tuple(_words(release, later)),
        facts=tuple(_facts(release)),
        parts=tuple(part for part in _parts(who, release, later) if part.words or part.table or part.facts),
        actions=tuple(_actions(who, release)),
        history=tuple(_history(who, release)),
    )


def _words(release: Release, later: Release | None) -> Iterator[str]:
    if release.withdrawn_because:
        yield f"It was withdrawn: {release.withdrawn_because}. Its period counts as withdrawn, which is not zero and not “not received”."
    if later:
        yield f"{later.id} took its place. It stays here so that what rested on it can be worked out again."
    if release.provisional:
        yield "Its publisher may still change these figures. They are drawn as open points."


def _facts(release: Release) -> Iterator[Fact]:
    yield Fact("Source", release.source.replace("_", " "), reverse("source", args=[release.source]))
    yield Fact("Publisher", release.publisher)
    yield Fact("Licence", release.licence)
    yield Fact("Table", release.table.replace("_", " "))
    yield Fact("Series and period", f"{release.series}, {release.period}")
    yield Fact("Version", str(release.version))
    yield Fact("Received", received(release.received))
    yield Fact(
        "Rows", f"{release.rows_loaded:,} loaded, {release.rows_quarantined:,} set aside, of {release.rows_read:,} read"
    )
    if release.repeated_ids:
        yield Fact("Repeated", f"{release.repeated_ids:,} IDs stand on more than one row")
    if not release.open_data:
        yield Fact("Kept", "Encrypted; each read is in the audit")


def _parts(who: Who, release: Release, later: Release | None) -> Iterator[Part]:
    if release.change:
        change = release.change
        words = (f"Against {change.replaced}: {counted(change.rows_added, 'row')} added, {counted(change.rows_gone, 'row')} gone, "
                 f"{counted(change.rows_changed, 'row')} changed.",)  # fmt: skip
        yield Part("What changed", words, _by_column(change.columns))
    yield _resting(release, later)
    yield Part("To be said with every number from it", release.caveats)
    yield Part("Files as they were delivered", facts=_files(who, release))


def _resting(release: Release, later: Release | None) -> Part:
    """The runs of the needs assessment whose numbers came from it, and whether they have to be made again."""
    partnership = current()
    runs = resting_on(partnership, release.id) if partnership else []
    if not runs:
        before = partnership is not None and any(run.read is None for run in runs_of(partnership))
        known = "No run of the needs assessment is known to have read it: earlier runs did not note what they read."
        return Part("What rests on it", (known if before else "No run of the needs assessment read it.",))
    stale = release.withdrawn_because or later
    words = (
        ("Their numbers stay as they were. Run the needs assessment again to have what is current.",) if stale else ()
    )
    facts = tuple(Fact(f"Run of {dates.day(run.created)}", run.id, reverse("run", args=[run.id])) for run in runs)
    return Part("What rests on it", words, facts=facts)


def moved_parts(compared: Comparison) -> tuple[Part, ...]:
    """Which numbers move, table by table: the biggest first, and what turned missing."""
    return tuple(_moved(name, told) for name, told in compared.answer["tables"].items())


def _moved(name: str, told: dict[str, Any]) -> Part:
    many = told["many"]
    words = [f"{upper_first(counted(many, 'number'))} of {many + told['unmoved']:,} moved."]
    words += [f"{many - len(told['moved']):,} smaller ones are not listed."] if many > len(told["moved"]) else []
    for said, tally in (("Missing now", told["turned_missing"]), ("No longer missing", told["turned_back"])):
        words += [f"{said}: {', '.join(f'{rows:,} ({kind})' for kind, rows in tally.items())}."] if tally else []
    words += [each["text"] for each in told["warnings"]]
    rows = tuple(
        (Cell(each["indicator"]), Cell(_place(each["of"])), _number(each, "before"), _number(each, "after"),
         Cell(_by(each)))
        for each in told["moved"]
    )  # fmt: skip
    columns = (Column("Number"), Column("Of"), Column("Before", True), Column("Now", True), Column("By", True))
    return Part(name.replace("_", " "), tuple(words), Table("", columns, rows) if rows else None)


def _place(of: dict[str, str]) -> str:
    return ", ".join(cell for name, cell in of.items() if not name.endswith("_code")) or ", ".join(of.values())


def _number(moved: dict[str, Any], side: str) -> Cell:
    value, why = moved[side], moved[f"{side}_missing"]
    return Cell("", mark=missing_mark(why or "missing")) if value is None else Cell(f"{value:,.10g}")


def _by(moved: dict[str, Any]) -> str:
    if moved["difference"] is None:
        return ""
    share = "" if moved["share"] is None else f" ({moved['share']:+.1%})"
    return f"{moved['difference']:+,.10g}{share}"


def _by_column(columns: dict[str, int]) -> Table | None:
    ordered = sorted(columns.items(), key=lambda pair: -pair[1])
    rows = tuple((Cell(name.replace("_", " ")), Cell(f"{many:,}")) for name, many in ordered)
    return (
        Table("Rows whose value changed, by column", (Column("Column"), Column("Rows", is_number=True)), rows)
        if rows
        else None
    )


def _files(who: Who, release: Release) -> tuple[Fact, ...]:
    """The names of restricted files are for those who deliver: a name may say more than it should."""
    named = release.open_data or rules.can_deliver_any(who)
    return tuple(
        Fact(file.name if named else f"File {number}", f"{size(file.bytes)}, checksum (SHA-256)\n{file.sha256}")
        for number, file in enumerate(release.files, start=1)
    )


def _actions(who: Who, release: Release) -> Iterator[Action]:
    if not rules.may_come_to_withdraw(who):
        return
    if release.status.value == "current":
        yield Action("Withdraw it", reverse("withdraw-release", args=[release.id]))
    if release.status.value == "withdrawn":
        yield Action("Take it back in", reverse("reinstate-release", args=[release.id]))


def _history(who: Who, release: Release) -> Iterator[Happening]:
    held = list(queries.decisions(who, release.id))
    named = people_named({id for each in held for id in (each.by, *each.told)})
    yield from (_happening(each, named) for each in held)


def _happening(each: Decision, named: dict[str, str]) -> Happening:
    told = listed([named[id] for id in each.told if id in named])
    words = {
        What.REPLACED: f"It took the place of {each.replaced}",
        What.WITHDRAWN: "It was withdrawn",
        What.REINSTATED: "It was taken back in",
    }[What(each.what)]
    return Happening(each.at, named.get(each.by, "Somebody who is no longer named here"), f"{words}{f'. Told: {told}' if told else ''}",
                     reason=each.reason)  # fmt: skip

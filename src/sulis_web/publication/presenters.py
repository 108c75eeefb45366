"""Pages of publishing: what would change, each publication with its check, and the forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.partnership.presenters.pages import FormPage, ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.publication import rules
from sulis_web.publication.models import Publication, Stage
from sulis_web.publication.rendering import Prospect
from sulis_web.records.presenters import timeline
from sulis_web.runs.models import Run

_MARKS = {
    Stage.PROPOSED: Mark("Waits for a second person", Tone.WATCH),
    Stage.PUBLISHED: Mark("Published", Tone.GOOD),
    Stage.DROPPED: Mark("Not published", Tone.QUIET),
}
_DONE = {
    "proposed": "It waits for a second person now. The public pages are as they were.",
    "published": "The public pages are these now.",
    "dropped": "It is not published. The public pages are as they were.",
}
_SOMEBODY = "somebody who is no longer named here"


def trail(held: Publication | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Publishing", reverse("publishing")),)
    return (*found, Crumb(_title(held), _address(held))) if held else found


def done(said: str) -> tuple[Notice, ...]:
    return (Notice(_DONE[said], NoticeKind.SUCCESS),) if said in _DONE else ()


def list_page(would: Prospect, run: Run | None, held: Iterable[Publication], waits: Publication | None) -> ListPage:
    found = list(held)
    now = Part("What would change", (_last_words(would, waits),), _changes(would.pages), tuple(_rests_on(run)),
               actions=tuple(_ways(would, waits)))  # fmt: skip
    said = Part("Words of findings since the last publication", would.texts)
    wrong = Part("Corrections since the last publication", would.corrections)
    listed = (
        Part("Every publication", table=_listed(found))
        if found
        else Part("Every publication", ("Nothing has been published yet.",))
    )
    parts = (now, *(part for part in (said, wrong) if part.words), listed)
    return ListPage(
        title="Publishing",
        lede="The public pages change when two people say so: one proposes, with the check under section 8(8) of the Police, Crime, "
        "Sentencing and Courts Act 2022 answered, and another confirms. Until then they stay as they are.",
        parts=parts,
    )


def record_page(held: Publication, *, person: str) -> RecordPage:
    names = people_named({held.proposer, held.second})
    why_not = rules.why_not_confirm(held, person=person) if held.stage == Stage.PROPOSED else ""
    actions = (Action("Do not publish it", f"{_address(held)}drop/"),) if held.stage == Stage.PROPOSED else ()
    if held.stage == Stage.PROPOSED and not why_not:
        actions = (Action("Publish it", f"{_address(held)}confirm/"), *actions)
    check = tuple(Fact(question, f"No. {getattr(held, name)}") for name, question in rules.QUESTIONS.items())
    pages = tuple((str(words), str(told), str(name)) for words, told, name in held.changed_pages)
    return RecordPage(
        kicker="Publication",
        title=_title(held),
        trail=trail(),
        mark=_MARKS[Stage(held.stage)],
        words=(why_not,) if why_not else (),
        facts=tuple(_facts(held, names)),
        parts=(
            Part("The check under section 8(8)", facts=check),
            *((Part("What it changes", table=_changes(pages, held)),) if pages else ()),
        ),
        actions=actions,
        history=timeline(held, names=people_named),
    )


def propose_page() -> FormPage:
    words = (
        "A strategy must hold nothing that might do any of these. Read the pages that change before you answer, and ask whoever knows: "
        "the police, probation, and the prisons and youth custody that the plan touches.",
    )
    return FormPage(
        title="Propose to publish", trail=trail(), cancel=reverse("publishing"), words=words, button="Propose it"
    )


def settle_page(held: Publication, *, publish: bool) -> FormPage:
    if publish:
        words = ("The public pages change at once, for everybody. You stand for the check beside whoever proposed it.",)
        return FormPage(
            title="Publish it",
            trail=trail(held),
            cancel=_address(held),
            words=words,
            button="Publish it",
            kind="warning",
        )
    words = ("The public pages stay as they are. The proposal can still be read.",)
    return FormPage(
        title="Do not publish it", trail=trail(held), cancel=_address(held), words=words, button="Do not publish it"
    )


def _facts(held: Publication, names: dict[str, str]) -> Iterator[Fact]:
    yield Fact("Proposed by", f"{_name(held.proposer, names)}, on {day(held.created_at)}")
    if held.settled_at is not None:
        told = "Confirmed by" if held.stage == Stage.PUBLISHED else "Dropped by"
        yield Fact(told, f"{_name(held.second, names)}, on {day(held.settled_at)}")
    yield from _rests_on(held.run)
    yield Fact("Checksum of the set", held.digest)


def _rests_on(run: Run | None) -> Iterator[Fact]:
    if run is None:
        yield Fact("Needs assessment", "None has been run yet")
        return
    yield Fact("Needs assessment", f"Run of {day(run.created)}", reverse("run", args=[run.pk]))


def _last_words(would: Prospect, waits: Publication | None) -> str:
    if waits:
        return "A publication waits for a second person. It is settled before another is proposed."
    return "" if would.pages else "Nothing: the public pages are as they would be if they were published now."


def _ways(would: Prospect, waits: Publication | None) -> Iterator[Action]:
    if waits:
        yield Action("Read what waits", _address(waits))
    elif would.pages:
        yield Action("Propose to publish", reverse("propose-publication"))


def _changes(pages: Iterable[tuple[str, str, str]], held: Publication | None = None) -> Table | None:
    """Each page that changes; of a proposal, with the way to it as it would be published."""
    waits = held if held and held.stage == Stage.PROPOSED else None
    rows = tuple(
        (Cell(words, reverse("proposed-page", args=[waits.public_id, name]) if waits and name else ""), Cell(told))
        for words, told, name in pages
    )
    return Table("", (Column("Page"), Column("What happens to it")), rows) if rows else None


def _listed(held: list[Publication]) -> Table:
    names = people_named({id for each in held for id in (each.proposer, each.second)})
    rows = tuple(
        (Cell(_title(each), _address(each)), Cell("", mark=_MARKS[Stage(each.stage)]), Cell(_name(each.proposer, names)),
         Cell(_name(each.second, names) if each.second else ""), Cell(day(each.settled_at) if each.settled_at else ""))
        for each in held
    )  # fmt: skip
    columns = (
        Column("Publication"),
        Column("Where it stands"),
        Column("Proposed by"),
        Column("Settled by"),
        Column("Settled on"),
    )
    return Table("", columns, rows)


def _name(id: str, names: dict[str, str]) -> str:
    return "the command that built the home" if id == "system" else names.get(id, _SOMEBODY)


def _title(held: Publication) -> str:
    return f"Proposed on {day(held.created_at)}"


def _address(held: Publication) -> str:
    return reverse("publication-record", args=[held.public_id])

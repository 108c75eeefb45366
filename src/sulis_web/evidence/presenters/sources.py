from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from sulis.catalogue.sources import SourceCard
from sulis_web.design.dates import day, distance
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.evidence import queries, rules
from sulis_web.evidence.holdings import Standing
from sulis_web.evidence.presenters.pieces import conditions, releases_table, title
from sulis_web.evidence.ways import Way
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, listed, upper_first
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.presenters.words import address

MOST_RELEASES = 12
UNKNOWN = "Not known"


def sources_page(who: Who, standings: tuple[Standing, ...], *, on: date) -> ListPage:
    """Every source: what is loaded of it, and what is late."""
    senders = _senders(who)
    open_data = [each for each in standings if each.card.open_data]
    ours = [each for each in standings if not each.card.open_data]
    parts = (
        Part("Open publications", ("Published to everybody. Whoever keeps the evidence fetches them.",), _table(open_data, senders, on)),
        Part("From organisations of the partnership", ("Sent under an agreement, about people or about what happened to them.",),
             _table(ours, senders, on)),
    )  # fmt: skip
    loaded = any(each.releases for each in standings)
    late = sum(1 for each in standings if each.late)
    told = f" {upper_first(counted(late, 'source'))} {'is' if late == 1 else 'are'} late." if late else ""
    return ListPage(
        title="Sources of evidence",
        lede=f"Where every number comes from: what is loaded, until when, and what should be here by now.{told}",
        parts=tuple(part for part in parts if part.table),
        actions=(Action("Deliver a file", reverse("deliver")),) if rules.may_come_to_deliver(who) else (),
        empty=None if loaded else _empty(who),
    )


def _senders(who: Who) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in queries.senders(who):
        found.setdefault(each.source, []).append(each.organisation.name)
    return found


def _table(standings: Iterable[Standing], senders: dict[str, list[str]], on: date) -> Table | None:
    rows = tuple(
        (
            Cell(title(each.card), reverse("source", args=[each.card.id])),
            Cell(listed(senders.get(each.card.id, [])) or upper_first(each.card.publisher)),
            Cell(day(each.last) if each.last else "", mark=None if each.last else Mark("Nothing yet")),
            Cell(_due(each, on), mark=_late(each)),
        )
        for each in sorted(standings, key=lambda each: (each.last is None, title(each.card)))
    )  # fmt: skip
    columns = (Column("Source"), Column("Who sends it"), Column("Loaded to"), Column("Next one due"))
    return Table("", columns, rows) if rows else None


def _due(standing: Standing, on: date) -> str:
    if standing.due:
        return f"{day(standing.due)}, {distance(standing.due, on)}"
    return UNKNOWN if standing.last else ""


def _late(standing: Standing) -> Mark | None:
    return Mark("Late", Tone.TROUBLE) if standing.late else None


def _empty(who: Who) -> Empty:
    return Empty(
        "No evidence is loaded yet",
        "These are the sources that the application knows how to read. Each has a card: what it holds, how late it is, and what it cannot "
        "tell you.",
        (
            "Begin with the look-ups of areas, then the police’s open data and the number of residents: they need no agreement.",
            "Ask each organisation for its own extract with the letter on the source’s page.",
            "Send the file here. It is read whole, and taken in or refused with the reason.",
        ),
        Link("Deliver the first file", reverse("deliver")) if rules.may_come_to_deliver(who) else None,
    )


def source_trail(card: SourceCard | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Sources", reverse("sources")),)
    return (*found, Crumb(title(card), reverse("source", args=[card.id]))) if card else found


def source_page(who: Who, standing: Standing, ways: tuple[Way, ...], *, on: date) -> RecordPage:
    card = standing.card
    return RecordPage(
        kicker="Source",
        title=title(card),
        trail=source_trail(),
        mark=_mark(standing),
        words=(_sentence(standing, on),),
        facts=tuple(_facts(card, standing)),
        parts=tuple(part for part in _parts(who, standing, ways) if part.words or part.table or part.actions),
        actions=(Action("Deliver a file of it", f"{reverse('deliver')}?source={card.id}"),)
        if queries.may_deliver(who, card.id)
        else (),
    )


def _mark(standing: Standing) -> Mark:
    if standing.late:
        return Mark("Late", Tone.TROUBLE)
    return Mark("Loaded", Tone.GOOD) if standing.last else Mark("Nothing loaded yet")


def _sentence(standing: Standing, on: date) -> str:
    if not standing.last:
        return "No release of it is loaded, so whatever rests on it is missing, and never zero."
    due = f" The next should be here by {day(standing.due)}, {distance(standing.due, on)}." if standing.due else ""
    return f"It is loaded to {day(standing.last)}.{due}"


def _facts(card: SourceCard, standing: Standing) -> Iterator[Fact]:
    yield Fact("Publisher", upper_first(card.publisher))
    yield Fact("Licence", upper_first(card.licence))
    yield Fact("How often", upper_first(card.cadence))
    yield Fact("Usual wait", f"{card.lag_days} days after the period ends" if card.lag_days is not None else UNKNOWN)
    yield Fact("Whose records", f"{upper_first(card.feed.value)}{'' if card.open_data else ', kept encrypted'}")
    yield Fact("Fills", listed([name.replace("_", " ") for name in card.tables]))
    if card.address:
        yield Fact("Where it is published", card.address)
    yield Fact("Releases", f"{len(standing.releases):,}")


def _parts(who: Who, standing: Standing, ways: tuple[Way, ...]) -> Iterator[Part]:
    card = standing.card
    every = (Action("Every release of it", f"{reverse('releases')}?source={card.id}&state=every"),)
    shown = releases_table(standing.releases[:MOST_RELEASES])
    yield Part("Releases", table=shown, actions=every if len(standing.releases) > MOST_RELEASES else ())
    yield Part("What may be in a file", conditions(card))
    yield _who_sends(who, card)
    if card.request:
        letter = Action("The letter that asks for it", reverse("request-letter", args=[card.id]))
        yield Part("Ask for it", (upper_first(f"{card.request.purpose}."),), actions=(letter,))
    yield Part("Mappings that fit", table=_ways(ways))
    yield Part("Where the series breaks", table=_breaks(card))
    yield Part("Known faults", tuple(each.text for each in card.known_faults))
    yield Part("To be said with every number", tuple(each.text for each in card.caveats))
    yield Part("What it cannot tell", table=_cannot(card))
    yield Part("Not checked yet", card.unverified)


def _who_sends(who: Who, card: SourceCard) -> Part:
    keeps = rules.can_keep_mappings(who)
    rows = tuple(
        (
            Cell(each.organisation.name, address("organisation", each.organisation)),
            *((Cell("No longer sends it", reverse("end-sender", args=[each.public_id])),) if keeps else ()),
        )
        for each in queries.senders(who)
        if each.source == card.id
    )
    columns = (Column("Organisation"), *((Column("Change"),) if keeps else ()))
    words = (
        ()
        if rows or not keeps
        else ("Nobody is recorded. The contact of an organisation that sends it may deliver it here.",)
    )
    actions = (Action("Say who sends it", reverse("add-sender", args=[card.id])),) if keeps else ()
    return Part("Who sends it", words, Table("", columns, rows) if rows else None, actions=actions)


def _ways(ways: tuple[Way, ...]) -> Table | None:
    rows = tuple(
        (Cell(upper_first(each.title), reverse("mapping", args=[each.slug]) if each.mapping else ""),
         Cell(each.mapping.table_name.replace("_", " ") if each.mapping else "its own reader"))
        for each in ways
    )  # fmt: skip
    return Table("", (Column("Layout"), Column("Fills")), rows) if rows else None


def _breaks(card: SourceCard) -> Table | None:
    rows = tuple(
        (
            Cell(each.label, mark=Mark("Not checked", Tone.WATCH) if each.unverified else None),
            Cell(_month(each.month)),
            Cell(each.text),
        )
        for each in card.series_breaks
    )
    return Table("", (Column("Break"), Column("From"), Column("What changed")), rows) if rows else None


def _month(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _cannot(card: SourceCard) -> Table | None:
    rows = tuple(
        (Cell(upper_first(each.concept.value.replace("_", " "))), Cell(each.why)) for each in card.cannot_express
    )
    return Table("", (Column("Asked"), Column("Why not")), rows) if rows else None

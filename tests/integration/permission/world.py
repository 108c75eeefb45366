"""One world for the whole matrix: two organisations with records of every kind, each carrying a canary of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.integration.permission import evidence, planned
from tests.integration.permission.expected import ADDRESSES, ROLES, Address
from tests.integration.permission.planned import CANARY, OWN, RETIRED
from tests.support.people import made, organisation, signed_in, someone
from tests.support.web import AT, assessment

OTHER = "organisation_fire"
READER = "reader-"  # begins the names of those who ask: each page tells them their own
PURPOSES = {"single-point-of-contact": "ENQUIRY", "information-governance-officer": "GOVERNANCE"}
WRONG_KEY = "0" * 32


@dataclass
class World:
    """What there is to ask for, by target: `own` is of the organisation that everybody asked about acts for."""

    run: Any
    records: dict[str, dict[str, Any]]
    people: dict[str, Any] = field(default_factory=dict)

    def path(self, name: str, target: str, person: Any = None) -> str:
        return reverse(name, args=self._args(name, target, person))

    def _args(self, name: str, target: str, person: Any) -> list[Any]:
        held = self.records["other" if target == "other" else "own"]
        if target == "mine":
            return [self._mine(name, person)]
        kind = next((kind for kind, names in _OF.items() if name in names), None)
        return [] if kind is None else [held[part] for part in kind]

    def _mine(self, name: str, person: Any) -> str:
        from sulis_web.api.models import Token
        from sulis_web.jobs.models import Job

        if name in {"sample", "tried", "keep-mapping"}:
            return _sample(person)
        if name == "job":
            return Job.objects.unscoped("a test").get(asked_by=person.public_id).public_id
        return Token.objects.unscoped("a test").get(membership__person=person).public_id


# Which part of a record stands in which address.
_OF: dict[tuple[str, ...], set[str]] = {
    ("run",): {"run", "make-documents"},
    ("run", "chapter"): {"chapter"},
    ("run", "document"): {"run-document"},
    ("run", "finding"): {"finding", "finding-again", "write-finding"},
    ("said",): {
        "finding-record",
        "change-finding",
        "send-finding",
        "approve-finding",
        "return-finding",
        "withdraw-finding",
        "bring-back-finding",
    },
    ("publication",): {"publication-record", "confirm-publication", "drop-publication"},
    ("publication", "public_page"): {"proposed-page"},
    ("run", "figure"): {"figure-table"},
    ("run", "release"): {"release"},
    ("definition",): {"definition"},
    ("record",): {"record"},
    ("link",): {"link", "confirm-link", "change-link", "withdraw-link"},
    ("withdrawn",): {"bring-back-link"},
    ("item",): {"chain"},
    ("cause",): {"cause"},
    ("lacks", "item"): {"why-not"},
    ("why_not",): {"withdraw-why-not"},
    ("sentence",): {"sentence", "change-sentence", "retire-sentence", "restore-sentence"},
    ("organisation",): {"organisation", "edit-organisation", "retire-organisation", "invite"},
    ("retired_organisation",): {"restore-organisation"},
    ("board",): {
        "board-remit",
        "board-report",
        "add-clause",
        "board",
        "edit-board",
        "retire-board",
        "add-seat",
        "add-line",
    },
    ("retired_board",): {"restore-board"},
    ("seat",): {"change-seat", "end-seat"},
    ("line",): {"end-line"},
    ("agreement",): {"agreement", "edit-agreement", "retire-agreement", "add-party"},
    ("retired_agreement",): {"restore-agreement"},
    ("party",): {"end-party"},
    ("assessment",): {"assessment", "edit-assessment", "retire-assessment"},
    ("retired_assessment",): {"restore-assessment"},
    ("requirement",): {"requirement", "record-duty"},
    ("member",): {"member", "end-membership"},
    ("event",): {"audit-event"},
    ("source",): {"source", "add-sender"},
    ("sender",): {"end-sender"},
    ("way",): {"deliver-file"},
    ("delivery",): {"delivery", "refusal-letter"},
    ("held",): {"held-release", "withdraw-release"},
    ("asked",): {"request-letter"},
    ("revised",): {"compare-release"},
    ("gone",): {"reinstate-release"},
    ("layout",): {"mapping"},
    ("linkage_room",): {
        "linkage-room",
        "add-linkage-sheet",
        "link-linkage-room",
        "linkage-review",
        "linkage-report",
        "end-linkage-room",
    },
    ("linkage_room", "linkage_pair"): {"linkage-pair", "linkage-identifiers"},
    ("linkage_room", "linkage_judgement"): {"undo-linkage-judgement"},
    ("linkage_room", "linkage_version"): {"linkage-keys"},
    ("action",): {
        "action",
        "edit-action",
        "recolour-action",
        "retire-action",
        "add-milestone",
        "ask-owner",
        "say-progress",
    },
    ("retired_action",): {"restore-action"},
    ("milestone",): {"edit-milestone"},
    ("ask",): {"withdraw-ask"},
    ("risk",): {"risk", "edit-risk", "retire-risk"},
    ("retired_risk",): {"restore-risk"},
    ("import",): {"undo-import"},
    ("plan_table",): {"export-plan", "import-plan", "store-plan"},
    ("secret",): {"answer-ask"},
    ("came",): {"document", "edit-document", "retire-document", "add-recommendation"},
    ("retired_document",): {"restore-document"},
    ("recommendation",): {
        "recommendation",
        "answer-recommendation",
        "edit-recommendation",
        "retire-recommendation",
    },
    ("retired_recommendation",): {"restore-recommendation"},
    ("strategy",): {"strategy", "edit-strategy", "retire-strategy"},
    ("retired_strategy",): {"restore-strategy"},
    ("paper",): {"paper", "make-paper"},
    ("paper", "document"): {"paper-file"},
    ("life_kind",): {"add-event"},
    ("life_event",): {"event", "edit-event", "retire-event"},
    ("retired_event",): {"restore-event"},
    ("edition",): {"edition", "read-edition", "make-edition", "confirm-edition", "drop-edition"},
    ("edition", "document"): {"edition-file"},
    ("measure",): {"measure"},
    ("recipe",): {"edit-recipe", "add-series"},
    ("series",): {"measure-series", "edit-series", "retire-series", "add-figure"},
    ("retired_series",): {"restore-series"},
    ("year",): {"edit-figure", "retire-figure"},
    ("meeting",): {"meeting", "edit-meeting", "retire-meeting", "add-decision", "make-pack"},
    ("decision",): {"decision", "edit-decision", "make-action"},
    ("clause",): {"end-clause"},
    ("pack", "document"): {"pack-file"},
    ("table",): {"export-register", "import-register", "store-import"},
    ("public_figure",): {"public-figure"},
    ("invitation",): {"accept-invitation", "join"},
    ("reset", "reset_token"): {"new-password"},
    ("factor",): {"remove-factor"},
}


def build(partnership: Any, run: Any, prepared: Any) -> World:
    """The made-up partnership, with what its files do not hold made for both organisations."""
    shared = _shared(run, prepared)
    own, other = (_of_one(organisation(key)) | shared for key in (OWN, OTHER))
    world = World(run, {"own": own, "other": other})
    for role in ROLES:
        person = someone(role, organisation(OWN), f"{READER}{role}", email=f"{role}@police.example")
        _belongings(person)
        world.people[role] = person
    _plant()
    return world


def _shared(run: Any, prepared: Any) -> dict[str, Any]:
    from sulis_web.partnership.models import Board, Line, Seat
    from sulis_web.plan.models import Record
    from sulis_web.thread.models import Basis, Link

    found = assessment()
    links = Link.objects.unscoped("a test").filter(basis=Basis.READING)
    withdrawn = links.last()
    withdrawn.retired_at, withdrawn.retired_reason = AT, "a test"
    withdrawn.save()
    board = Board.objects.create(key="retired", name="Retired board", retired_at=AT, retired_reason="a test", **made())
    return {
        "run": run.id, "finding": found.chapters[0].findings[0].id, "release": found.releases[0].id,
        "chapter": found.chapters[0].id, "document": "pdf", "said": _said(run, found.chapters[0].findings[1].id),
        "publication": _proposed(run), "public_page": "public-plan",
        "figure": found.chapters[0].findings[0].charts[0].id, "definition": "police_uk_proxy@1",
        "record": Record.objects.unscoped("a test").filter(kind="objective").first().key,
        "link": links.first().public_id, "withdrawn": withdrawn.public_id,
        "item": "objective_in_school", "cause": "risk_missing_school", "lacks": "objective_action",
        "why_not": _why_not(), "sentence": "sentence_school",
        "board": Board.objects.unscoped("a test").filter(retired_at=None).first().public_id, "retired_board": board.public_id,
        "seat": Seat.objects.unscoped("a test").filter(retired_at=None).first().public_id,
        "line": Line.objects.unscoped("a test").filter(retired_at=None).first().public_id,
        "requirement": _by_hand(), "public_figure": next((prepared / "data-and-trends" / "figures").glob("*.csv")).stem,
        "invitation": "no-such-invitation", "reset": "MQ", "reset_token": "set-password", "factor": "none",
        "table": "organisations", "plan_table": "actions", "secret": "no-such-link", **planned.shared(),
        **evidence.shared(),
    }  # fmt: skip


def _why_not() -> str:
    """What the partnership says of something that it leaves as it is."""
    from sulis_web.thread.models import Answerless, Item

    item = Item.objects.unscoped("a test").get(key="concern_last_bus")
    return str(Answerless.objects.create(item=item, lacks="theme", reason=f"{CANARY}-why-not", **made()).public_id)


def _said(run: Any, key: str) -> str:
    """What somebody wrote about a finding, which waits for a second person."""
    from sulis_web.needs.models import Finding

    about = {"statement": f"{CANARY}-statement", "confidence": "low", "confidence_reason": f"{CANARY}-reason"}
    found = Finding.objects.create(key=key, run=run, status="in review", text=f"{CANARY}-text", **about, **made())
    return str(found.public_id)


def _proposed(run: Any) -> str:
    """A publication that waits for a second person."""
    from sulis_web.publication.models import Publication

    answers = dict.fromkeys(("safety", "crime", "institutions"), f"{CANARY}-answer")
    pages = [["Our plan", "changed", ""]]
    found = Publication.objects.create(run=run, digest="0" * 64, changed_pages=pages, **answers, **made())
    return str(found.public_id)


def _by_hand() -> str:
    from sulis.catalogue.duty import load_duty

    return next(each.id for each in load_duty().requirements if each.checked_by.value == "by_hand")


def _of_one(held: Any) -> dict[str, Any]:
    """Records that belong to one organisation, each with a retired one beside it where a retired one can be brought back."""
    from sulis_web.audit.operations import record
    from sulis_web.audit.values import Action, Actor, Entry
    from sulis_web.partnership.models import Agreement, ImpactAssessment, Membership, Organisation, Party

    days = {"expires": date(2030, 1, 1)}
    agreement, gone = (
        Agreement.objects.create(key=f"{held.key}-{number}", title="Agreement", signed=date(2026, 1, 1), **days, **made(), **more)
        for number, more in enumerate(({}, RETIRED))
    )  # fmt: skip
    parties = [Party.objects.create(agreement=each, organisation=held, **made()) for each in (agreement, gone)]
    assessed, past = (
        ImpactAssessment.objects.create(
            key=f"{held.key}-assessment-{number}", title=f"Assessment of {held}", controller=held, outcome="go ahead",
            completed=date(2026, 1, 1), **days, **made(), **more,
        )
        for number, more in enumerate(({}, RETIRED))
    )  # fmt: skip
    member = someone("board-member", held, f"{CANARY}-colleague-of-{held.key}")
    retired = Organisation.objects.create(key=f"{held.key}-retired", name="Retired", duty="other", **made(), **RETIRED)
    with transaction.atomic():
        event = record(
            entry=Entry(Action.CONSULT, Actor(member.public_id, organisation=held.public_id), "test.record", f"{CANARY}-{held.key}"),
            at=AT,
        )  # fmt: skip
    return {
        **planned.actions_of(held), "organisation": held.public_id, "agreement": agreement.public_id, "retired_agreement": gone.public_id,
        "party": parties[0].public_id, "assessment": assessed.public_id, "retired_assessment": past.public_id,
        "member": Membership.objects.unscoped("a test").get(person=member).public_id, "event": event.seq,
        "retired_organisation": retired.public_id, **evidence.of_one(held, member),
    }  # fmt: skip


def _sample(person: Any) -> str:
    """A sample is its sender's own."""
    from sulis_web.evidence.models import Sample

    return Sample.objects.unscoped("a test").get(sent_by=person.public_id).public_id


def _belongings(person: Any) -> None:
    """A job, a token and a sample of one's own. A role that may hold no token had one before it became this role."""
    from sulis_web.api.models import SCOPES, Token
    from sulis_web.jobs.models import Job

    evidence.sample_of(person)
    place = person.memberships.unscoped("a test").get()
    Job.objects.create(
        kind="assess", asked_at=AT, asked_by=person.public_id, organisation=place.organisation, membership=place
    )
    Token.objects.create(
        membership=place, name=f"{CANARY}-token", digest=person.public_id, scopes=[action.name for action in SCOPES],
        expires=timezone.now() + timedelta(days=1), **made(),
    )  # fmt: skip


def _plant() -> None:
    """A canary in the free text of every record that is not public."""
    from sulis_web.partnership.models import Agreement, Board, ImpactAssessment, Membership, Organisation
    from sulis_web.thread.models import Item, Link

    texts: dict[type[models.Model], str] = {
        Organisation: "about", Board: "about", Agreement: "about", ImpactAssessment: "about", Link: "reason", Item: "title",
    }  # fmt: skip
    for model, name in texts.items():
        for row in model._base_manager.all():
            model._base_manager.filter(pk=row.pk).update(**{name: f"{CANARY}-{model.__name__.lower()}-{row.pk}"})
    Membership._base_manager.update(changed_by=f"{CANARY}-by")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back, in the records and in the store's catalogue.

    It counts as the test's own block, inside which disclosures may commit.
    """
    block = transaction.atomic()
    block._from_testcase = True
    with evidence.as_it_was(), block:
        yield
        transaction.set_rollback(True)


def browser_of(world: World, role: str, state: str) -> Client:
    """A browser of the role's person in this state."""
    person, given = world.people[role], {"factor": True, "confirmed": True, "purpose": PURPOSES.get(role, "ENQUIRY")}
    given |= {
        "without a second factor": {"factor": False}, "without a purpose": {"purpose": ""},
        "not confirmed again": {"confirmed": False},
    }.get(state, {})  # fmt: skip
    client = Client(raise_request_exception=False)  # a failure is an answer too, and the wrong one
    return signed_in(client, person, **given)


def come_about(state: str) -> None:
    """What a state changes in the world; taken back with the block around it."""
    from sulis_web.partnership.models import Agreement, Membership, Organisation, Party, Person

    if state == "without an agreement":
        held = Party._base_manager.filter(organisation__key=OWN).values("agreement")
        Agreement._base_manager.filter(pk__in=held).update(signed=date(2020, 1, 1), expires=date(2020, 12, 31))
    if state == "membership ended":
        Membership._base_manager.filter(organisation__key=OWN, person__username__startswith=READER).update(
            ends=timezone.now()
        )
    if state == "organisation retired":
        Organisation._base_manager.filter(key=OWN).update(retired_at=AT)
    if state == "account disabled":
        Person.objects.filter(username__startswith=READER).update(is_active=False)


def ask(client: Client, address: Address, path: str) -> Any:
    """One request whose effects are taken back, in the database and in the browser."""
    cookies = deepcopy(client.cookies)
    with undone():
        response = client.post(path, {"once": WRONG_KEY}) if address.posts else client.get(path)
    client.cookies = cookies
    return response


LEADS = {"sign-in": "sign in", "second-factor": "second factor", "purpose": "purpose", "confirm": "confirm"}


# What differs between two replies that say the same: a form's own code, and the request's number.
_OWN = re.compile(rb'(name="csrfmiddlewaretoken" value="[^"]*")|([0-9a-f]{16})')


def said(response: Any) -> bytes:
    return _OWN.sub(b"", response.content)


def outcome(response: Any, absent: set[bytes]) -> str:
    """The word for a reply. A refusal is the very page that an address without anything behind it gets."""
    if response.status_code == 404:
        return "not found" if said(response) in absent else "a 404 of its own"
    if response.status_code in {302, 303}:
        led = response.headers["Location"].split("?")[0]
        return next((word for name, word in LEADS.items() if led == reverse(name)), "opens")
    return "opens" if response.status_code in {200, 304, 409, 422} else f"status {response.status_code}"


def declared() -> set[str]:
    return set(ADDRESSES)


def nothing_there(*clients: Client) -> set[bytes]:
    """The page of an address with nothing behind it, as these browsers and one that nobody signed in with get it."""
    return {said(client.get("/there-is-nothing-here/")) for client in (*clients, Client())}

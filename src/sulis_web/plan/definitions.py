"""The definition in the plan's words, and each version of it that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sulis.vocabulary import InputRefused, WrongUsage
from sulis_web.design.values import Crumb, Fact
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Partnership
from sulis_web.plan import queries
from sulis_web.plan.presenters.records import Entry, entry
from sulis_web.runs import queries as runs

SOURCE = "police_uk"


@dataclass(frozen=True, slots=True)
class Counted:
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    text: str
    quotation_source: str
    parts: tuple[dict[str, Any], ...]
    counted: tuple[Counted, ...]
    elsewhere: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the plain wording: its heading if it has one, sentences, then items of a list."""

    heading: str
    sentences: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DefinitionPage:
    title: str
    summary: str
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    cannot: tuple[str, ...]
    trail: tuple[Crumb, ...] = ()


def overview(who: Who, partnership: Partnership) -> Overview:
    """What the plan says, and the files that count it."""
    told = partnership.definition
    outside = [row for key in told["elsewhere"] if (row := queries.record(who, key)) is not None]
    return Overview(
        told["text"], told["quotation_source"], tuple(told["parts"]),
        tuple(_counted(partnership, ref) for ref in _refs(partnership)), tuple(entry(row) for row in outside),
    )  # fmt: skip


def page(partnership: Partnership, ref: str) -> DefinitionPage | None:
    """One version in plain words: from its reviewed file, or from a run that used a file of its own; None if unknown."""
    return _from_catalogue(ref) or _from_run(partnership, ref)


def passages(text: str) -> tuple[Passage, ...]:
    """Plain wording, one idea a line with blank lines between blocks, as what a page can lay out.

    A sentence after a list starts a passage of its own, so that each list stays under the sentence that leads to it.
    """
    return tuple(passage for block in text.strip().split("\n\n") for passage in _passages(block))


def _passages(block: str) -> list[Passage]:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    found: list[tuple[list[str], list[str]]] = [([], [])]
    for line in lines:
        sentences, items = found[-1]
        if line.startswith("- "):
            items.append(line.removeprefix("- "))
        elif items:
            found.append(([line], []))
        else:
            sentences.append(line)
    first = found[0][0]
    heading = first.pop(0) if first and not first[0].endswith((".", ":")) else ""
    return [
        Passage(heading if number == 0 else "", tuple(sentences), tuple(items))
        for number, (sentences, items) in enumerate(found)
    ]


def _refs(partnership: Partnership) -> list[str]:
    """The plan's own definition, its stand-in for this source, then any other that the latest run used."""
    run = runs.latest(partnership)
    own = [partnership.definition["ref"], partnership.definition["proxy"]]
    return list(dict.fromkeys([*own, *(run.definitions if run else [])]))


def _counted(partnership: Partnership, ref: str) -> Counted:
    found = page(partnership, ref)
    if found is None:
        return Counted(ref, "Its file cannot be read here.", "")
    return Counted(found.title, found.summary, reverse("definition", args=[ref]))


def _from_catalogue(ref: str) -> DefinitionPage | None:
    from sulis.catalogue.violence import find_definition
    from sulis.definition import render, unexpressed, unexpressed_words

    if "/" in ref or ref.endswith(".toml"):
        return None  # an address never names a file of this machine
    try:
        definition = find_definition(ref)
    except (WrongUsage, InputRefused):
        return None
    facts = (
        Fact("Version", definition.ref),
        Fact("In the plan", definition.plan_section),
        Fact("Written by", definition.author),
        Fact("Checked by", definition.checker),
        Fact("Written on", f"{definition.written:%-d %B %Y}"),
        Fact("Look at it again by", f"{definition.next_review:%-d %B %Y}"),
    )
    return DefinitionPage(
        definition.title, definition.summary, facts, passages(render(definition))[2:],  # the page has title and facts already
        tuple(unexpressed_words(term) for term in unexpressed(definition, source=SOURCE)),
        (Crumb("What counts as serious violence", reverse("definitions")),),
    )  # fmt: skip


def _from_run(partnership: Partnership, ref: str) -> DefinitionPage | None:
    for run in runs.runs_of(partnership):
        if ref in run.definitions:
            words = runs.open_run(run).definition_texts[run.definitions.index(ref)]
            facts = (Fact("Version", ref), Fact("Used by", run.id, reverse("run", args=[run.id])))
            return DefinitionPage(ref, "A definition from a file of its own.", facts, passages(words), ())
    return None

"""A partnership's reviewed files as rows: each item's own facts in words, and each link with its direction of reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from sulis.catalogue import partnership as files
from sulis_web.thread.models import Basis, LinkKind
from sulis_web.thread.operations import Step
from sulis_web.thread.sentences import steps_of_sentences

Fact = tuple[str, str, str]
FACTOR = "factor:"  # begins what a fact names where it is a factor of the shared catalogue


def number_of(item: files.Item, content: files.Partnership) -> str:
    """What the plan calls it: ``2`` for a priority, ``2.iii`` for an objective, empty where it has no number."""
    if isinstance(item, files.Objective):
        priority = next(each for each in content.priorities if each.id == item.priority)
        return f"{priority.number}.{item.number}"
    return str(getattr(item, "number", ""))


def group_of(item: files.Item) -> str:
    """The heading that its list has it under, in words; empty where the list has none."""
    for name in ("group", "duty", "level", "basis", "form", "scope"):
        if hasattr(item, name):
            return str(getattr(item, name).value)
    return ""


def facts_of(item: files.Item, content: files.Partnership) -> list[Fact]:
    """The summary list of one item: label, words, and the id that the words name where they name one."""
    facts = [*_named(item, content), *_plain(item)]
    return [fact for fact in facts if fact[1]]


def _named(item: files.Item, content: files.Partnership) -> Iterator[Fact]:
    """Facts that name other items, or a factor of the shared catalogue, by which indicators know it."""
    titles = {each.id: each.title for each in content.items()}
    for id in getattr(item, "organisations", ()):
        yield ("Who", titles[id], id)
    for id in getattr(item, "catalogue", ()):
        yield ("In the shared catalogue", _factors()[id], f"{FACTOR}{id}")


@cache
def _factors() -> dict[str, str]:
    return {factor.id: factor.title for factor in files.load_risk_factors()}


def _plain(item: files.Item) -> Iterator[Fact]:
    if isinstance(item, files.Elsewhere):
        yield ("What it holds", item.concern, "")
    if isinstance(item, files.Finding):
        yield ("Rests on", item.basis.value.capitalize(), "")
        yield ("Places", ", ".join(item.places), "")
    if isinstance(item, files.RiskFactor):
        yield ("Level", item.level.value.capitalize(), "")
    if isinstance(item, files.Engagement):
        yield ("How", item.method, "")
        yield ("Who took part", ", ".join(item.who), "")
    if isinstance(item, files.Source):
        yield ("Address", item.url or "", "")
        yield ("Year", str(item.year or ""), "")
    if isinstance(item, files.Priority):
        yield ("When prevention acts", ", ".join(tier.value for tier in item.tiers).capitalize(), "")
    if isinstance(item, files.Measure):
        yield ("Chosen by", "The national duty" if item.scope is files.Scope.DUTY else "The partnership", "")
        for doubt in item.doubts:
            yield ("The plan's own doubt", doubt, "")
    yield ("Ages", _ages(getattr(item, "from_age", None), getattr(item, "to_age", None)), "")
    yield ("Years", _years(getattr(item, "from_year", None), getattr(item, "to_year", None)), "")
    yield ("When", getattr(item, "when", None) or "", "")


def steps_of(content: files.Partnership) -> Iterable[Step]:
    """Every link of the thread, each once."""
    for link in content.links:
        yield Step(link.source, link.target, link.kind.value, link.basis.value, link.reason, link.section)
    for finding in content.findings:
        yield from (_stated(finding, source, LinkKind.RESTS_ON) for source in finding.sources)
    for factor in content.risk_factors:
        yield from (_stated(factor, evidence, LinkKind.SUPPORTED_BY) for evidence in factor.evidence)
    for objective in content.objectives:
        yield _stated(objective, objective.priority, LinkKind.BELONGS_TO)
    yield from steps_of_sentences(content.sentences)


def _stated(item: files.Item, target: str, kind: LinkKind) -> Step:
    return Step(item.id, target, kind.value, Basis.STATED.value, "", item.section)


def _ages(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if last is None:
        return f"{first} and over"
    return f"Up to {last}" if first is None else f"{first} to {last}"


def _years(first: int | None, last: int | None) -> str:
    known = [str(year) for year in (first, last) if year is not None]
    return " to ".join(dict.fromkeys(known))

"""What the records show of each requirement of the duty: typed values in, findings out. Nothing here reads a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty import CheckedBy, Duty, DutyCatalogue, Nation, Requirement, Strength
from sulis_web.design.dates import day
from sulis_web.partnership.duty_states import Body, ByHand, Evidence, Finding, State
from sulis_web.partnership.in_words import a, listed, months_later

_UNTOLD = {
    Strength.DUTY: ("Nobody has recorded how it is met.", "Look at how it is met, then record when and how."),
    Strength.LIMIT: (
        "Nobody has recorded that it was looked at.",
        "Look whether it is kept to, then record when and how.",
    ),
    Strength.POWER: ("It may be used or left. Nobody has recorded its use.", "Where it was used, record when and how."),
}
Test = Callable[[Requirement, Evidence, DutyCatalogue, date], Finding]


def check_duty(catalogue: DutyCatalogue, evidence: Evidence, *, on: date) -> tuple[Finding, ...]:
    """A finding for each requirement, in the order of the Act."""
    return tuple(check(requirement, evidence, catalogue, on) for requirement in catalogue.requirements)


def check(requirement: Requirement, evidence: Evidence, catalogue: DutyCatalogue, on: date) -> Finding:
    """What the records show; where they cannot tell, what a person recorded."""
    found = _TESTS[requirement.checked_by](requirement, evidence, catalogue, on)
    record = evidence.by_hand.get(requirement.id)
    return _by_hand(requirement, record) if record and found.state is State.UNTOLD else found


def missing_kinds(catalogue: DutyCatalogue, evidence: Evidence) -> tuple[str, ...]:
    """Kinds of authority that every area of this nation has under the duty, and that no organisation here is."""
    kinds = [kind.name for kind in catalogue.authorities if kind.duty is Duty.SPECIFIED]
    return _absent(_kinds(kinds, catalogue, evidence.nation), evidence.bodies)


def _kinds(names: Iterable[str], catalogue: DutyCatalogue, nation: Nation) -> tuple[str, ...]:
    """The kinds named, with the other nation's body taken out and this nation's put in its place."""
    nations = {kind.name: kind.nation for kind in catalogue.authorities if kind.duty is Duty.SPECIFIED}
    here = [name for name in names if nations.get(name, Nation.BOTH) in {nation, Nation.BOTH}]
    if len(here) < len(tuple(names)):
        here += [name for name, where in nations.items() if where is nation and name not in here]
    return tuple(here)


def _absent(kinds: Iterable[str], bodies: Iterable[Body]) -> tuple[str, ...]:
    held = {body.authority for body in bodies}
    return tuple(kind for kind in kinds if kind not in held)


def _kinds_present(requirement: Requirement, evidence: Evidence, catalogue: DutyCatalogue, _on: date) -> Finding:
    kinds = _kinds(requirement.authorities, catalogue, evidence.nation)
    if not evidence.bodies:
        return Finding(
            requirement,
            State.UNTOLD,
            "No organisation is on the register.",
            "Add the organisations that take part.",
            kinds,
        )
    if absent := _absent(kinds, evidence.bodies):
        told = f"No organisation that takes part is {listed([a(kind) for kind in absent], 'or')}."
        return Finding(
            requirement, State.NOT_MET, told, "Add the organisation that is, or put its entry right.", absent
        )
    return Finding(requirement, State.MET, f"Each of the {len(kinds)} kinds of authority takes part.")


def _consulted(requirement: Requirement, evidence: Evidence, catalogue: DutyCatalogue, _on: date) -> Finding:
    kinds = _kinds(requirement.authorities, catalogue, evidence.nation)
    asked = [body for body in evidence.bodies if body.authority in kinds]
    if not any(body.consulted for body in asked):
        told = "No record says who of them was consulted on the strategy."
        return Finding(
            requirement, State.UNTOLD, told, "Name those consulted in the partnership’s files, or record it by hand."
        )
    if silent := tuple(body.name for body in asked if not body.consulted):
        told = f"No record says that {listed(silent, 'or')} was consulted on the strategy."
        return Finding(
            requirement, State.NOT_MET, told, "Consult them, then name them in the partnership’s files.", silent
        )
    if absent := _absent(kinds, evidence.bodies):
        told = f"All on the register were consulted, and it holds no {listed(absent, 'or')}."
        return Finding(
            requirement, State.UNTOLD, told, "Add the one for this area, or record that there is none.", absent
        )
    return Finding(requirement, State.MET, f"{listed([body.name for body in asked])} were consulted on the strategy.")


def _published(requirement: Requirement, evidence: Evidence, catalogue: DutyCatalogue, on: date) -> Finding:
    deadline = next((known.on for known in catalogue.days if known.requirement == requirement.id), None)
    if evidence.published is None:
        return Finding(
            requirement,
            State.UNTOLD,
            "No record says when the strategy was published.",
            "Give the day in the partnership’s files.",
        )
    if evidence.published > on:
        told = f"The strategy is to be published on {day(evidence.published)}."
        return Finding(requirement, State.NOT_MET, told, "Publish it by that day.", due=evidence.published)
    told = f"The strategy was published on {day(evidence.published)}."
    if deadline and evidence.published > deadline:
        told = f"The strategy on record was published on {day(evidence.published)}, and may not have been the first."
        return Finding(requirement, State.UNTOLD, told, "Record by hand when the first strategy was published.")
    return Finding(requirement, State.MET, told)


def _reviewed(requirement: Requirement, evidence: Evidence, _catalogue: DutyCatalogue, on: date) -> Finding:
    if evidence.reviewed is None:
        return Finding(
            requirement,
            State.UNTOLD,
            "No record says when the strategy was last reviewed.",
            "Give the day in the partnership’s files, or record it by hand.",
        )
    return _comes_round(
        requirement,
        "The strategy was last reviewed",
        evidence.reviewed,
        on,
        "Review the strategy, then give the day in the partnership’s files.",
    )


def _assessed(requirement: Requirement, evidence: Evidence, _catalogue: DutyCatalogue, on: date) -> Finding:
    if evidence.assessed is None:
        return Finding(
            requirement,
            State.UNTOLD,
            "No needs assessment is stored here.",
            "Run the needs assessment, or record by hand where it is kept.",
        )
    return _comes_round(
        requirement, "A needs assessment was last run", evidence.assessed, on, "Run the needs assessment again."
    )


def _comes_round(requirement: Requirement, what: str, last: date, on: date, remedy: str) -> Finding:
    """Something done once, or again and again: then it holds until its next day."""
    told = f"{what} on {day(last)}."
    if last > on:
        return Finding(requirement, State.UNTOLD, f"{told} That day has not come.", "Put the day right.")
    if requirement.cadence is None:
        return Finding(requirement, State.MET, told)
    due = months_later(last, requirement.cadence.months)
    if due < on:
        return Finding(requirement, State.NOT_MET, f"{told} The next was due by {day(due)}.", remedy, due=due)
    return Finding(requirement, State.MET, told, due=due)


def _agreements(requirement: Requirement, evidence: Evidence, catalogue: DutyCatalogue, _on: date) -> Finding:
    kinds = _kinds(requirement.authorities, catalogue, evidence.nation)
    bound = [body for body in evidence.bodies if body.authority in kinds]
    if not evidence.has_agreements or not bound:
        return Finding(
            requirement,
            State.UNTOLD,
            "No information-sharing agreement of theirs is on the register.",
            "Record the agreements that are signed.",
        )
    without = tuple(body.name for body in bound if not body.has_agreement)
    absent = _absent(kinds, evidence.bodies)
    if without:
        told = f"{listed(without)} {'is' if len(without) == 1 else 'are'} party to no agreement in force."
        return Finding(requirement, State.NOT_MET, told, "Sign an agreement, then record it.", without)
    if absent:
        told = f"Those on the register are under an agreement, and it holds no {listed(absent, 'or')}."
        return Finding(requirement, State.UNTOLD, told, "Add the organisation that is missing.", absent)
    return Finding(requirement, State.MET, "Each of them is party to an agreement in force.")


def _looked_at(requirement: Requirement, _evidence: Evidence, _catalogue: DutyCatalogue, _on: date) -> Finding:
    """Requirements that no record can show, in the words that fit how far they bind."""
    told, remedy = _UNTOLD.get(requirement.strength, _UNTOLD[Strength.DUTY])
    return Finding(requirement, State.UNTOLD, told, remedy)


def _by_hand(requirement: Requirement, record: ByHand) -> Finding:
    cadence: Cadence | None = requirement.cadence
    due = record.due_again or (months_later(record.done_on, cadence.months) if cadence else None)
    return Finding(requirement, State.BY_HAND, record.how, due=due, record=record)


_TESTS: Mapping[CheckedBy, Test] = {
    CheckedBy.ORGANISATION_KINDS_PRESENT: _kinds_present,
    CheckedBy.CONSULTED: _consulted,
    CheckedBy.STRATEGY_PUBLISHED: _published,
    CheckedBy.STRATEGY_REVIEWED: _reviewed,
    CheckedBy.NEEDS_ASSESSMENT_RUN: _assessed,
    CheckedBy.AGREEMENTS_IN_FORCE: _agreements,
    CheckedBy.BY_HAND: _looked_at,
}

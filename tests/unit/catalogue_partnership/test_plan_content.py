"""The B&NES files hold all of the plan: the expected numbers were counted in the plan's text, heading by heading."""

from __future__ import annotations

import pytest

from sulis.catalogue.partnership import (
    Account,
    Basis,
    Duty,
    Group,
    LinkBasis,
    Partnership,
    Scope,
    Tier,
    load_partnership,
)


@pytest.fixture(scope="module")
def plan() -> Partnership:
    return load_partnership("bath_and_north_east_somerset")


def test_identity_is_the_plans(plan: Partnership) -> None:
    assert (plan.area_code, plan.area_name) == ("E06000022", "Bath and North East Somerset")
    assert (plan.force, plan.year, plan.made_up) == ("avon-and-somerset", "2024-25", False)
    assert plan.checker == "not yet checked by the partnership"
    assert (plan.definition.ref, plan.definition.proxy) == ("avon_and_somerset_2024@1", "police_uk_proxy@1")


def test_priorities_hold_sixteen_objectives(plan: Partnership) -> None:
    assert [len(priority.objectives) for priority in plan.priorities] == [6, 3, 4, 3]
    assert len(plan.objectives) == 16
    assert [priority.tiers for priority in plan.priorities[:2]] == [(Tier.PRIMARY,), (Tier.SECONDARY, Tier.TERTIARY)]


def test_voice_holds_every_numbered_point(plan: Partnership) -> None:
    voice = plan.voice
    assert [len(kind) for kind in (voice.sources, voice.reasons, voice.concerns, voice.suggestions)] == [5, 11, 4, 7]


def test_interventions_stand_under_the_plans_three_headings(plan: Partnership) -> None:
    groups = [intervention.group for intervention in plan.interventions]
    assert [groups.count(group) for group in (Group.EDUCATION, Group.COMMUNITY, Group.PLANNED)] == [4, 13, 2]


def test_arrangements_keep_the_periods_in_their_titles(plan: Partnership) -> None:
    assert len(plan.arrangements) == 14
    periods = {one.id: (one.from_year, one.to_year) for one in plan.arrangements if one.to_year}
    assert periods == {
        "arrangement_health_and_wellbeing": (None, 2030),
        "arrangement_corporate_strategy": (2023, 2027),
        "arrangement_drug_and_alcohol": (2022, 2027),
        "arrangement_economic": (2014, 2030),
        "arrangement_local_plan": (2022, 2042),
    }


def test_measures_are_three_of_the_duty_and_four_local(plan: Partnership) -> None:
    scopes = [measure.scope for measure in plan.measures]
    assert (scopes.count(Scope.DUTY), scopes.count(Scope.LOCAL)) == (3, 4)
    low = [measure.number for measure in plan.measures if any("relatively low" in doubt for doubt in measure.doubts)]
    assert low == [1, 2]
    assert any("inconsistently" in doubt for doubt in plan.measures[0].doubts)


def test_footnotes_are_numbered_one_to_nine(plan: Partnership) -> None:
    assert [source.footnote for source in plan.sources] == list(range(1, 10))
    assert {source for finding in plan.findings for source in finding.sources} == {
        "source_regional_needs_assessment",
        "source_galdem",
        "source_serious_violence_2020",
        "source_ohid_alcohol",
        "source_young_people_and_knives",
    }


def test_perceptions_are_marked_as_such(plan: Partnership) -> None:
    perceived = {finding.id for finding in plan.findings if finding.basis is Basis.PERCEPTION}
    assert perceived == {
        "finding_girls_perceived_rise",
        "finding_knife_carrying_perceived",
        "finding_antisocial_behaviour_perceived",
        "finding_technology",
        "finding_violent_searches",
    }


def test_busy_places_are_the_four_of_the_plan(plan: Partnership) -> None:
    places = [place for finding in plan.findings for place in finding.places]
    assert places == ["City Centre", "Keynsham", "Somer Valley", "Radstock"]


def test_every_kind_of_specified_authority_is_there(plan: Partnership) -> None:
    specified = {one.authority for one in plan.organisations if one.duty is Duty.SPECIFIED}
    assert specified == {
        "local authority",
        "chief officer of police",
        "fire and rescue authority",
        "integrated care board",
        "probation service",
        "youth offending team",
    }


def test_account_runs_as_in_figure_1(plan: Partnership) -> None:
    lines = {(board.id, line.to, line.account) for board in plan.boards for line in board.lines}
    assert lines == {
        ("board_local_vrp", "board_community_safety", Account.ACCOUNTABLE_TO),
        ("board_local_vrp", "board_regional_vrp", Account.FEEDS_INTO),
        ("board_community_safety", "board_bcssp", Account.GOVERNED_BY),
    }


def test_arrangements_outside_the_focus_are_named(plan: Partnership) -> None:
    named = [one.title for one in plan.definition.elsewhere]
    assert named == [
        *("IRiS", "MOSOVO", "IMPACT", "MAPPA", "MARAC", "High harm team in the IOM"),
        *("Southside", "The Bridge", "Operation Bluestone"),
    ]


def test_every_link_says_who_says_so_and_every_objective_is_measured(plan: Partnership) -> None:
    assert {link.basis for link in plan.links} == {LinkBasis.STATED, LinkBasis.OUR_READING}
    assert all(link.reason for link in plan.links)
    measured = {link.source for link in plan.links if link.target.startswith("measure_")}
    assert {objective.id for objective in plan.objectives} <= measured


def test_every_reason_leads_to_an_objective(plan: Partnership) -> None:
    answered = {link.target for link in plan.links if link.source.startswith("objective_")}
    assert {reason.id for reason in plan.voice.reasons} <= answered


def test_a_suggestion_that_no_objective_takes_up_stays_without_a_link(plan: Partnership) -> None:
    assert not [link for link in plan.links if link.target == "suggestion_information_sharing"]

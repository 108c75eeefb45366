"""The register of others' strategies: what ends before the plan does, which causes they touch, what the thread is told."""

from __future__ import annotations

import shutil
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from sulis.catalogue.partnership import load_partnership, partnerships_root
from sulis.vocabulary import InputRefused
from tests.integration.register.sending import send
from tests.support.words import words_of

PAGE = "/plan/strategies/"


def held(title: str) -> Any:
    from sulis_web.alignment.models import Strategy

    return Strategy.objects.unscoped("a test").get(title__startswith=title)


def touched(strategy: Any) -> set[str]:
    """What the thread holds of a strategy: the causes that it touches."""
    from sulis_web.thread.models import Link

    rows = Link.objects.unscoped("a test").filter(source__key=f"strategy:{strategy.public_id}", retired_at__isnull=True)
    assert {row.kind for row in rows} <= {"touches"}
    return {row.target.key for row in rows.select_related("target")}


def test_files_bring_the_plans_list_with_what_was_found_on_reading_it(partnership: Any) -> None:
    drugs, local, young = held("Aldermere Drugs"), held("Aldermere Local Plan"), held("Growing Up")
    assert (drugs.from_year, drugs.until_year, drugs.acknowledges) == (2023, 2028, "yes")
    assert touched(drugs) == {"risk_alcohol", "risk_drug_supply"} and local.acknowledges == "not looked at"
    assert not young.arrangement and touched(young) == {"risk_nothing_to_do", "risk_bullying"}


def test_register_says_what_ends_before_the_plan_and_what_nobody_knows(acting: Any) -> None:
    told = words_of(acting("board-member").get(PAGE))
    first, rest = told.split("Nobody has said when they end")
    assert "is looked at again on 31 March 2027" in first and "Growing Up in Aldermere 2021-2026" in first
    assert "Mereshire's plan for children online" in rest and "Go on beyond it" in rest
    assert "Add a strategy" not in told


def test_matrix_names_causes_that_no_strategy_touches(acting: Any) -> None:
    told = words_of(acting("board-member").get(f"{PAGE}causes/"))
    assert "Causes that no strategy touches" in told and "Friends who carry weapons" in told
    assert "Nobody has looked at 1." in told and "Touches it" in told


def test_strategy_is_added_changed_taken_off_and_brought_back(coordinator: Any) -> None:
    given = {"title": "A housing strategy", "touches": ["risk_low_income"], "acknowledges": "no", "until_year": "2029"}
    address = send(coordinator, f"{PAGE}add/", **given).headers["Location"].partition("?")[0]
    made = held("A housing")
    assert touched(made) == {"risk_low_income"}
    assert send(coordinator, f"{address}change/", touches=["risk_online"], reason="Misread.").status_code == 302
    assert touched(made) == {"risk_online"} and "Misread." in words_of(coordinator.get(address))
    assert send(coordinator, f"{address}take-off/", reason="Not one.").status_code == 302
    assert touched(made) == set() and "A housing" not in words_of(coordinator.get(PAGE))
    assert send(coordinator, f"{address}bring-back/", reason="One after all.").status_code == 302
    assert touched(made) == {"risk_online"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"from_year": "2030", "until_year": "2029"}, "It does not end before it begins."),
        ({"acknowledges": "yes"}, "Say where it speaks of serious violence"),
        ({"until_year": "20290"}, "less than or equal to 2100"),
        ({"touches": ["risk_nothing"]}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_refused(coordinator: Any, given: dict[str, Any], said: str) -> None:
    refused = send(coordinator, f"{PAGE}add/", **{"title": "X", "acknowledges": "no", **given})
    assert refused.status_code == 422 and said in unescape(refused.text)


def test_no_strategy_takes_its_own_place(coordinator: Any) -> None:
    one, two = held("Healthy"), held("Growing Up")
    address = f"{PAGE}{one.public_id}/change/"
    assert send(coordinator, address, superseded_by=two.public_id).status_code == 302
    assert "Superseded" in words_of(coordinator.get(f"{PAGE}{one.public_id}/"))
    refused = send(coordinator, f"{PAGE}{two.public_id}/change/", superseded_by=one.public_id)
    assert refused.status_code == 422 and "was superseded by this" in unescape(refused.text)


def test_files_loaded_again_leave_what_somebody_changed_and_retire_what_left(coordinator: Any) -> None:
    from dataclasses import replace

    from sulis_web.config.loading import load_files
    from tests.support.web import AT, content

    drugs, young = held("Aldermere Drugs"), held("Growing Up")
    address = f"{PAGE}{drugs.public_id}/change/"
    assert send(coordinator, address, touches=["risk_online"], review=date(2027, 5, 1)).status_code == 302
    fewer = tuple(one for one in content().strategies if one.id != "strategy_young_people")
    load_files(content=replace(content(), short_name="Another", strategies=fewer), at=AT)
    assert touched(drugs) == {"risk_online"} and touched(young) == set()
    young.refresh_from_db()
    assert young.is_retired


def test_successor_of_the_files_is_followed_until_somebody_decides(coordinator: Any) -> None:
    from dataclasses import replace

    from sulis_web.config.loading import load_files
    from tests.support.web import AT, content

    def with_successor(short_name: str) -> Any:
        rows = [
            replace(one, superseded_by="strategy_online") if one.id == "strategy_young_people" else one
            for one in content().strategies
        ]
        return replace(content(), short_name=short_name, strategies=tuple(rows))

    load_files(content=with_successor("One"), at=AT)
    young, online = held("Growing Up"), held("Mereshire")
    assert young.superseded_by == online and young.version > 1
    assert (
        "Nowhere to go in the evening"
        in words_of(coordinator.get(f"{PAGE}causes/")).split("Causes that no strategy touches")[1]
    )
    assert send(coordinator, f"{PAGE}{online.public_id}/take-off/", reason="Never was.").status_code == 302
    assert "Growing Up in Aldermere" in words_of(coordinator.get(f"{PAGE}causes/"))  # its successor has gone
    assert (
        send(coordinator, f"{PAGE}{young.public_id}/change/", superseded_by="", reason="It goes on.").status_code == 302
    )
    load_files(content=with_successor("Two"), at=AT)
    assert held("Growing Up").superseded_by is None


def test_whoever_may_not_keep_the_register_changes_nothing(acting: Any) -> None:
    for role in ("analyst", "board-member", "priority-owner"):
        assert acting(role).get(f"{PAGE}add/").status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('acknowledges = "yes"\nwhere', 'acknowledges = "perhaps"\nwhere', "acknowledges is one of a fixed list"),
        ('where = "Chapter 3, “Harm to others”, names violence on busy nights."\n', "", "where is required"),
        ('touches = ["risk_online"]', 'touches = ["risk_nowhere"]', "risk_nowhere"),
        ('title = "Growing Up in Aldermere 2021-2026"\n', "", "title is required"),
        ("from_year = 2021", "from_year = 21", "from_year lies from 1990"),
        ("until_year = 2026", 'until_year = 2026\nsuperseded_by = "strategy_onlin"', 'Did you mean "strategy_online"?'),
        (
            "until_year = 2026",
            'until_year = 2026\nsuperseded_by = "strategy_young_people"',
            "No strategy takes its own place",
        ),
    ],
)
def test_fault_of_the_file_is_told_with_its_rule(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = Path(shutil.copytree(partnerships_root() / "made_up", tmp_path / "made_up"))
    path = folder / "strategies.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_partnership(folder)
    assert said in "\n".join(str(fault) for fault in refused.value.faults)

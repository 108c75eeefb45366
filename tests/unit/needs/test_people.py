"""The chapter on people: what a hand-written extract must give, and what it must refuse to say."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sulis.catalogue.partnership import Linked, load_partnership
from sulis.catalogue.violence import find_definition
from sulis.publish.documents import contract_json
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words.finding import word_finding
from sulis.publish.documents.words.wording import About
from sulis.store import Store, open_store
from sulis.vocabulary import Audience, Period, Unit
from sulis.year.needs import Assessment, assess
from sulis.year.needs.codec import dump
from sulis.year.needs.model import Chapter, Finding, FindingKind
from tests.support.force_extract import Sent, load_census, load_extract
from tests.support.needs_store import ALDERMERE, MONTHS, VIOLENCE, mereshire
from tests.support.needs_views import finding

YEAR = Period.between("2023-01", "2023-12")
NOTED = "noted"


def with_extract(folder: Path, sent: Sequence[Sent], *, census: bool = False) -> Store:
    mereshire(folder, dict(MONTHS) | {"2023-12": (("z1", VIOLENCE, "E01990001"),)})
    load_extract(folder / "home", folder / "extract", sent)
    if census:
        load_census(folder / "home", folder / "census")
    return open_store(folder / "home")


def assessed(
    store: Store,
    period: Period = YEAR,
    *,
    read: bool = True,
    noted: list[str] | None = None,
    linked: Linked | None = None,
) -> Assessment:
    kept: list[str] = [] if noted is None else noted
    return assess(
        store, area_code=ALDERMERE, period=period, definitions=[find_definition("police_uk_proxy")], software="sulis test",
        record=kept.extend if read else None,
        partnership=replace(load_partnership("made_up"), linked=(linked,)) if linked else None,
    )  # fmt: skip


def people(assessment: Assessment) -> Chapter:
    return next(chapter for chapter in assessment.chapters if chapter.id == "people")


def heading(found: Finding, audience: Audience = Audience.INTERNAL) -> str:
    return word_finding(see_finding(found, audience), About("Aldermere", "Mereshire", YEAR)).heading


def each_day(many: int) -> list[date]:
    return [date(2023, 1, 1) + timedelta(days=number) for number in range(many)]


def sixty() -> list[Sent]:
    """Forty victims, ten of them hurt three times; thirty suspects, five of whom are victims; a day for each incident."""
    victims = [f"V{number % 10}" for number in range(30)] + [f"V{number}" for number in range(10, 40)]
    suspects = [f"V{number}" for number in range(5)] + [f"S{number}" for number in range(25)] + [""] * 30
    sexes = ["M", "F", "U", "M", "M"] * 12
    return [
        Sent(day, victim, suspect, sex=sex, ethnic="NS")
        for day, victim, suspect, sex in zip(each_day(60), victims, suspects, sexes, strict=True)
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return with_extract(tmp_path_factory.mktemp("people"), sixty(), census=True)


@pytest.fixture(scope="module")
def whole(store: Store) -> Assessment:
    return assessed(store)


def measured(pairs: int, right: int, missed: int) -> Linked:
    return Linked(
        keys="force_extract", pairs=pairs, right=right, missed=missed, labelled="two people read 400 pairs drawn at random",
        measured=date(2024, 2, 1), supplied_by="the analysts",
    )  # fmt: skip


def broken_links(people: int, again: int, lost: int) -> list[Sent]:
    """So many people hurt, ``again`` of them three times; of the three the last stands under a key of its own in ``lost`` cases."""
    victims = [f"P{number}" for number in range(people)] + [f"P{number}" for number in range(again)]
    victims += [f"Q{number}" if number < lost else f"P{number}" for number in range(again)]
    return [Sent(date(2023, 1, 1) + timedelta(days=at % 360), victim) for at, victim in enumerate(victims)]


def test_linkage_error_that_was_measured_is_in_the_interval_of_who_comes_again(tmp_path: Path) -> None:
    """200 people, 60 of them hurt three times, so 180 of 320 incidents were theirs; 30 of the third records were not linked."""
    store = with_extract(tmp_path, broken_links(200, 60, 30))
    plain = finding(assessed(store), "people-repeat-victims")
    linked = finding(assessed(store, linked=measured(pairs=120, right=120, missed=60)), "people-repeat-victims")
    truth = 180 / 320
    before, after = plain.slot("events").estimate, linked.slot("events").estimate
    assert before.value == after.value == 150 / 320
    assert after.low is not None and after.high is not None and after.low <= truth <= after.high
    assert before.low is not None and before.high is not None
    assert after.high - after.low > before.high - before.low
    assert after.method == "people resampled, links dealt out"
    (told,) = (caveat.text for caveat in linked.caveats if caveat.code == "person-keys")
    assert (
        "of 120 pairs of records under one key 120 are one person, and 60 pairs of one person stand under two keys"
        in told
    )
    (untold,) = (caveat.text for caveat in plain.caveats if caveat.code == "person-keys")
    assert "not measured" in untold


def test_people_of_an_incident_that_was_never_sent_are_counted_as_such(store: Store, tmp_path: Path) -> None:
    whole = finding(assessed(store), "people-extract")
    assert "strays" not in {slot.name for slot in whole.slots}
    sent = [*sixty(), *(Sent(date(2023, 3, 1), f"L{number}", left_out=True) for number in range(10))]
    found = finding(assessed(with_extract(tmp_path, sent)), "people-extract")
    strays = found.slot("strays").estimate
    assert (strays.numerator, strays.denominator) == (10, 100)
    body = " ".join(
        word_finding(see_finding(found, Audience.INTERNAL), About("Aldermere", "Mereshire", YEAR)).sentences
    )
    assert "10% of the people that the force sent are in an incident that it never sent" in body
    assert found.slot("incidents").estimate.value == 60


def test_without_an_extract_every_question_is_asked_of_the_force(small: Assessment) -> None:
    found = people(small).findings
    assert {one.kind for one in found} == {FindingKind.CANNOT_TELL}
    assert len(found) == 5
    assert all("no extract from the force's own records is loaded" in one.statements[0] for one in found)
    assert all("sulis letter request force_extract" in one.statements[0] for one in found)


def test_extract_is_not_opened_without_leave_and_that_is_said(store: Store) -> None:
    closed = assessed(store, read=False)
    assert not {release.table for release in closed.releases} & {"force_incidents", "incident_people"}
    found = people(closed).findings
    assert all("was not asked to read it" in one.statements[0] for one in found)


def test_reading_is_noted_with_every_release(store: Store) -> None:
    noted: list[str] = []
    assessed(store, noted=noted)
    assert [one.partition("-")[0] for one in noted] == ["force_incidents", "incident_people"]


def test_months_that_the_extract_does_not_hold_cannot_be_told(store: Store) -> None:
    found = people(assessed(store, Period.between("2023-04", "2023-12"))).findings
    assert all("holds nothing for this period" in one.statements[0] for one in found)


def test_repeats_are_counted_by_person_and_carry_their_months(whole: Assessment) -> None:
    found = finding(whole, "people-repeat-victims")
    assert found.slot("people").estimate.value == pytest.approx(10 / 40)
    assert found.slot("events").estimate.value == pytest.approx(30 / 60)
    assert (found.slot("chance").estimate.high or 1) < (found.slot("people").estimate.low or 0)
    assert found.slot("people").estimate.period == Period.between("2023-01", "2023-03")
    assert "25% of victims were hurt more than once, which is more than chance; 50%" in heading(found)


def test_time_to_repeat_is_told_only_while_enough_are_followed(whole: Assessment) -> None:
    found = finding(whole, "people-time-to-repeat-victims")
    assert found.slot("within_30").estimate.value == pytest.approx(10 / 40)
    assert [point.label for point in found.charts[0].series[0].points] == ["within 7 days", "within 30 days"]


def test_suspects_who_were_victims_are_counted_as_roles(whole: Assessment) -> None:
    found = finding(whole, "people-both-roles")
    assert found.slot("suspects").estimate.value == pytest.approx(5 / 30)
    assert found.slot("victims").estimate.value == pytest.approx(5 / 40)


def test_ratio_divides_by_the_census_and_bounds_hold_the_unknown(whole: Assessment) -> None:
    found = finding(whole, "people-victims-sex")
    ratio, bounds = found.slot("ratio_1").estimate, found.slot("bounds_1").estimate
    women, men, lost = (ratio.numerator or 0), 24, 8
    assert ratio.value == pytest.approx(women / men)
    assert (bounds.low or 1) < women / (men + lost) and (women + lost) / men < (bounds.high or 0)
    assert ratio.provenance is not None and any(
        one.startswith("population_groups") for one in ratio.provenance.releases
    )
    assert "as the census of 2021 counted them" in " ".join(caveat.text for caveat in found.caveats)


def test_group_that_nobody_recorded_is_refused_with_what_to_ask_for(whole: Assessment) -> None:
    found = finding(whole, "people-victims-ethnicity")
    assert found.kind is FindingKind.CANNOT_TELL
    assert "no ethnic group of any of them" in found.statements[0]


def test_less_than_a_year_gives_no_direction_of_violence_by_girls(whole: Assessment) -> None:
    found = finding(whole, "people-girls-direction")
    assert heading(found) == "Cannot tell whether recorded violence by girls under 18 is rising or falling"


@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_nothing_of_the_extract_passes_the_gate(whole: Assessment, audience: Audience) -> None:
    for found in people(whole).findings:
        assert see_finding(found, audience).held_back is not None, found.id


@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_neither_its_releases_nor_the_names_of_its_files_do(whole: Assessment, audience: Audience) -> None:
    text = json.dumps(contract_json(whole, audience))
    assert "sent_incidents" not in text and '"force_incidents"' not in text
    assert "sent_incidents" in json.dumps(contract_json(whole, Audience.INTERNAL))


def test_no_key_of_anybody_is_in_an_assessment(whole: Assessment, store: Store) -> None:
    text = json.dumps(dump(whole), ensure_ascii=False)
    with store.connect(restricted=("incident_people",), record=lambda _: None) as connection:
        keys = connection.execute("SELECT person_key, incident_key FROM incident_people").fetchall()
    assert keys and not [key for pair in keys for key in pair if key in text]
    assert not re.search(r"\bV\d+\b", text)


def test_every_number_has_its_interval_method_and_caveat(whole: Assessment) -> None:
    for found in people(whole).findings:
        for slot in found.slots:
            assert slot.estimate.caveats and (slot.estimate.missing or slot.estimate.method not in ("", "none")), slot


def test_twenty_people_are_the_fewest_of_whom_anything_is_said(tmp_path: Path) -> None:
    store = with_extract(tmp_path, [Sent(day, f"V{number}") for number, day in enumerate(each_day(19))])
    found = finding(assessed(store), "people-repeat-victims")
    assert found.kind is FindingKind.CANNOT_TELL
    assert found.slot("people").estimate.unit is Unit.PEOPLE
    assert "fewer than 20 people" in found.statements[0]
    assert see_finding(found, Audience.BOARD).held_back is not None


def test_without_a_census_there_is_no_denominator_and_it_is_said_how_to_load_one(tmp_path: Path) -> None:
    found = finding(assessed(with_extract(tmp_path, sixty())), "people-victims-age")
    assert found.kind is FindingKind.CANNOT_TELL
    assert "`sulis ingest census`" in found.statements[0]


@pytest.mark.parametrize(
    ("a_month", "words"), [((1, 12), "Rising: recorded violence by girls"), ((6, 6), "Cannot tell")]
)
def test_violence_by_girls_is_rising_where_it_was_planted_and_nowhere_else(
    tmp_path: Path, a_month: tuple[int, int], words: str
) -> None:
    first, last = a_month
    sent = [
        Sent(date(2023, month, 1 + number), f"V{month}-{number}", f"S{month}-{number}", age=15)
        for month in range(1, 13)
        for number in range(round(first + (last - first) * (month - 1) / 11))
    ]
    found = finding(assessed(with_extract(tmp_path, sent)), "people-girls-direction")
    assert heading(found).startswith(words)
    assert found.slot("smallest_rise").estimate.value is not None

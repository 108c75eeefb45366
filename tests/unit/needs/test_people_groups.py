"""Groups of people: two schemes of ethnicity in one file, groups across two bands, and the unknown as bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from sulis.catalogue.violence import find_definition
from sulis.indicators import Extract, Part
from sulis.indicators.groups import GroupOfResidents
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words.finding import word_finding
from sulis.publish.documents.words.wording import About
from sulis.statistics import wilson
from sulis.store import open_store
from sulis.vocabulary import Audience, Period
from sulis.year.needs.age_adjusted import age_adjusted_findings
from sulis.year.needs.disparities import disparity_findings
from sulis.year.needs.extracted import counts_in_time
from sulis.year.needs.groupings import residents_of_ages
from sulis.year.needs.model import FindingKind
from sulis.year.needs.people import People, bounded_share
from sulis.year.needs.study import open_study
from tests.support.force_extract import Sent, load_census, load_extract
from tests.support.needs_store import ALDERMERE, mereshire

INCIDENT = 0  # all of them in the one that is there
SELF, OFFICER = "self-defined 18+1", "officer-defined 6+1"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    folder = tmp_path_factory.mktemp("groups")
    mereshire(folder)
    load_extract(folder / "home", folder / "extract", [Sent(date(2023, 1, 2), "V1")])
    load_census(folder / "home", folder / "census")
    study = open_study(
        open_store(folder / "home"), area_code=ALDERMERE, period=Period.month("2023-01"),
        definitions=[find_definition("police_uk_proxy")], level=0.95, record=lambda _: None,
    )  # fmt: skip
    assert isinstance(study.extract, Extract)
    return People(study, study.extract)


def holding(people: People, parts: Sequence[Part]) -> People:
    return replace(people, extract=replace(people.extract, parts=tuple(parts)))


def victim(number: int, group: str | None, scheme: str | None) -> Part:
    return Part(INCIDENT, number, "victim", None, 30, "female", group, scheme)


def of_victims(people: People) -> dict[str, tuple[FindingKind, str]]:
    found = disparity_findings(people)
    return {
        one.id: (one.kind, " ".join(one.statements)) for one in found if "ethnicity" in one.id and "victims" in one.id
    }


def aged(number: int, age: int | None) -> Part:
    return Part(INCIDENT, number, "victim", None, age, "female", None, None)


def test_rate_adjusted_for_age_is_the_weighted_sum_of_its_bands(people: People) -> None:
    """Forty victims of 20 in a month, of 4,000 residents of 15 to 24 with a weight of 11.5 in 100: 12 times a month a year."""
    held = holding(people, [aged(number, 20) for number in range(40)])
    found = next(one for one in age_adjusted_findings(held) if "victims" in one.id)
    adjusted, crude = found.slot("adjusted").estimate, found.slot("crude").estimate
    assert adjusted.value == pytest.approx(40 / 4_000 * 12 * 0.115 * 100_000)
    assert adjusted.low is not None and adjusted.high is not None and adjusted.low < adjusted.value < adjusted.high
    assert crude.value == pytest.approx(40 / 32_000 * 12 * 100_000)
    assert adjusted.provenance is not None and not adjusted.provenance.open_data
    wording = word_finding(see_finding(found, Audience.INTERNAL), About("Aldermere", "Mereshire", people.study.period))
    assert wording.heading == "Adjusted for age there were 1,380 victims for each 100,000 residents a year"


def test_rate_adjusted_for_age_holds_every_age_that_the_unknown_may_have(people: People) -> None:
    known = [aged(number, 20) for number in range(40)]
    plain, wider = (
        next(one for one in age_adjusted_findings(holding(people, parts)) if "victims" in one.id)
        .slot("adjusted")
        .estimate
        for parts in (known, [*known, *(aged(100 + number, None) for number in range(20))])
    )
    assert plain.high is not None and wider.high is not None and wider.value is not None and wider.low is not None
    assert wider.value == pytest.approx((plain.value or 0) * 1.5)
    as_if_all_old = (40 / 4_000 * 11.5 + 20 / 14_000 * 39) * 12 * 1_000
    assert wider.low < as_if_all_old < wider.high and wider.high > plain.high


def test_rate_adjusted_for_age_is_not_told_of_few_or_without_every_age(people: People) -> None:
    few = age_adjusted_findings(holding(people, [aged(number, 20) for number in range(5)]))
    assert {one.kind for one in few} == {FindingKind.CANNOT_TELL}


def test_two_schemes_in_one_file_are_a_finding_each_and_never_put_together(people: People) -> None:
    parts = [victim(n, "W1", SELF) for n in range(15)] + [victim(n, "White European", OFFICER) for n in range(15, 30)]
    found = of_victims(holding(people, parts))
    assert list(found) == ["people-victims-ethnicity-1", "people-victims-ethnicity-2"]
    kind, statement = found["people-victims-ethnicity-1"]
    assert kind is FindingKind.CANNOT_TELL
    assert f"recorded as “{OFFICER}”" in statement and "never turned into those of another" in statement


@pytest.mark.parametrize("scheme", ["self-defined 16+1", OFFICER, "local"])
def test_scheme_without_a_count_of_residents_is_refused_and_a_better_one_is_asked_for(
    people: People, scheme: str
) -> None:
    found = of_victims(holding(people, [victim(number, "1", scheme) for number in range(25)]))
    [(kind, statement)] = found.values()
    assert kind is FindingKind.CANNOT_TELL
    assert "self-defined 18+1" in statement


def test_group_compared_with_that_nobody_is_of_gives_no_ratio_and_no_claim(people: People) -> None:
    found = {one.id: one for one in disparity_findings(holding(people, [victim(n, None, None) for n in range(25)]))}
    by_sex = found["people-victims-sex"]
    assert by_sex.slot("ratio_1").estimate.missing is not None
    seen = see_finding(by_sex, Audience.INTERNAL)
    assert word_finding(seen, About("Aldermere", None, people.like.period)).heading.startswith("Cannot tell")
    assert found["people-victims-age"].slot("unknown").estimate.value == 0.0


def test_people_of_whom_neither_age_nor_sex_is_known_are_too_few_to_compare(people: People) -> None:
    nobody = [Part(INCIDENT, n, "victim", None, None, None, None, None) for n in range(25)]
    found = {one.id: one for one in disparity_findings(holding(people, nobody))}
    for part in ("sex", "age"):
        assert found[f"people-victims-{part}"].kind is FindingKind.CANNOT_TELL
        assert "fewer than 20 people" in found[f"people-victims-{part}"].statements[0]


def test_same_person_recorded_with_two_sexes_is_unknown_and_counted_once(people: People) -> None:
    twice = [replace(victim(n, None, None), sex=sex) for n in range(25) for sex in ("female", "male")]
    men = [replace(victim(n, None, None), sex="male") for n in range(100, 130)]
    found = {one.id: one for one in disparity_findings(holding(people, [*twice, *men]))}["people-victims-sex"]
    assert found.slot("unknown").estimate.value == pytest.approx(25 / 55)


def test_age_groups_that_lie_across_two_bands_are_no_denominator() -> None:
    def group(first: int | None, last: int | None) -> GroupOfResidents:
        return GroupOfResidents("r", 2021, first, last, None, None, None, 100)

    fine = (group(None, 4), group(5, 9), group(15, 19), group(85, None))
    assert residents_of_ages(fine) == fine
    assert residents_of_ages((*fine, group(20, 29))) == ()
    assert residents_of_ages((group(None, None),)) == ()


@pytest.mark.parametrize(("yes", "no", "unknown"), [(30, 70, 40), (0, 25, 10), (5, 0, 100)])
def test_share_with_unknown_as_bounds_holds_every_way_to_place_them(
    people: People, yes: int, no: int, unknown: int
) -> None:
    found = bounded_share(yes, no, unknown, people.like, 0.95)
    assert found.value == pytest.approx(yes / (yes + no))
    for more in range(0, unknown + 1, 5):
        share = (yes + more) / (yes + no + unknown)
        assert (found.low or 0) <= share <= (found.high or 0)
    assert found.low == pytest.approx(float(wilson(yes, yes + no + unknown).low))


def test_share_of_nothing_known_is_missing_and_never_zero(people: People) -> None:
    assert bounded_share(0, 0, 12, people.like, 0.95).missing is not None


def test_events_are_counted_by_month_from_a_year_on_and_by_whole_week_before() -> None:
    year = Period.between("2023-01", "2023-12")
    assert counts_in_time([date(2023, 1, 31), date(2023, 12, 1)], year) == ([1, *[0] * 10, 1], 12.0)
    weeks, a_year = counts_in_time([date(2023, 1, 1), date(2023, 1, 31)], Period.month("2023-01"))
    assert (weeks, round(a_year, 1)) == ([1, 0, 0, 0], 52.2)

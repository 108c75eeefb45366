"""Determinants: worse, better and neither follow the catalogue; what cannot be told says so, and nothing is left unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from sulis.catalogue.indicators import factors, indicator_ids, load_indicator
from sulis.indicators.beside import Beside, Comparators
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, Wording, word_finding
from sulis.vocabulary import Area, AreaLevel, Audience, Estimate, Missing, Period, Provenance, Unit
from sulis.year.needs.determinants import chapter_of, year_words
from sulis.year.needs.model import Assessment, Chapter, Finding, FindingKind
from sulis.year.needs.unmeasured import no_indicator

AREA = Area("E06990001", "Aldermere", AreaLevel.DISTRICT, 2024)
YEAR, BEFORE = Period.between("2023-09", "2024-08"), Period.between("2018-09", "2019-08")
TRAIL = Provenance(("r",), "SELECT 1", None, True)
OTHERS = Comparators("n", "2025", tuple("abcdefghij"), None, ())
ABOUT = About("Aldermere", "Mereshire", YEAR)
EVEN = (5.55, 5.65, 5.75, 5.85, 5.95, 6.05, 6.15, 6.25, 6.35, 6.45)


def published(value: float | None, area: Area = AREA, period: Period = YEAR, reach: float = 0.0) -> Estimate:
    if value is None:
        return Estimate.absent(Missing.SUPPRESSED, unit=Unit.PUBLISHED, area=area, period=period, provenance=TRAIL)
    return Estimate(
        value, value - reach, value + reach, 0.95, "as published", Unit.PUBLISHED, area, period, provenance=TRAIL
    )


def set_beside(
    id_: str, own: float, neighbours: Sequence[float | None] = EVEN, *, earlier: float | None = None, reach: float = 0.0
) -> Beside:
    areas = [replace(AREA, code=f"n{at}", name=f"Neighbour {at}") for at in range(len(neighbours))]
    before = ("2018/19", published(earlier, period=BEFORE, reach=reach)) if earlier is not None else None
    others = tuple(published(value, area) for value, area in zip(neighbours, areas, strict=True))
    country = published(6.2, Area("E92000001", "England", AreaLevel.COUNTRY, 2024))
    return Beside(load_indicator(id_), "2023/24", published(own, reach=reach), others, None, country, before)


def made(*given: Beside) -> Chapter:
    found: Mapping[str, Beside] = {one.indicator.id: one for one in given}
    return chapter_of(found, OTHERS, [load_indicator(id_) for id_ in indicator_ids()], 0.95)


def one(chapter: Chapter, id_: str) -> Finding:
    return next(finding for finding in chapter.findings if finding.id == f"determinants-{id_}")


def words(finding: Finding, audience: Audience = Audience.PUBLIC) -> Wording:
    return word_finding(see_finding(finding, audience), ABOUT)


@pytest.mark.parametrize(
    ("id_", "own", "standing"),
    [
        ("suspensions", 9.0, "worse than its statistical neighbours"),
        ("suspensions", 3.0, "better than its statistical neighbours"),
        ("attainment_8", 9.0, "better than its statistical neighbours"),
        ("attainment_8", 3.0, "worse than its statistical neighbours"),
        ("children_in_need", 9.0, "higher than its statistical neighbours, and neither way is better"),
        ("children_in_need", 3.0, "lower than its statistical neighbours, and neither way is better"),
        ("suspensions", 6.0, "cannot be told apart from its statistical neighbours"),
        ("suspensions", 0.0, "better than its statistical neighbours"),
    ],
)
def test_which_way_is_better_is_said_only_where_the_catalogue_says_it(id_: str, own: float, standing: str) -> None:
    assert words(one(made(set_beside(id_, own)), id_)).heading.endswith(f": {standing}")


def test_every_number_has_its_method_and_interval_and_the_range_never_goes_below_nothing() -> None:
    finding = one(made(set_beside("suspensions", 1.0, (0.0, 0.1, 0.0, 4.0, 0.2, 0.3))), "suspensions")
    expected = finding.slot("neighbours").estimate
    assert (expected.low, expected.denominator) == (0.0, 6.0)
    assert "Student's t" in expected.method
    assert {caveat.code for caveat in finding.caveats} >= {
        "statistical-neighbours",
        "determinants-method",
        "whole-authorities",
    }


def test_a_difference_outside_the_range_is_not_claimed_where_many_indicators_are_tested() -> None:
    many = [set_beside(id_, 6.0) for id_ in indicator_ids() if id_ != "suspensions"]
    finding = one(made(set_beside("suspensions", 6.0 + 0.78), *many), "suspensions")
    said = words(finding)
    assert said.heading.endswith("cannot be told apart from its statistical neighbours")
    assert any("among so many indicators chance alone" in sentence for sentence in said.sentences)
    assert words(one(made(set_beside("suspensions", 6.78)), "suspensions")).heading.endswith(
        "worse than its statistical neighbours"
    )


@pytest.mark.parametrize(
    ("neighbours", "why"),
    [
        ((6.0, None, 5.0, None, 7.0, 6.5), "fewer than 5 of them have a figure"),
        ((6.0,) * 10, "the same figure"),
        ((), "fewer than 5"),
    ],
)
def test_too_few_neighbours_or_neighbours_all_alike_are_no_range(
    neighbours: tuple[float | None, ...], why: str
) -> None:
    said = words(one(made(set_beside("suspensions", 9.0, neighbours)), "suspensions"))
    assert said.heading == "Suspensions from school: cannot be set beside Aldermere's statistical neighbours"
    assert any(why in sentence for sentence in said.sentences)


@pytest.mark.parametrize(
    ("earlier", "reach", "told"),
    [
        (3.0, 0.5, "From 3 in 2018/19 to 9: rising; the published intervals lie apart."),
        (12.0, 0.5, "From 12 in 2018/19 to 9: falling; the published intervals lie apart."),
        (8.5, 0.5, "the published intervals overlap, so whether it is rising or falling cannot be told."),
        (3.0, 0.0, "no interval is published, so whether that is more than chance cannot be told."),
        (None, 0.0, "No earlier year within five is published, so whether it moved cannot be told."),
    ],
)
def test_a_direction_is_told_only_where_published_intervals_lie_apart(
    earlier: float | None, reach: float, told: str
) -> None:
    said = words(one(made(set_beside("suspensions", 9.0, earlier=earlier, reach=reach)), "suspensions"))
    assert any(sentence.endswith(told) for sentence in said.sentences)


def test_a_level_names_its_indicators_by_what_can_be_said_the_worse_first() -> None:
    level = one(
        made(set_beside("suspensions", 9.0), set_beside("attainment_8", 6.0), set_beside("persistent_absence", 3.0)),
        "level-individual",
    )
    assert level.statements == (
        "Worse than its statistical neighbours: Suspensions from school.",
        "Better than its statistical neighbours: Pupils who are persistently absent.",
        "Cannot be told apart from its statistical neighbours: Attainment at 16 (Attainment 8).",
    )  # fmt: skip
    assert (
        words(level).heading == "Within the individual: worse than its statistical neighbours: Suspensions from school"
    )


def test_what_nothing_measures_is_listed_and_what_nobody_read_is_counted_and_not_named() -> None:
    finding = one(made(set_beside("suspensions", 9.0)), "not-measured")
    unread = [factor.title for factor in factors().values() if factor.unverified]
    assert (
        f"{factors()['being_bullied'].title}: no published indicator of it is in the catalogue." in finding.statements
    )
    assert any(
        line.startswith("A low family income: Children in families of low income would stand")
        for line in finding.statements
    )
    assert not any(title in line for title in unread for line in finding.statements)
    assert finding.statements[-1].startswith(str(len(unread)))
    assert (
        words(finding).heading
        == f"{len(factors()) - 1} of the {len(factors())} risk factors of the catalogue are not measured here"
    )


def test_values_that_are_not_open_are_held_back_from_board_and_public() -> None:
    given = set_beside("suspensions", 9.0)
    closed = replace(given, own=replace(given.own, provenance=replace(TRAIL, open_data=False)))
    for id_ in ("suspensions", "level-individual"):
        finding = one(made(closed), id_)
        assert see_finding(finding, Audience.BOARD).held_back and see_finding(finding, Audience.PUBLIC).held_back
        assert not see_finding(finding, Audience.INTERNAL).held_back


def test_without_indicators_the_chapter_says_what_to_load_and_whom_to_ask(small: Assessment) -> None:
    chapter = next(chapter for chapter in small.chapters if chapter.id == "determinants")
    assert [finding.kind for finding in chapter.findings] == [FindingKind.NO_INDICATOR] * 2
    assert "sulis ingest education-tool" in chapter.findings[0].statements[0]
    assert "linkage room" in chapter.findings[1].statements[0]


@pytest.mark.parametrize("why", ["no neighbours", "no figure", "not an authority"])
def test_every_other_reason_names_the_area_and_the_remedy(why: str) -> None:
    statement = no_indicator(AREA, why)[0].statements[0]
    assert "Aldermere" in statement and ("Load" in statement or "Ask" in statement)


@pytest.mark.parametrize(
    ("period", "words_"),
    [
        (YEAR, "2023/24"),
        (Period.between("2024-01", "2024-12"), "2024"),
        (Period.between("2021-04", "2024-03"), "2021/22 to 2023/24"),
    ],
)
def test_years_are_named_as_people_name_them(period: Period, words_: str) -> None:
    assert year_words(period) == words_

"""The sentences about people in roles: what is claimed, what only the unknown could undo, and what cannot be told."""

from __future__ import annotations

import pytest

from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words.finding import word_finding
from sulis.publish.documents.words.wording import About, Wording
from sulis.vocabulary import Area, AreaLevel, Audience, Estimate, Period, Provenance, Unit
from sulis.year.needs.model import Finding, FindingKind, Slot

AREA = Area("E06999001", "Aldermere", AreaLevel.DISTRICT, 2024)
WHEN = Period.between("2024-01", "2024-06")


def number(value: float, low: float, high: float, unit: Unit = Unit.PROPORTION, of: float = 400) -> Estimate:
    return Estimate(
        value, low, high, 0.95, "test", unit, AREA, WHEN, denominator=of, provenance=Provenance(("r1",), "SELECT 1"),
    )  # fmt: skip


def worded(kind: FindingKind, subject: str, *slots: Slot, id_: str = "people-test") -> Wording:
    return word_finding(
        see_finding(Finding(id_, kind, subject, slots), Audience.INTERNAL), About("Aldermere", None, WHEN)
    )


def by_sex(ratio: tuple[float, float, float], bounds: tuple[float, float], p_value: float) -> Wording:
    label = "women and girls against men and boys"
    return worded(
        FindingKind.DISPARITY, "victims by sex", Slot("unknown", number(0.2, 0.16, 0.25)),
        Slot("ratio_1", number(*ratio, unit=Unit.RATIO), label, p_value),
        Slot("bounds_1", number(ratio[0], *bounds, unit=Unit.RATIO), label),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ratio", "bounds", "p_value", "heading"),
    [
        ((2.0, 1.5, 2.6), (1.2, 4.0), 0.001, "Women and girls are recorded as hurt more often than men and boys"),
        ((0.4, 0.3, 0.5), (0.2, 0.9), 0.001, "Women and girls are recorded as hurt less often than men and boys"),
        (
            (2.0, 1.5, 2.6), (0.8, 4.0), 0.001,
            "Women and girls are recorded as hurt more often than men and boys, unless those whose sex is not known differ",
        ),
        ((1.1, 0.8, 1.5), (0.5, 2.0), 0.6, "Cannot tell whether some are recorded as hurt more often than others by sex"),
        ((1.3, 1.01, 1.7), (1.01, 1.8), 0.06, "Cannot tell whether some are recorded as hurt more often than others by sex"),
    ],
)  # fmt: skip
def test_disparity_is_claimed_where_interval_and_test_agree_and_whoever_the_unknown_are(
    ratio: tuple[float, float, float], bounds: tuple[float, float], p_value: float, heading: str
) -> None:
    found = by_sex(ratio, bounds, p_value)
    assert found.heading == heading
    assert found.sentences[-1] == "Compared with men and boys. The sex of 20% of the victims is unknown."


def test_bounds_show_on_which_side_of_one_they_lie() -> None:
    assert "whoever the unknown are, between 1.3 and 6.7." in by_sex((2.0, 1.5, 2.6), (1.38, 6.61), 0.001).sentences[0]


@pytest.mark.parametrize(
    ("chance", "heading"),
    [
        (
            (0.01, 0.0, 0.02),
            "25% of victims were hurt more than once, which is more than chance; 50% of incidents were theirs",
        ),
        ((0.2, 0.15, 0.24), "Cannot tell whether victims come again more often than chance would have it"),
    ],
)
def test_repeats_are_more_than_chance_only_where_the_intervals_do_not_meet(
    chance: tuple[float, float, float], heading: str
) -> None:
    slots = (
        Slot("people", number(0.25, 0.2, 0.3), "of 400 victims"), Slot("events", number(0.5, 0.4, 0.6), "of their incidents"),
        Slot("top", number(0.3, 0.2, 0.4), "held by the tenth of victims with most"), Slot("chance", number(*chance)),
    )  # fmt: skip
    assert worded(FindingKind.REPEATS, "repeat victims", *slots).heading == heading
    without = worded(FindingKind.REPEATS, "repeat victims", *slots[:3])
    assert without.heading == "25% of victims were hurt more than once; 50% of incidents were theirs"


def test_nobody_in_both_roles_is_said_in_words() -> None:
    slots = (
        Slot("victims", number(0, 0, 0.01), "of 400 victims"),
        Slot("suspects", number(0, 0, 0.02), "of 200 suspects"),
    )
    found = worded(FindingKind.ROLES_OVERLAP, "victims who are suspects too", *slots)
    assert found.heading == "None of the suspects were victims too, in this or another incident"


def test_half_who_came_again_are_told_with_their_days_and_nobody_followed_long_enough_is_said() -> None:
    slots = (
        Slot("people", number(40, 40, 40, Unit.PEOPLE)), Slot("within_30", number(0.6, 0.5, 0.7), "within 30 days"),
        Slot("median", number(21, 14, float("inf"), Unit.DAYS)),
    )  # fmt: skip
    found = worded(FindingKind.TIME_TO_REPEAT, "victims with another incident", *slots)
    assert "Half had another incident within 21 (between 14 and no upper limit) days." in found.sentences
    short = worded(FindingKind.TIME_TO_REPEAT, "victims with another incident", slots[0])
    assert short.heading == "Cannot tell how soon victims come again"


@pytest.mark.parametrize(
    ("second", "heading"),
    [
        ((0.2, 0.1, 0.3), "What suspects are to the victims most often: family, 60%"),
        ((0.4, 0.3, 0.6), "Cannot tell what suspects are to the victims most often"),
    ],
)
def test_largest_share_is_named_only_where_the_unknown_leave_it_the_largest(
    second: tuple[float, float, float], heading: str
) -> None:
    slots = (
        Slot("unknown", number(0.1, 0.05, 0.15)), Slot("share_1", number(0.6, 0.5, 0.7), "family"),
        Slot("share_2", number(*second), "stranger"),
    )  # fmt: skip
    assert worded(FindingKind.SHARES, "what suspects are to the victims", *slots).heading == heading


def test_extract_says_what_was_sent_and_what_cannot_be_judged() -> None:
    slots = (
        Slot("incidents", number(1187, 1187, 1187, Unit.INCIDENTS, 1200)), Slot("without_place", number(0.01, 0.005, 0.02)),
        Slot("defined_1", number(0.2, 0.07, 0.67), "serious violence incidents"),
    )  # fmt: skip
    found = worded(FindingKind.EXTRACT, "the extract of Mereshire", *slots)
    assert found.heading == "The force's own records hold 1,187 incidents of Aldermere"
    assert "The force sent 1,200 in all" in found.sentences[0]
    assert "20% (between 7% and 67%) are serious violence incidents" in found.sentences[1]

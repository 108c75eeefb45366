"""Identifiers of several agencies made comparable: what agrees after cleaning, and what is taken as missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulis.linkage import cleaning

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë", "ZOE"), ("Anne-Marie", "anne marie"), ("O’Brien", "OBrien"), ("D'Souza", "d souza".replace(" ", "")),
        (" Łukasz ", "lukasz"), ("Strauß", "STRAUSS"), ("José  Luis", "jose luis"), ("Müller", "Mu\u0308ller"),
    ],
)  # fmt: skip
def test_names_written_differently_agree(one: str, other: str) -> None:
    assert cleaning.name(one) == cleaning.name(other) != None  # noqa: E711


@pytest.mark.parametrize("text", ["", "  ", "-", "N/K", "Unknown", "not known", "XXX", "123", "null"])
def test_words_that_stand_for_nothing_are_missing(text: str) -> None:
    assert cleaning.name(text) is None


@pytest.mark.parametrize(("nickname", "name"), [("Bob", "Robert"), ("Liz", "Elizabeth")])
def test_nicknames_are_not_guessed(nickname: str, name: str) -> None:
    assert cleaning.name(nickname) != cleaning.name(name)


@pytest.mark.parametrize(
    "text", ["2009-03-14", "20090314", "14/03/2009", "14.3.2009", "14-03-2009", "2009-03-14T00:00:00"]
)
def test_dates_of_every_form_agree(text: str) -> None:
    assert cleaning.date_of_birth(text, TODAY) == ("2009-03-14", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"), ("01/01/1900", "default"), ("1985-01-01", "default"), ("2026-11-23", "default"),
        ("1899-05-05", "default"), ("31/02/2001", "unreadable"), ("14/03/09", "unreadable"), ("March 2009", "unreadable"),
        ("03/14/2009", "unreadable"),
    ],
)  # fmt: skip
def test_dates_that_say_nothing_are_missing_with_the_reason(text: str, why: str) -> None:
    assert cleaning.date_of_birth(text, TODAY) == (None, why)


def test_postcode_gives_sector_and_district_only_where_it_is_british() -> None:
    assert [(cleaning.sector(c), cleaning.district(c)) for c in ("BA11LZ", "SW1A1AA", "2135", None)] == [
        ("BA11", "BA1"), ("SW1A1", "SW1A"), (None, None), (None, None),
    ]  # fmt: skip
    assert cleaning.postcode("ZZ99 3VZ") is None and cleaning.postcode("ba1  1lz") == "BA11LZ"


def test_day_and_month_are_exchanged_only_where_a_date_comes_out() -> None:
    assert cleaning.swapped("2009-03-12") == "2009-12-03"
    assert cleaning.swapped("2009-03-14") is None and cleaning.swapped(None) is None


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for cleaner in (cleaning.name, cleaning.postcode, cleaning.words, cleaning.email, cleaning.number):
        once = cleaner(text)
        assert once is None or (cleaner(once) == once and once == once.strip())


@given(st.dates(date(1907, 1, 2), TODAY).filter(lambda d: (d.month, d.day) != (1, 1)))
def test_a_real_date_comes_back_from_every_form(born: date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"):
        assert cleaning.date_of_birth(born.strftime(form), TODAY) == (born.isoformat(), "")

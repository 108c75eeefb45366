"""A row's hash: over everything it says, the same for the same, another for another, whatever the time's zone."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulis_web.audit.chain import canonical, hash_of, sealed
from sulis_web.audit.values import Row

KEY = b"k" * 32
ROW = Row(
    seq=7, at=datetime(2026, 11, 22, 8, 0, 0, 1, tzinfo=UTC), action="alter", person="p", organisation="o", role="r",
    session="s", purpose="u", gateway="g", request_id="q", channel="web", object_type="t", object_id="i",
    fields=("f",), recipients=("e",), ids=("a", "b"), reason="why", before="1", after="2", installation="n", epoch=1,
    previous="0" * 64, hash="",
)  # fmt: skip
OTHER = {int: 99, str: "another", tuple: ("another",), datetime: ROW.at + timedelta(microseconds=1)}


@pytest.mark.parametrize("name", [field.name for field in fields(Row) if field.name != "hash"])
def test_hash_differs_when_any_field_does(name: str) -> None:
    changed = replace(ROW, **{name: OTHER[type(getattr(ROW, name))]})
    assert hash_of(changed, KEY) != hash_of(ROW, KEY)


def test_hash_differs_with_another_key_and_not_with_itself() -> None:
    assert hash_of(ROW, KEY) != hash_of(ROW, b"j" * 32)
    assert hash_of(sealed(ROW, KEY), KEY) == hash_of(ROW, KEY) == sealed(ROW, KEY).hash


def test_time_is_hashed_as_the_instant_that_it_is() -> None:
    summer = replace(ROW, at=ROW.at.astimezone(timezone(timedelta(hours=1))))
    assert hash_of(summer, KEY) == hash_of(ROW, KEY)


words = st.lists(st.text(max_size=5), max_size=3).map(tuple)


@given(st.tuples(st.text(max_size=5), words, words), st.tuples(st.text(max_size=5), words, words))
def test_no_two_rows_are_written_alike(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    first, second = (canonical(replace(ROW, reason=r, fields=f, ids=i)) for r, f, i in (one, other))
    assert (first == second) == (one == other)

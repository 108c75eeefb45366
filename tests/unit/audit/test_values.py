"""What an event may say: who, and texts that both databases keep."""

from __future__ import annotations

from typing import Any

import pytest

from sulis.vocabulary import InputRefused
from sulis_web.audit.values import MOST_WORDS, Action, Actor, Entry, digest

ACTOR = Actor(person="p1")


def test_event_without_an_actor_is_none() -> None:
    with pytest.raises(ValueError, match="actor"):
        Actor(person="")


@pytest.mark.parametrize(
    "said",
    [
        {"reason": "x" * 2001},
        {"reason": "a\x00b"},
        {"reason": "a\ud800b"},
        {"object_id": "x" * 121},
        {"ids": ("\x00",)},
        {"ids": tuple(map(str, range(MOST_WORDS + 1)))},
    ],
    ids=["long reason", "NUL", "lone surrogate", "long id", "NUL in a list", "long list"],
)
def test_text_that_cannot_be_kept_is_refused_without_repeating_it(said: dict[str, Any]) -> None:
    with pytest.raises(InputRefused) as refusal:
        Entry(action=Action.ALTER, actor=ACTOR, **said)
    assert "\x00" not in refusal.value.message and len(refusal.value.message) < 200


def test_longest_texts_are_kept() -> None:
    entry = Entry(action=Action.ALTER, actor=ACTOR, reason="x" * 2000, object_id="y" * 120)
    assert (len(entry.reason), len(entry.object_id)) == (2000, 120)


@pytest.mark.parametrize("said", [{"ids": "abc"}, {"fields": 7}, {"object_id": 7}])
def test_value_of_another_type_is_a_fault_of_ours(said: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Entry(action=Action.ALTER, actor=ACTOR, **said)


def test_action_is_one_of_the_list() -> None:
    assert Entry(action="sign-in", actor=ACTOR).action is Action.SIGN_IN  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="peeked"):
        Entry(action="peeked", actor=ACTOR)  # type: ignore[arg-type]


def test_digest_depends_on_the_content_and_not_on_the_order_of_its_keys() -> None:
    assert digest({"a": 1, "b": None}) == digest({"b": None, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
    assert digest("text") == digest(b"text") and len(digest("")) == 64

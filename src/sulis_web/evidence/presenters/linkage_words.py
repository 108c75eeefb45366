"""Words that several pages of the linkage rooms share."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from sulis_web.design.values import Crumb, Mark, Tone
from sulis_web.partnership.in_words import upper_first

ACTS = {
    "open": "Opened the room", "add": "Brought a sheet in", "link": "Linked the records", "review": "Saw pairs, without identifiers",
    "show": "Saw identifiers", "decide": "Judged a pair", "undo": "Took a judgement back", "report": "Read counts",
    "keys": "Took person keys out", "destroy": "Destroyed the room",
}  # fmt: skip
LEAVES = (
    "For each record three things may leave: a digest that stands for it, a person key, and a word for how sure the link is. The word is "
    "about records being of one person, and never about the person.",
    "No name, date, place, number or e-mail leaves. Keys of one room mean nothing in another, and after the end nobody can lead one "
    "back to a record.",
)
MARKS = {
    "open": Mark("Open", Tone.GOOD), "ended": Mark("Due to be destroyed", Tone.WATCH), "destroyed": Mark("Destroyed"),
    "unreadable": Mark("Cannot be read", Tone.TROUBLE),
}  # fmt: skip


def trail(room: str = "", title: str = "") -> tuple[Crumb, ...]:
    found = (Crumb("Linkage rooms", reverse("linkage-rooms")),)
    return (*found, Crumb(upper_first(title) or "The room", reverse("linkage-room", args=[room]))) if room else found


def named(names: Mapping[str, str], by: str) -> str:
    return names.get(by) or (
        "The application itself" if by == "system" else upper_first(by) if " " in by else "Somebody"
    )

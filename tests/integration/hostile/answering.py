"""Forms answered so that they would be taken: what the page holds, and something fitting wherever nothing stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode

from tests.integration.hostile.doors import PASSWORD, Door, Doors
from tests.integration.register.sending import filled

_CHOICE = re.compile(r'<input\b[^>]*type="(?:radio|checkbox)"[^>]*>')
_OPTION = re.compile(r"<select\b[^>]*\bname=\"([^\"]+)\"[^>]*>(.*?)</select>", re.S)
_VALUE = re.compile(r'\bvalue="([^"]+)"')
_FITTING = {"-day": "1", "-month": "2", "-year": "2029", "email": "somebody@police.example"}


def forms(doors: Doors) -> Iterator[tuple[Door, dict[str, Any]]]:
    """Every page with a form that is posted, and its answers."""
    for door in doors:
        if door.about.posts:
            yield door, {"once": "a-key-of-the-test-itself-1"}
            continue
        text = door.sent("GET").content.decode("utf-8", "replace")
        if 'method="post"' in text.partition("<main")[2]:
            yield door, _answers(text)


def encoded(answers: dict[str, Any]) -> str:
    return urlencode(answers, doseq=True)


def _answers(text: str) -> dict[str, Any]:
    main = text[text.index("<main") : text.index("</main>")]
    given = {name: value or _fitting(name) for name, value in filled(f"{main}</main>").items() if name}
    for tag in _CHOICE.findall(main):
        name = re.search(r'\bname="([^"]+)"', tag)
        value = _VALUE.search(tag)
        if name and value:
            given.setdefault(name[1], unescape(value[1]))
    for name, options in _OPTION.findall(main):
        offered = _VALUE.findall(options)
        if offered and not given.get(name):
            given[name] = unescape(offered[0])
    return given


def _fitting(name: str) -> str:
    if "password" in name:
        return PASSWORD
    return next((value for end, value in _FITTING.items() if name.endswith(end)), "Words of a test.")

"""Forms filled in as a browser does it: what the page holds, with what a person changes."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

_INPUT = re.compile(r"<input\b[^>]*>")
_AREA = re.compile(r"<textarea\b[^>]*\bname=\"([^\"]+)\"[^>]*>(.*?)</textarea>", re.S)
_SELECT = re.compile(r"<select\b[^>]*\bname=\"([^\"]+)\"[^>]*>(.*?)</select>", re.S)
_CHOSEN = re.compile(r"<option\b[^>]*\bvalue=\"([^\"]*)\"[^>]*\bselected\b")


def filled(text: str) -> dict[str, Any]:
    """What a browser would send for the page's form as it stands."""
    form = text[text.index("<main") : text.index("</main>")]
    form = form[form.index("<form") :]
    given: dict[str, Any] = {}
    for tag in _INPUT.findall(form):
        name, kind = _of(tag, "name"), _of(tag, "type")
        if kind in {"radio", "checkbox"} and " checked" not in tag:
            continue
        given.setdefault(name, []).append(unescape(_of(tag, "value")))
    for name, words in _AREA.findall(form):
        given[name] = [unescape(words).removeprefix("\n")]
    for name, options in _SELECT.findall(form):
        given[name] = [unescape(each) for each in _CHOSEN.findall(options)] or [""]
    return {name: values[0] if len(values) == 1 else values for name, values in given.items()}


def send(client: Any, address: str, **changes: Any) -> Any:
    """Open a form, change what is named, and send it. Days are given as dates."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return client.post(address, filled(page.text) | boxes(changes))


def boxes(given: dict[str, Any]) -> dict[str, Any]:
    spread: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, date):
            spread |= {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}
        else:
            spread[name] = value
    return spread


def _of(tag: str, attribute: str) -> str:
    found = re.search(rf"\b{attribute}=\"([^\"]*)\"", tag)
    return found[1] if found else ""

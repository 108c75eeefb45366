"""A form that another site sends is refused everywhere, and nobody is led from here to another site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client

from tests.integration.hostile.answering import encoded, forms
from tests.integration.hostile.doors import PASSWORD, Door, Doors

FORGERY = "f" * 32
ELSEWHERE = "elsewhere.example"
NEXT = (
    f"//{ELSEWHERE}/", f"/\\{ELSEWHERE}", f"http:///{ELSEWHERE}", f"https://testserver@{ELSEWHERE}/", f"/%09/{ELSEWHERE}",
    f"javascript:alert('{ELSEWHERE}')", f"%00//{ELSEWHERE}", f"/%0d%0aLocation: https://{ELSEWHERE}/",
)  # fmt: skip


def forged(door: Door, answers: dict[str, Any], cookie: str, **headers: str) -> Any:
    """A form as a browser would send it that checks are made for."""
    handler: Any = door.browser.handler
    door.browser.cookies[settings.CSRF_COOKIE_NAME] = cookie
    handler.enforce_csrf_checks = True
    try:
        return door.posted(encoded(answers), headers=headers)
    finally:
        handler.enforce_csrf_checks = False
        del door.browser.cookies[settings.CSRF_COOKIE_NAME]


def test_every_address_refuses_a_form_without_its_code_or_from_another_site(doors: Doors) -> None:
    found = []
    for door in doors:
        right, wrong = {"csrfmiddlewaretoken": FORGERY}, {"csrfmiddlewaretoken": "e" * 32}
        tries: dict[str, tuple[dict[str, Any], str, dict[str, str]]] = {
            "no code": ({}, FORGERY, {}),
            "another's code": (wrong, FORGERY, {}),
            "no cookie": (right, "", {}),
            "from another site": (right, FORGERY, {"origin": f"https://{ELSEWHERE}"}),
            "from nowhere": (right, FORGERY, {"origin": "null"}),
            "from a name like ours": (right, FORGERY, {"origin": f"http://testserver.{ELSEWHERE}"}),
        }
        for what, (answers, cookie, headers) in door.share([*tries.items()]):
            response = forged(door, answers, cookie, **headers)
            if response.status_code != 403 or "open too long" not in response.text:
                found.append(f"{door.name}, {what}: {response.status_code}")
        own = forged(door, right, FORGERY, origin="http://testserver")
        if own.status_code == 403:
            found.append(f"{door.name} refuses its own form")
    assert not found, "\n".join(found)


def test_interface_for_programs_takes_nothing_that_could_be_forged(prepared: Any) -> None:
    from sulis_web.api.views.interface import api

    client = Client(enforce_csrf_checks=True)
    for path, methods in api.get_openapi_schema()["paths"].items():
        assert set(methods) == {"get"}, path
        assert client.post(path.replace("{", "").replace("}", ""), {}).status_code == 405


def test_nobody_is_led_elsewhere(doors: Doors) -> None:
    """Every `next`, in the address and in the form, and every other name by which frameworks know one."""
    found, led = [], set()
    for door, answers in forms(Doors(doors.world)):
        for given in door.share(NEXT):
            extra = "&".join(f"{name}={given}" for name in ("next", "redirect_to", "url", "return"))
            asked = door.sent("GET", f"{door.path}?{extra}")
            sent = door.posted(f"{encoded(answers | {'password': PASSWORD})}&{extra}", query=extra)
            led |= {door.name} if sent.status_code in {302, 303} else set()
            found += [f"{door.name} with {given}: {fault}" for fault in (*leads_out(asked), *leads_out(sent))]
    assert not found, "\n".join(found)
    assert led >= {"confirm", "purpose", "sign-out", "edit-board"}, led


def leads_out(response: Any) -> list[str]:
    """A redirect or a link to another site, or to a script."""
    to = response.headers.get("Location", "/")
    found = [f"leads to {to}"] if to[:1] not in {"/", "?"} or to[:2] in {"//", "/\\"} or "\n" in to else []
    ways = ("//", "/\\", "javascript:", "http:///", f"https://{ELSEWHERE}", f"https://testserver@{ELSEWHERE}")
    return found + [f"a link to {way}" for way in ways if f'href="{way}' in response.text]

"""Who may do what: the page says what the roles say, and what the deciding function answers the reader now."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.urls import reverse

from sulis_web.partnership.actions import Action
from sulis_web.partnership.roles import ROLES
from tests.integration.governance.conftest import COUNCIL, as_role


def text_of(browser: Any) -> str:
    response = browser.get("/permissions/")
    assert response.status_code == 200
    return html.unescape(response.text)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_page_describes_every_role_to_every_role(partnership: Any, role: str) -> None:
    text = text_of(as_role(role))
    for part in ROLES.values():
        assert part.description in text and f'id="{part.slug}"' in text
    assert text.count("(your role)") == 1


def test_every_action_is_answered_once(partnership: Any) -> None:
    text = text_of(as_role("analyst")).split("Every role")[0]
    for action in Action:
        assert text.count(f"{action.value[:1].upper()}{action.value[1:]}") == 1, action


def test_reader_learns_why_not_and_how_to_mend_it(partnership: Any, agreed: Any) -> None:
    """Truths told by the role's description: a contact needs a factor, then a purpose, then the password again."""
    bare = as_role("single-point-of-contact", COUNCIL, "bare", factor=False, confirmed=False).get("/permissions/")
    assert bare.status_code == 302 and bare.url.startswith("/account/second-factor/?next=")
    with_factor = text_of(as_role("single-point-of-contact", COUNCIL, "factor", confirmed=False))
    assert "You have not said what you need restricted records for." in with_factor
    assert "/account/purpose/?next=/permissions/" in with_factor
    assert "You have to give your password or a code again" in with_factor
    full = text_of(as_role("single-point-of-contact", COUNCIL, "full", purpose="ENQUIRY"))
    assert "Not yet" not in full.split("Every role")[0]


def test_organisation_without_agreement_is_told_so(partnership: Any) -> None:
    from sulis_web.partnership.models import Party
    from tests.support.web import AT

    Party.objects.unscoped("a test").update(retired_at=AT, retired_reason="a test")
    text = text_of(as_role("single-point-of-contact", COUNCIL))
    assert "Your organisation is party to no information-sharing agreement in date." in text


def test_ways_shown_are_those_that_open(partnership: Any, agreed: Any) -> None:
    """Every link of the partnership's part opens for the role that is shown it; what is not shown answers as absent."""
    from sulis_web.partnership.frame import GROUND

    for role in ROLES:
        browser = as_role(role, purpose="ENQUIRY" if "contact" in role else "GOVERNANCE")
        shown = set(re.findall(r'href="(/[a-z/-]+/)"', text_of(browser).split("Every role")[0]))
        for _words, name, action in GROUND:
            opens = browser.get(reverse(name)).status_code
            assert opens == (200 if reverse(name) in shown else 404), (role, name, action)

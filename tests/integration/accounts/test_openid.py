"""Signing in by an organisation's own sign-in, against a real provider on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from sulis.vocabulary import WrongUsage
from sulis_web.accounts.openid.configured import OpenId, read_openid
from sulis_web.partnership.sign_in import Kept
from tests.integration.accounts.people import with_authenticator, with_password
from tests.support.openid_provider.running import Provider, served
from tests.support.people import organisation, someone

ANSWER = "/sign-in/organisation/answer/"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with served(tmp_path_factory.mktemp("provider"), [f"http://testserver{ANSWER}"]) as running:
        yield running


@pytest.fixture
def trusted(provider: Provider, settings: Any) -> OpenId:
    cache.clear()
    settings.OPENID = OpenId(provider.issuer, provider.client, provider.secret, "Avonside Council", False)
    return settings.OPENID


@pytest.fixture
def sam(partnership: Any, trusted: OpenId) -> Any:
    return with_password(someone("analyst", organisation(), "sam"), "sam@council.example")


def go(provider: Provider, name: str, browser: Any = None, start: str = "/sign-in/organisation/") -> Any:
    """Through the provider and back: the application's answer."""
    browser = browser or Client()
    question = browser.get(start)
    assert question.status_code == 302, question.text
    back = urlsplit(provider.sign_in(question.url, name))
    assert back.path == ANSWER
    return browser.get(f"{back.path}?{back.query}")


def test_question_carries_state_nonce_and_a_challenge(client: Any, sam: Any, provider: Provider) -> None:
    asked = parse_qs(urlsplit(client.get("/sign-in/organisation/").url).query)
    assert asked["response_type"] == ["code"] and asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))
    assert set(asked["scope"][0].split()) == {"openid", "email", "profile"}


def test_invited_person_signs_in_and_is_linked(client: Any, sam: Any, provider: Provider, events: Any) -> None:
    from allauth.socialaccount.models import SocialAccount

    response = go(provider, "sam", client, "/sign-in/organisation/?next=/plan/")
    assert response.url == "/plan/" and client.get("/plan/").status_code == 200
    held = SocialAccount.objects.get(user=sam)
    assert held.provider == provider.issuer and not held.extra_data
    assert [event.reason for event in events(action="sign-in")] == ["organisation's sign-in"]
    assert go(provider, "sam").url == "/home/" and SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stranger", "Nobody here has been invited"),
        ("unverified", "does not vouch for your e-mail address"),
        ("unverified-word", "does not vouch for your e-mail address"),
        ("no-email", "does not vouch for your e-mail address"),
        ("wrong-nonce", "could not be trusted"),
        ("no-nonce", "could not be trusted"),
        ("wrong-issuer", "could not be trusted"),
        ("wrong-audience", "could not be trusted"),
        ("expired", "could not be trusted"),
    ],
)
def test_refused_in_words(client: Any, sam: Any, provider: Provider, events: Any, name: str, words: str) -> None:
    from allauth.socialaccount.models import SocialAccount

    from sulis_web.partnership.models import Person

    response = go(provider, name, client)
    assert response.status_code == 422 and words in response.text
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists() and Person.objects.count() == 1
    assert len(events(action="refused-sign-in")) == 1


def test_closed_sign_in_is_refused_also_once_linked(client: Any, sam: Any, provider: Provider) -> None:
    go(provider, "sam")
    sam.is_active = False
    sam.save()
    response = go(provider, "sam", client)
    assert response.status_code == 422 and "has been closed" in response.text


def test_address_that_nobody_here_has_verified_links_to_nobody(client: Any, sam: Any, provider: Provider) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.filter(user=sam).update(verified=False)
    assert go(provider, "sam", client).status_code == 422


def test_second_subject_with_the_same_address_takes_nothing_over(client: Any, sam: Any, provider: Provider) -> None:
    go(provider, "sam")
    assert go(provider, "twin", client).status_code == 422


def test_same_subject_at_another_issuer_is_nobody(client: Any, sam: Any, provider: Provider) -> None:
    from allauth.socialaccount.models import SocialAccount

    go(provider, "sam")
    other = with_password(someone("analyst", organisation(), "other"), "other@council.example")
    held = SocialAccount.objects.get()
    SocialAccount.objects.filter(pk=held.pk).update(user=other, provider="https://elsewhere.example")
    go(provider, "sam", client)
    assert client.session["_auth_user_id"] == str(sam.pk)


def test_second_factor_is_asked_for_unless_the_providers_is_trusted(
    client: Any, sam: Any, provider: Provider, settings: Any, trusted: OpenId
) -> None:
    from dataclasses import replace

    with_authenticator(sam)
    assert go(provider, "mfa", client).url == "/sign-in/code/"
    settings.OPENID = replace(trusted, trusts_mfa=True)
    assert go(provider, "mfa", client).url == "/home/" and client.session[Kept.FACTOR] == "organisation"


def test_trusted_provider_that_asked_for_no_second_factor_gives_none(
    client: Any, sam: Any, provider: Provider, settings: Any, trusted: OpenId
) -> None:
    from dataclasses import replace

    with_authenticator(sam)
    settings.OPENID = replace(trusted, trusts_mfa=True)
    assert go(provider, "sam", client).url == "/sign-in/code/"


def test_answer_is_taken_once_and_only_by_the_browser_that_asked(client: Any, sam: Any, provider: Provider) -> None:
    back = urlsplit(provider.sign_in(client.get("/sign-in/organisation/").url, "sam"))
    answer = f"{back.path}?{back.query}"
    assert Client().get(answer).status_code == 422, "another browser"
    assert client.get(f"{answer}&iss=https://elsewhere.example").status_code == 422
    assert client.get(answer).status_code == 422, "the state was used up"


@pytest.mark.parametrize(
    "query", ["", "?state=x", "?state=x&code=y", "?error=access_denied", "?code=" + "a" * 5000, "?state=%ff&code=%00"]
)
def test_answer_to_no_question_is_refused(client: Any, sam: Any, query: str) -> None:
    assert client.get(f"{ANSWER}{query}").status_code in {400, 422}


def test_stopping_at_the_provider_is_said(client: Any, sam: Any, provider: Provider) -> None:
    state = parse_qs(urlsplit(client.get("/sign-in/organisation/").url).query)["state"][0]
    page = client.get(f"{ANSWER}?state={state}&error=access_denied")
    assert page.status_code == 422 and "You stopped before it was done" in page.text


def test_provider_that_does_not_answer_is_said(client: Any, sam: Any, settings: Any) -> None:
    settings.OPENID = OpenId("http://127.0.0.1:9/o", "x", "y", "Avonside Council", False)
    page = client.get("/sign-in/organisation/")
    assert page.status_code == 422 and "does not answer now" in page.text


def test_signed_out_page_offers_it_only_where_it_is_set_up(client: Any, sam: Any, settings: Any) -> None:
    assert "Continue with Avonside Council" in client.get("/sign-in/?next=/plan/").text
    settings.OPENID = None
    assert "Avonside" not in client.get("/sign-in/").text and client.get("/sign-in/organisation/").status_code == 404


def test_invitation_is_accepted_by_it_for_the_invited_address_alone(
    partnership: Any, trusted: OpenId, provider: Provider
) -> None:
    from django.utils import timezone

    from sulis_web.accounts.operations.memberships import invite
    from sulis_web.audit.values import SYSTEM
    from sulis_web.partnership.models import Person

    def start(email: str) -> str:
        made = invite(
            organisation=organisation(), role="analyst", name="Robin Vale", email=email, by=SYSTEM, at=timezone.now()
        )
        return f"/sign-in/organisation/?invitation={made.secret}"

    assert go(provider, "stranger", start=start("new@council.example")).status_code == 422
    browser = Client()
    assert go(provider, "new", browser, start("new@council.example")).url == "/home/"
    person = Person.objects.get()
    assert (str(person), person.has_usable_password()) == ("Robin Vale", False)
    assert browser.get("/home/").status_code == 200


def test_confirming_again_by_the_organisation(client: Any, sam: Any, provider: Provider) -> None:
    go(provider, "sam", client)
    kept = client.session
    kept.pop(Kept.CONFIRMED)
    kept.save()
    sam.set_unusable_password()
    sam.save()
    client.force_login(sam)
    assert "Confirm with Avonside Council" in client.get("/account/confirm/?next=/account/").text
    response = go(provider, "sam", client, "/account/confirm/organisation/?next=/account/second-factor/")
    assert response.url == "/account/second-factor/" and client.session[Kept.CONFIRMED]
    assert go(provider, "stranger", client, "/account/confirm/organisation/").status_code == 422


def test_provider_that_remembers_somebody_confirms_nothing(
    client: Any, sam: Any, provider: Provider, time_machine: Any
) -> None:
    """Given a sign-in at the provider some minutes old, when it lets somebody in unasked, then a step-up is still asked for."""
    time_machine(minutes=5)
    assert go(provider, "sam", client).url == "/home/"
    assert Kept.CONFIRMED not in client.session
    assert client.get("/account/tokens/").url.startswith("/account/confirm/")


def test_provider_speaks_for_no_address_of_another_organisation(
    client: Any, sam: Any, provider: Provider, settings: Any, trusted: OpenId
) -> None:
    """Given the council's provider, when it vouches for an officer's address, then the officer's sign-in is not given."""
    from dataclasses import replace

    from allauth.socialaccount.models import SocialAccount

    officer = with_password(
        someone("single-point-of-contact", organisation("organisation_police"), "officer"), "stranger@elsewhere.example"
    )
    settings.OPENID = replace(trusted, domains=("council.example",), trusts_mfa=True)
    response = go(provider, "stranger", client)
    assert response.status_code == 422 and "cannot speak for an address of another organisation" in response.text
    assert not SocialAccount.objects.filter(user=officer).exists() and "_auth_user_id" not in client.session
    assert go(provider, "sam").url == "/home/"


def test_taking_the_link_away_needs_a_password(client: Any, sam: Any, provider: Provider) -> None:
    from allauth.socialaccount.models import SocialAccount

    go(provider, "sam", client)
    assert client.post("/account/unlink/").url == "/account/?done=unlinked" and not SocialAccount.objects.exists()
    go(provider, "sam", client)
    sam.refresh_from_db()
    sam.set_unusable_password()
    sam.save()
    client.force_login(sam)
    from tests.support.people import signed_in

    assert signed_in(client, sam).post("/account/unlink/").url == "/account/?done=password-first"
    assert SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"SULIS_OIDC_ISSUER": "http://plan.example"}, "no address of an issuer"),
        ({"SULIS_OIDC_ISSUER": "https://"}, "no address of an issuer"),
        ({"SULIS_OIDC_ISSUER": "https://a.example/?x=1"}, "no address of an issuer"),
        ({"SULIS_OIDC_ISSUER": "https://a.example"}, "CLIENT_ID"),
        (
            {
                "SULIS_OIDC_ISSUER": "https://a.example",
                "SULIS_OIDC_CLIENT_ID": "x",
                "SULIS_OIDC_CLIENT_SECRET_FILE": "/nowhere",
            },
            "holds no secret",
        ),
    ],
)
def test_environment_that_is_not_whole_is_refused(environ: dict[str, str], words: str) -> None:
    with pytest.raises(WrongUsage, match=words):
        read_openid(environ)


def test_environment_is_read_and_its_secret_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden\n")
    environ = {
        "SULIS_OIDC_ISSUER": "https://a.example/", "SULIS_OIDC_CLIENT_ID": "x", "SULIS_OIDC_NAME": "Avonside",
        "SULIS_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret"), "SULIS_OIDC_TRUSTS_MFA": "1",
        "SULIS_OIDC_DOMAINS": " Council.example, police.example",
    }  # fmt: skip
    found = read_openid(environ)
    assert found == OpenId("https://a.example/", "x", "hidden", "Avonside", True, ("council.example", "police.example"))
    assert "hidden" not in repr(found)
    assert read_openid({}) is None

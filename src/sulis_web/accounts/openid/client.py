"""The conversation with the provider: authorization code with PKCE, and an identity token that is checked in every part.

django-allauth keeps the state and exchanges the code. The token is checked here: its own client does not check the
signature of a token that came straight from the provider, and sends no nonce.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.core.cache import cache
from django.http import HttpRequest

from sulis_web.accounts.openid.configured import OpenId
from sulis_web.accounts.secret_links import digest_of

PROVIDER = "openid"  # what the kept states are for
_ALGORITHMS = ("RS256", "PS256", "ES256")  # signed with a key of the provider's: never "none", never a shared secret
_SCOPE = ["openid", "email", "profile"]
_CLOCKS_DIFFER = 60  # seconds
_KNOWN_FOR = 600
_ASKED_AT = ("authorization_endpoint", "token_endpoint", "jwks_uri", "issuer")


class Refused(Exception):
    """What the provider said is not taken. ``why`` is a word for the audit; the page has words for people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Asked:
    """What was kept of the question until its answer came."""

    nonce: str
    verifier: str
    next: str
    invitation: str  # the secret of an invitation that is being accepted
    again: bool  # somebody who is signed in was to show that it is still them


@dataclass(frozen=True, slots=True)
class Claims:
    """Who the provider says that it is."""

    subject: str
    email: str
    verified: bool
    with_mfa: bool
    when: int  # when they last gave a password there, as seconds since 1970; 0: not said


def ask(
    request: HttpRequest, provider: OpenId, back: str, *, next: str, invitation: str = "", again: bool = False
) -> str:
    """The provider's address to send the browser to."""
    known, nonce = _metadata(provider), secrets.token_urlsafe(24)
    challenge = generate_code_challenge()
    state = {
        "nonce": nonce, "verifier": challenge.pop("code_verifier"), "next": next, "invitation": invitation, "again": again,
    }  # fmt: skip
    client = _client(request, provider, known, back)
    client.state = statekit.stash_state(request, provider_id=PROVIDER, state=state)
    more = {"nonce": nonce, **challenge} | ({"prompt": "login", "max_age": "0"} if again else {})
    return str(client.get_redirect_url(known["authorization_endpoint"], _SCOPE, more))


def answered(request: HttpRequest, provider: OpenId, back: str) -> tuple[Asked, Claims]:
    """What was asked, and the claims of a token that holds in every part.

    Raises
    ------
    Refused
        When anything is not as it must be.
    """
    kept = statekit.unstash_state(request, provider_id=PROVIDER, state_id=request.GET.get("state", ""))
    if kept is None:
        raise Refused("state")
    asked = Asked(**kept)
    if "error" in request.GET or not request.GET.get("code"):
        raise Refused("cancelled" if request.GET.get("error") == "access_denied" else "no code")
    known = _metadata(provider)
    if request.GET.get("iss", known["issuer"]) != known["issuer"]:
        raise Refused("issuer")
    return asked, _claims(_token(request, provider, known, back, asked), provider, known, asked)


def _token(request: HttpRequest, provider: OpenId, known: dict[str, Any], back: str, asked: Asked) -> str:
    client = _client(request, provider, known, back)
    try:
        given = client.get_access_token(request.GET["code"], pkce_code_verifier=asked.verifier)
        return str(given["id_token"])
    # OSError: what does not answer, and what answers with an error
    except (OAuth2Error, OSError, KeyError, TypeError, ValueError) as trouble:
        raise Refused("no token") from trouble


def _claims(token: str, provider: OpenId, known: dict[str, Any], asked: Asked) -> Claims:
    try:
        found = jwt.decode(
            token, key=_key(token, known), algorithms=list(_ALGORITHMS), audience=provider.client_id, issuer=provider.issuer,
            leeway=_CLOCKS_DIFFER, options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )  # fmt: skip
    except jwt.InvalidIssuerError as trouble:
        raise Refused("issuer") from trouble
    except (jwt.PyJWTError, ValueError, KeyError, TypeError) as trouble:
        raise Refused("token") from trouble
    if not secrets.compare_digest(str(found["nonce"]).encode(), asked.nonce.encode()):
        raise Refused("nonce")
    if found.get("azp", provider.client_id) != provider.client_id:
        raise Refused("token")
    return _read(found)


def _read(found: dict[str, Any]) -> Claims:
    methods = found.get("amr")
    with_mfa = "mfa" in (methods if isinstance(methods, list) else []) or found.get("acr") == "mfa"
    when = found.get("auth_time")
    return Claims(
        subject=str(found["sub"])[:190],
        email=str(found.get("email") or ""),
        verified=found.get("email_verified") is True,
        with_mfa=with_mfa,
        when=when if isinstance(when, int) else 0,
    )


def _key(token: str, known: dict[str, Any]) -> Any:
    """The provider's key that the token names. One that is not among those known may be new: they are asked for again."""
    header = jwt.get_unverified_header(token)
    for fresh in (False, True):
        for held in _fetched(known["jwks_uri"], fresh=fresh).get("keys", []):
            is_named = held.get("kid") == header.get("kid") and held.get("use", "sig") == "sig"
            if is_named and held.get("kty") in {"RSA", "EC"}:
                return jwt.PyJWK(held, algorithm=header["alg"] if header["alg"] in _ALGORITHMS else "RS256").key
    raise Refused("key")


def _metadata(provider: OpenId) -> dict[str, Any]:
    found = _fetched(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer or not all(isinstance(found.get(name), str) for name in _ASKED_AT):
        raise Refused("issuer")
    return found


def _fetched(address: str, *, fresh: bool = False) -> dict[str, Any]:
    """A document of the provider's, kept for ten minutes."""
    key = f"sulis_web.accounts.openid.{digest_of(address)}"
    found = None if fresh else cache.get(key)
    if found is None:
        try:
            with get_adapter().get_requests_session() as session:
                response = session.get(address, allow_redirects=False)
                response.raise_for_status()
                found = response.json()
        except (OSError, ValueError) as trouble:
            raise Refused("unreachable") from trouble
        if not isinstance(found, dict):
            raise Refused("unreachable")
        cache.set(key, found, _KNOWN_FOR)
    return found


def _client(request: HttpRequest, provider: OpenId, known: dict[str, Any], back: str) -> OAuth2Client:
    methods = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return OAuth2Client(
        request, provider.client_id, provider.secret, "POST", known["token_endpoint"], back,
        basic_auth="client_secret_post" not in methods,
    )  # fmt: skip

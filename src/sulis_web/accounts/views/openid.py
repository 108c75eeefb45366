from __future__ import annotations

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sulis_web.accounts import factors, queries, sessions
from sulis_web.accounts.openid import client
from sulis_web.accounts.openid.client import Asked, Claims, Refused
from sulis_web.accounts.openid.configured import OpenId
from sulis_web.accounts.operations import linking, memberships, signing
from sulis_web.accounts.views import entering
from sulis_web.audit.values import Actor
from sulis_web.partnership.doors import own, public
from sulis_web.partnership.models import Person

_FRESH = 120  # seconds since the password was given there, when it is asked for again
# What is said to people of each reason; the rest is said as one.
_WORDS = {
    "cancelled": "You stopped before it was done.",
    "state": "The page had been open too long, or was opened twice. Start again from the sign-in page.",
    "unreachable": "Your organisation’s sign-in does not answer now. Try again in a few minutes.",
    "unverified": "Your organisation’s sign-in does not vouch for your e-mail address, so we cannot tell who you are here.",
    "another's address": "Your organisation’s sign-in cannot speak for an address of another organisation. Sign in with your password.",
    "unknown": "Nobody here has been invited under your e-mail address. Ask your organisation’s single point of contact for an invitation.",
    "inactive": "Your sign-in here has been closed. Ask your organisation’s single point of contact.",
    "another": "That is another person than the one who is signed in here.",
}
_OTHERWISE = (
    "What your organisation’s sign-in sent could not be trusted, so nothing was done with it. Start again; if it keeps "
    "happening, tell the co-ordinator of the partnership."
)


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    provider, next = _provider(), entering.next_of(request)
    invitation = request.GET.get("invitation", "")[:100]
    try:
        return HttpResponseRedirect(client.ask(request, provider, _back(request), next=next, invitation=invitation))
    except Refused as refused:
        return _refused(request, refused.why)


@own
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """For somebody who signed in there: their organisation asks them once more who they are."""
    provider, next = _provider(), entering.next_of(request)
    try:
        return HttpResponseRedirect(client.ask(request, provider, _back(request), next=next, again=True))
    except Refused as refused:
        return _refused(request, refused.why)


@public
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    provider, at = _provider(), timezone.now()
    try:
        asked, claims = client.answered(request, provider, _back(request))
        if asked.again:
            return _confirmed(request, provider, asked, claims, at)
        return _let_in(request, provider, asked, claims, at)
    except Refused as refused:
        entering.refuse(request, name="", why=f"organisation's sign-in: {refused.why}", at=at)
        return _refused(request, refused.why)


def _let_in(request: HttpRequest, provider: OpenId, asked: Asked, claims: Claims, at: datetime) -> HttpResponse:
    person = _linked(provider, claims) or _invited(provider, claims, asked, at, entering.request_id(request))
    if not person.is_active:
        raise Refused("inactive")
    factor = factors.Given.ELSEWHERE.value if claims.with_mfa and provider.trusts_mfa else ""
    return entering.let_in(
        request, person, how="organisation's sign-in", at=at, next=asked.next, factor=factor,
        confirmed=_is_fresh(claims, at), known_here=False,
    )  # fmt: skip


def _is_fresh(claims: Claims, at: datetime) -> bool:
    """Whether they gave a password there just now. A provider that remembers them lets in whoever sits at the keyboard."""
    return at.timestamp() - claims.when <= _FRESH


def _linked(provider: OpenId, claims: Claims) -> Person | None:
    held = SocialAccount.objects.filter(provider=provider.issuer, uid=claims.subject).select_related("user").first()
    return held.user if held else None


def _invited(provider: OpenId, claims: Claims, asked: Asked, at: datetime, request_id: str) -> Person:
    """Somebody whose address the provider vouches for, and who was invited here under it. Nobody else is ever made."""
    if not claims.email or not claims.verified:
        raise Refused("unverified")
    if provider.domains and claims.email.rpartition("@")[2].lower() not in provider.domains:
        raise Refused("another's address")
    person = queries.person_at(claims.email) or _accepting(claims, asked, at)
    if person is None:
        raise Refused("unknown")
    if not person.is_active:
        raise Refused("inactive")
    if queries.linked_to(person):
        raise Refused("unknown")  # the address has passed to another subject there
    by = Actor(person=person.public_id, request_id=request_id)
    linking.link(person=person, issuer=provider.issuer, subject=claims.subject, by=by, at=at)
    return person


def _accepting(claims: Claims, asked: Asked, at: datetime) -> Person | None:
    """The invitation that was being accepted, where it is for the address that the provider vouches for."""
    held = queries.invitation_behind(asked.invitation, at=at) if asked.invitation else None
    if held is None or held.email.casefold() != claims.email.casefold():
        return None
    first, _space, last = held.name.partition(" ")
    return memberships.accept_as_new(invitation=held, first_name=first, last_name=last, password=None, by=None, at=at)


def _confirmed(request: HttpRequest, provider: OpenId, asked: Asked, claims: Claims, at: datetime) -> HttpResponse:
    person = _linked(provider, claims)
    if not request.user.is_authenticated or person != request.user:
        raise Refused("another")
    if not _is_fresh(claims, at):
        raise Refused("not asked again")
    sessions.confirm(request, at=at)
    with entering.seen(request):
        signing.note_confirmed(by=entering.acting(request, at), how="organisation's sign-in", at=at)
    return HttpResponseRedirect(sessions.inside(request, asked.next) or reverse("account"))


def _provider() -> OpenId:
    if settings.OPENID is None:
        raise Http404
    provider: OpenId = settings.OPENID
    return provider


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("openid-answer"))


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    page = {"words": _WORDS.get(why, _OTHERWISE), "name": _provider().name}
    return entering.page(request, "accounts/openid_refused.html", page, refused=True)

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sulis_web.accounts import queries, rules, sessions
from sulis_web.accounts.forms import AcceptForm, EndForm, InviteForm
from sulis_web.accounts.models import Invitation
from sulis_web.accounts.operations import memberships
from sulis_web.accounts.views import entering
from sulis_web.design.notices import Notice
from sulis_web.design.notices import NoticeKind as Banner
from sulis_web.jobs import notices
from sulis_web.jobs.notices import NoticeKind
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.doors import own, permit, public
from sulis_web.partnership.models import Organisation, Person
from sulis_web.records.conflicts import Conflict
from sulis_web.records.forms import refuse_strangers
from sulis_web.records.once import once

SENT = "The invitation is on its way to them. It holds for two days."


@permit(Action.INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def invite(request: HttpRequest, id: str) -> HttpResponse:
    who, at = request.who, timezone.now()
    organisation = queries.organisation_to_invite_to(who, id)
    if organisation is None:
        raise Http404
    form = InviteForm(entering.given(request), gives=who.part.gives)
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            return _invited(request, form, organisation, at)
    context = {
        "form": form, "organisation": organisation, "waiting": queries.open_invitations(who, organisation, at=at),
        "notice": Notice(SENT, Banner.SUCCESS) if request.GET.get("sent") == "yes" else None,
    }  # fmt: skip
    return entering.page(request, "accounts/invite.html", context, refused=form.is_bound)


def _invited(request: HttpRequest, form: InviteForm, organisation: Organisation, at: datetime) -> HttpResponse:
    said = form.cleaned_data
    known = queries.person_at(said["email"])
    rules.check_invite(request.who, organisation=organisation, role=said["role"], person=known.pk if known else None)
    offered = memberships.invite(
        organisation=organisation,
        role=said["role"],
        name=said["name"],
        email=said["email"],
        by=actor(request.who),
        at=at,
    )
    address = reverse("accept-invitation", args=[offered.secret])
    notices.send(
        NoticeKind.INVITATION, to=said["email"], address=address, at=at, by=actor(request.who), organisation=organisation.pk
    )  # fmt: skip
    return HttpResponseRedirect(f"{reverse('invite', args=[organisation.public_id])}?sent=yes")


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the link reads the letters of the address that was invited."""
    at = timezone.now()
    invitation = queries.invitation_behind(secret, at=at)
    if invitation is None:
        return entering.page(request, "accounts/invitation_over.html", {}, refused=True)
    join_url = reverse("join", args=[secret])
    context: dict[str, object] = {"invitation": invitation, "join_url": join_url}
    if queries.person_at(invitation.email):
        return entering.page(request, "accounts/invitation_known.html", context)
    form = AcceptForm(entering.given(request), person=Person(username=invitation.email, email=invitation.email))
    if request.method == "POST" and form.is_valid():
        return _accepted(request, form, invitation, at)
    if settings.OPENID:
        context["elsewhere"] = settings.OPENID
        context["elsewhere_url"] = f"{reverse('openid')}?{urlencode({'invitation': secret})}"
    return entering.page(request, "accounts/accept.html", context | {"form": form}, refused=form.is_bound)


def _accepted(request: HttpRequest, form: AcceptForm, invitation: Invitation, at: datetime) -> HttpResponse:
    said = form.cleaned_data
    person = memberships.accept_as_new(
        invitation=invitation, first_name=said["first_name"], last_name=said["last_name"],
        password=said["new_password1"], by=None, at=at,
    )  # fmt: skip
    if person is None:
        return entering.page(request, "accounts/invitation_over.html", {}, refused=True)
    return entering.let_in(request, person, how="password", at=at)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation with the sign-in that one has. It must be the invited address's."""
    at, person = timezone.now(), request.user
    invitation = queries.invitation_behind(secret, at=at)
    if invitation is None:
        return entering.page(request, "accounts/invitation_over.html", {}, refused=True)
    is_theirs = queries.person_at(invitation.email) == person
    if request.method == "POST" and is_theirs:
        by = entering.acting(request, at)
        if memberships.accept_as_known(invitation=invitation, person=person, by=by, at=at):
            sessions.keep_this(request, person)
            return redirect(f"{reverse('account')}?done=joined")
        return entering.page(request, "accounts/invitation_over.html", {}, refused=True)
    context = {"invitation": invitation, "is_theirs": is_theirs}
    return entering.page(request, "accounts/join.html", context, refused=not is_theirs)


@permit(Action.END_MEMBERSHIP)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def end_membership(request: HttpRequest, id: str) -> HttpResponse:
    at = timezone.now()
    held = queries.membership_to_end(request.who, id, at=at)
    if held is None:
        raise Http404
    rules.check_end(request.who, held)
    form = EndForm(entering.given(request))
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            with suppress(Conflict):  # somebody else ended it in the same moment
                memberships.end_membership(
                    membership=held, reason=form.cleaned_data["reason"], by=actor(request.who), at=at
                )
            return HttpResponseRedirect(reverse(after_ending()))
    context = {"form": form, "membership": held, "cancel": reverse(after_ending())}
    return entering.page(request, "accounts/end_membership.html", context, refused=form.is_bound)


def after_ending() -> str:
    """Where the people of an organisation are listed, once the register has that page."""
    try:
        reverse("members")
    except NoReverseMatch:
        return "account"
    return "members"

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sulis_web.accounts import factors, presenters, queries, rules, sessions, throttle
from sulis_web.accounts.forms import ChangePasswordForm, ConfirmForm, PurposeForm
from sulis_web.accounts.operations import passwords, signing
from sulis_web.accounts.views import entering
from sulis_web.accounts.views.sign_in import asked, take_factor
from sulis_web.accounts.views.writing import tell
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import own
from sulis_web.partnership.frame import leads_somewhere
from sulis_web.partnership.queries import memberships_of


@own
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    at, who, person = timezone.now(), request.who, request.user
    held = memberships_of(person, at=at)
    context = {
        "person": person,
        "email": queries.email_of(person),
        "acting": next((each for each in held if each.pk == who.membership), None),
        "memberships": [each for each in held if each.pk != who.membership],
        "factors": presenters.factor_facts(factors.factors_of(person)),
        "has_code": factors.has_code(person),
        "codes_left": factors.codes_left(person),
        "linked": queries.linked_to(person),
        "sign_ins": presenters.sign_in_rows(queries.last_sign_ins(person)),
        "restricted": queries.reaches_restricted(person, at=at),
        "may_hold_tokens": leads_somewhere(who, Action.HOLD_TOKEN),
        "done": presenters.done(request.GET.get("done", "")),
    }
    return entering.page(request, "accounts/account.html", context)


@own
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Act under another of one's memberships."""
    at = timezone.now()
    chosen = queries.own_membership(request.user, request.POST.get("membership", ""), at=at)
    if chosen is None:
        raise Http404
    sessions.act_under(request, chosen.pk)
    with entering.seen(request):
        signing.note_acting(by=entering.acting(request, at), membership=chosen, at=at)
    return redirect(f"{reverse('account')}?done=acting")


@own
@require_POST
def end_sign_ins(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    passwords.end_sign_ins(person=request.user, by=entering.acting(request, at), reason="every other one", at=at)
    sessions.keep_this(request, request.user)
    return redirect(f"{reverse('account')}?done=ended")


@own
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Asked again who they are, before what must not be done at a keyboard that was left alone."""
    at, next = timezone.now(), entering.next_of(request)
    if request.method != "POST":
        return _ask_again(request, next, ConfirmForm())
    by_password = "password" in request.POST
    counters = (
        entering.password_counters(request, request.user.username, request.user)
        if by_password
        else entering.code_counters(request, request.user)
    )
    if held := throttle.take(counters, at=at):
        return entering.too_many(request, held, name="", at=at)
    how, form = _given_again(request, at, by_password)
    if not how:
        entering.refuse(request, name="", why="given again", at=at, person=request.user)
        return _ask_again(request, next, form)
    throttle.give_back(counters, at=at)
    sessions.confirm(request, at=at)
    with entering.seen(request):
        signing.note_confirmed(by=entering.acting(request, at), how=how, at=at)
    return HttpResponseRedirect(next or reverse("account"))


def _given_again(request: HttpRequest, at: datetime, by_password: bool) -> tuple[str, object]:
    if not by_password:
        given, form = take_factor(request, request.user, at=at)
        return (given.value if given else ""), form
    form = ConfirmForm(request.POST)
    if form.is_valid() and not request.user.check_password(form.cleaned_data["password"]):
        form.add_error("password", "The password is not right. Enter it again.")
    return ("password" if form.is_valid() else ""), form


def _ask_again(request: HttpRequest, next: str, form: object) -> HttpResponse:
    person = request.user
    context = asked(person, form) | {
        "next": next, "has_password": person.has_usable_password(), "by_password": isinstance(form, ConfirmForm),
        "elsewhere": settings.OPENID if queries.linked_to(person) else None, "refused": form,
    }  # fmt: skip
    return entering.page(request, "accounts/confirm.html", context, refused=getattr(form, "is_bound", False))


@own
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    """One of the role's purposes, with a reason: it goes into the audit with everything that is opened for it."""
    at, who, next = timezone.now(), request.who, entering.next_of(request)
    if who.part is None or not who.part.purposes:
        raise Http404
    form = PurposeForm(entering.given(request), part=who.part)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sessions.state_purpose(request, membership=who.membership, purpose=said["purpose"], reason=said["reason"])
        by = entering.acting(request, at)
        with entering.seen(request):
            signing.note_purpose(by=by, purpose=said["purpose"], reason=said["reason"], at=at)
        return HttpResponseRedirect(next or reverse("home"))
    return entering.page(request, "accounts/purpose.html", {"form": form, "next": next}, refused=form.is_bound)


@own
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    at, person = timezone.now(), request.user
    if not person.has_usable_password():
        rules.check_confirmed(request.who)
    form = ChangePasswordForm(entering.given(request), person=person)
    if not person.has_usable_password():
        del form.fields["oldpassword"]
    if request.method == "POST":
        counters = entering.password_counters(request, person.username, person)
        if held := throttle.take(counters, at=at):
            return entering.too_many(request, held, name="", at=at)
        if form.is_valid() and _knows_the_old(form, person):
            throttle.give_back(counters, at=at)
            by = entering.acting(request, at)
            passwords.set_password(
                person=person, password=form.cleaned_data["new_password1"], by=by, reason="changed", at=at
            )
            sessions.keep_this(request, person)
            sessions.confirm(request, at=at)
            tell(request, person)
            return redirect(f"{reverse('account')}?done=password")
    return entering.page(request, "accounts/password.html", {"form": form}, refused=form.is_bound)


def _knows_the_old(form: ChangePasswordForm, person: object) -> bool:
    if "oldpassword" not in form.fields or person.check_password(form.cleaned_data["oldpassword"]):  # type: ignore[attr-defined]
        return True
    form.add_error("oldpassword", "The password that you have now is not right. Enter it again.")
    return False

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sulis_web.accounts import factors, presenters, queries, rules, sessions, throttle
from sulis_web.accounts.forms import WRONG_PASSKEY, CodeForm, NewCodeForm, NewPasskeyForm
from sulis_web.accounts.operations import factors as operations
from sulis_web.accounts.operations import linking, signing
from sulis_web.accounts.views import entering
from sulis_web.accounts.views.sign_in import as_json, asked, take_factor
from sulis_web.accounts.views.writing import tell
from sulis_web.design.codes import QrCode
from sulis_web.partnership.doors import own
from sulis_web.partnership.models import Person

_SECRET = "sulis-new-authenticator"  # nosec B105: the name of a key
_CODES = "sulis-new-recovery-codes"


@own
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Give a second factor; or, where there is none yet, choose which kind to set up."""
    at, next, person = timezone.now(), entering.next_of(request), request.user
    if not factors.has_factor(person):
        return entering.page(request, "accounts/set_up.html", _kinds(request, next))
    if request.who.factor:
        return HttpResponseRedirect(next or reverse("account"))
    if request.method != "POST":
        return entering.page(
            request, "accounts/code.html", asked(person, CodeForm()) | {"next": next, "cancel": reverse("account")}
        )
    counters = entering.code_counters(request, person)
    if held := throttle.take(counters, at=at):
        return entering.too_many(request, held, name="", at=at)
    given, form = take_factor(request, person, at=at)
    if given is None:
        entering.refuse(request, name="", why="second factor", at=at, person=person)
        context = asked(person, form) | {"next": next, "cancel": reverse("account")}
        return entering.page(request, "accounts/code.html", context, refused=True)
    throttle.give_back(counters, at=at)
    sessions.give_factor(request, given.value, at=at)
    with entering.seen(request):
        signing.note_factor_given(by=entering.acting(request, at), how=given.value, at=at)
    return HttpResponseRedirect(next or reverse("home"))


def _kinds(request: HttpRequest, next: str) -> dict[str, object]:
    return {
        "next": next, "must": queries.reaches_restricted(request.user, at=timezone.now()),
        "code_url": entering.with_next(reverse("add-authenticator"), next),
        "passkey_url": entering.with_next(reverse("add-passkey"), next),
    }  # fmt: skip


@own
@require_http_methods(["GET", "HEAD", "POST"])
def add_authenticator(request: HttpRequest) -> HttpResponse:
    rules.check_confirmed(request.who)
    at, next, person = timezone.now(), entering.next_of(request), request.user
    _check_factor_given(request)
    if factors.has_code(person):
        return redirect("account")
    secret = request.session.setdefault(_SECRET, factors.new_secret())
    form = NewCodeForm(entering.given(request))
    if request.method == "POST" and form.is_valid():
        by = entering.acting(request, at)
        code = form.cleaned_data["code"]
        if operations.add_authenticator(person=person, secret=secret, code=code, by=by, at=at):
            return _added(request, person, factors.Given.CODE, next)
        form.add_error(
            "code",
            "That is not the code of now. Check that the clock of your phone is right, then enter the next code.",
        )
    picture = QrCode(factors.picture(person, secret), secret, "sets up your authenticator")
    context = {"form": form, "qr": picture, "next": next}
    return entering.page(request, "accounts/add_authenticator.html", context, refused=form.is_bound)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey(request: HttpRequest) -> HttpResponse:
    rules.check_confirmed(request.who)
    at, next, person = timezone.now(), entering.next_of(request), request.user
    _check_factor_given(request)
    form = NewPasskeyForm(entering.given(request))
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, entering.acting(request, at)
        if operations.add_passkey(person=person, name=said["name"], answer=said["answer"], by=by, at=at):
            return _added(request, person, factors.Given.PASSKEY, next)
        form.add_error(None, WRONG_PASSKEY)
    host = request.get_host().partition(":")[0]
    context = {
        "form": form, "next": next, "options": as_json(factors.begin_passkey(person)),
        "is_number": host.replace(".", "").isdigit() or host.startswith("["),
    }  # fmt: skip
    return entering.page(request, "accounts/add_passkey.html", context, refused=form.is_bound)


def _check_factor_given(request: HttpRequest) -> None:
    """Somebody who has a factor and has not given it in this sign-in adds none: it might not be theirs to add."""
    if factors.has_factor(request.user) and not request.who.factor:
        raise Http404


def _added(request: HttpRequest, person: Person, given: factors.Given, next: str) -> HttpResponse:
    """The factor was shown to work, so this sign-in has it; the first one brings recovery codes with it."""
    at = timezone.now()
    request.session.pop(_SECRET, None)
    sessions.keep_this(request, person)
    sessions.give_factor(request, given.value, at=at)
    tell(request, person)
    if factors.codes_left(person):
        return HttpResponseRedirect(next or f"{reverse('account')}?done=factor")
    drawn = operations.new_recovery_codes(person=person, by=entering.acting(request, at), at=at)
    request.session[_CODES] = list(drawn)
    return HttpResponseRedirect(entering.with_next(reverse("recovery-codes"), next))


@own
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes are shown once, on the page after they were drawn."""
    rules.check_confirmed(request.who)
    person, next = request.user, entering.next_of(request)
    if not factors.has_factor(person) or not request.who.factor:
        raise Http404
    if request.method == "POST":
        at = timezone.now()
        drawn = operations.new_recovery_codes(person=person, by=entering.acting(request, at), at=at)
        request.session[_CODES] = list(drawn)
        tell(request, person)
        return HttpResponseRedirect(entering.with_next(reverse("recovery-codes"), next))
    drawn = tuple(request.session.pop(_CODES, ()))
    context = {"codes": drawn, "left": factors.codes_left(person), "next": next or reverse("home")}
    return entering.page(request, "accounts/recovery_codes.html", context)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def remove_factor(request: HttpRequest, key: str) -> HttpResponse:
    rules.check_confirmed(request.who)
    at, person = timezone.now(), request.user
    held = factors.factors_of(person)
    one = next((each for each in held if each.key == key), None)
    if one is None or not request.who.factor:
        raise Http404
    restricted = queries.reaches_restricted(person, at=at)
    stays = rules.must_keep_a_factor(restricted=restricted, held=len(held))
    if request.method == "POST" and not stays:
        by = entering.acting(request, at)
        if operations.remove_factor(person=person, factor=one.row, restricted=restricted, by=by, at=at):
            sessions.keep_this(request, person)
            tell(request, person)
            return redirect(f"{reverse('account')}?done=removed")
    context = {"factor": presenters.factor_name(one), "stays": stays}
    return entering.page(request, "accounts/remove_factor.html", context, refused=request.method == "POST")


@own
@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """Take away the tie to the organisation's own sign-in, where a password is left to come in by."""
    rules.check_confirmed(request.who)
    at, person = timezone.now(), request.user
    if not person.has_usable_password():
        return redirect(f"{reverse('account')}?done=password-first")
    linking.unlink(person=person, by=entering.acting(request, at), at=at)
    sessions.keep_this(request, person)
    tell(request, person)
    return redirect(f"{reverse('account')}?done=unlinked")

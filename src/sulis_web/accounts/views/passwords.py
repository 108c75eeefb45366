from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from sulis_web.accounts import queries, throttle
from sulis_web.accounts.forms import NewPasswordForm, ResetForm
from sulis_web.accounts.operations import passwords
from sulis_web.accounts.secret_links import reset_token
from sulis_web.accounts.views import entering
from sulis_web.accounts.views.writing import tell
from sulis_web.audit.values import Actor
from sulis_web.partnership.doors import public
from sulis_web.partnership.models import Person


@public
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """The same answer to everybody, and in the same time: who is meant and what they are sent is seen to aside."""
    form = ResetForm(entering.given(request))
    if request.method == "POST" and form.is_valid():
        at, email = timezone.now(), form.cleaned_data["email"]
        counters = throttle.letter_counters(email=email, address=entering.address_of(request))
        held = throttle.take(counters, at=at)
        if not held:
            passwords.ask_reset(person=queries.person_at(email))
        return HttpResponseRedirect(reverse("reset-sent"))
    return entering.page(request, "accounts/reset.html", {"form": form}, refused=form.is_bound)


@public
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return entering.page(request, "accounts/reset_sent.html", {})


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, id: str, token: str) -> HttpResponse:
    """Sets a password and nothing else: who has a second factor is still asked for it."""
    person = Person.objects.filter(public_id=id, is_active=True).first()
    if person is None or not reset_token.check_token(person, token):
        return entering.page(request, "accounts/link_over.html", {"again": reverse("reset-password")}, refused=True)
    form = NewPasswordForm(entering.given(request), person=person)
    if request.method == "POST" and form.is_valid():
        by = Actor(person=person.public_id, request_id=entering.request_id(request))
        password = form.cleaned_data["new_password1"]
        passwords.set_password(person=person, password=password, by=by, reason="reset by letter", at=timezone.now())
        tell(request, person)
        return HttpResponseRedirect(f"{reverse('sign-in')}?ended=reset")
    return entering.page(request, "accounts/new_password.html", {"form": form}, refused=form.is_bound)

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse

from sulis_web.accounts.forms import SignInForm
from sulis_web.partnership.doors import PUBLIC


class SignIn(LoginView):
    door = PUBLIC
    login_required = False
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Refused with 422, so that a script does not take the form for the page behind it."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SignOut(LogoutView):
    """Forgets the session, and asks the browser to forget what it kept of the pages."""

    door = PUBLIC
    login_required = False

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

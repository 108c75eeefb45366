from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from sulis_web.partnership import queries
from sulis_web.partnership.forms import SignInForm


class SignIn(LoginView):
    template_name = "partnership/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Refused with 422, so that a script does not take the form for the page behind it."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    """Forgets the session, and asks the browser to forget what it kept of the pages."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@login_not_required
@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """The partnership's own accent. A style sheet of its own, because pages may carry no styles of theirs."""
    partnership = queries.current()
    rule = f":root {{ --accent: {partnership.accent}; }}\n" if partnership and partnership.accent else ""
    return HttpResponse(rule, content_type="text/css", headers={"Cache-Control": "public, max-age=300"})

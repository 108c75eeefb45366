"""Every address of the application. Public pages stand at the root; the rest asks for a sign-in."""

from django.urls import include, path

from sulis_web.config.health import health
from sulis_web.design.views import style
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit

urlpatterns = [
    path("", include("sulis_web.publication.urls")),
    path("", include("sulis_web.accounts.urls")),
    path("", include("sulis_web.partnership.urls")),
    path("health/", health, name="health"),
    path("style/", permit(Action.OPEN_HOME)(style), name="style"),
    path("", include("sulis_web.governance.urls")),
    path("", include("sulis_web.api.urls")),
    path("jobs/", include("sulis_web.jobs.urls")),
    path("thread/", include("sulis_web.thread.urls")),
    path("evidence/", include("sulis_web.evidence.urls")),
    path("needs/", include("sulis_web.needs.urls")),
    path("plan/strategies/", include("sulis_web.alignment.urls")),
    path("plan/inbox/", include("sulis_web.inbox.urls")),
    path("plan/measures/", include("sulis_web.measures.urls")),
    path("plan/", include("sulis_web.plan.urls")),
]

handler400 = "sulis_web.api.errors.bad_request"
handler403 = "sulis_web.design.views.forbidden"
handler404 = "sulis_web.api.errors.not_found"
handler500 = "sulis_web.api.errors.server_error"

"""Every address of the application. Public pages stand at the root; the rest asks for a sign-in."""

from django.urls import include, path

urlpatterns = [
    path("", include("sulis_web.publication.urls")),
    path("", include("sulis_web.accounts.urls")),
    path("", include("sulis_web.partnership.urls")),
    path("home/", include("sulis_web.governance.urls")),
    path("needs/", include("sulis_web.needs.urls")),
    path("plan/", include("sulis_web.plan.urls")),
]

handler400 = "sulis_web.design.views.bad_request"
handler403 = "sulis_web.design.views.forbidden"
handler404 = "sulis_web.design.views.not_found"
handler500 = "sulis_web.design.views.server_error"

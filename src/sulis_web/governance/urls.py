from django.urls import path

from sulis_web.governance.views import audit, home, people, permissions

urlpatterns = [
    path("home/", home.home, name="home"),
    path("people/", people.members, name="members"),
    path("people/<slug:id>/", people.member, name="member"),
    path("permissions/", permissions.permissions, name="permissions"),
    path("audit/", audit.events, name="audit"),
    path("audit/chain/", audit.chain, name="audit-chain"),
    path("audit/<int:seq>/", audit.event, name="audit-event"),
]

from django.urls import path

from sulis_web.governance.views import audit, home, meetings, people, permissions

urlpatterns = [
    path("home/", home.home, name="home"),
    path("people/", people.members, name="members"),
    path("people/<slug:id>/", people.member, name="member"),
    path("permissions/", permissions.permissions, name="permissions"),
    path("audit/", audit.events, name="audit"),
    path("audit/chain/", audit.chain, name="audit-chain"),
    path("audit/<int:seq>/", audit.event, name="audit-event"),
    path("plan/meetings/", meetings.meetings, name="meetings"),
    path("plan/meetings/add/", meetings.add, name="add-meeting"),
    path("plan/meetings/boards/<slug:id>/", meetings.remit, name="board-remit"),
    path("plan/meetings/boards/<slug:id>/report/", meetings.report, name="board-report"),
    path("plan/meetings/boards/<slug:id>/clauses/add/", meetings.add_clause, name="add-clause"),
    path("plan/meetings/clauses/<slug:id>/end/", meetings.end_clause, name="end-clause"),
    path("plan/meetings/decisions/<slug:id>/", meetings.decision, name="decision"),
    path("plan/meetings/decisions/<slug:id>/change/", meetings.edit_decision, name="edit-decision"),
    path("plan/meetings/decisions/<slug:id>/action/", meetings.becomes, name="make-action"),
    path("plan/meetings/packs/<slug:id>/<slug:kind>/", meetings.pack_file, name="pack-file"),
    path("plan/meetings/<slug:id>/", meetings.meeting, name="meeting"),
    path("plan/meetings/<slug:id>/change/", meetings.edit, name="edit-meeting"),
    path("plan/meetings/<slug:id>/take-off/", meetings.retire, name="retire-meeting"),
    path("plan/meetings/<slug:id>/decisions/add/", meetings.add_decision, name="add-decision"),
    path("plan/meetings/<slug:id>/pack/", meetings.make_pack, name="make-pack"),
]

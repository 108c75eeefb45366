from django.urls import path

from sulis_web.governance.views import audit, home, people, permissions, sentences, thread

urlpatterns = [
    path("home/", home.home, name="home"),
    path("people/", people.members, name="members"),
    path("people/<slug:id>/", people.member, name="member"),
    path("permissions/", permissions.permissions, name="permissions"),
    path("audit/", audit.events, name="audit"),
    path("audit/chain/", audit.chain, name="audit-chain"),
    path("audit/<int:seq>/", audit.event, name="audit-event"),
    path("thread/map/", thread.whole_plan, name="plan-map"),
    path("thread/breaks/", thread.broken, name="breaks"),
    path("thread/breaks/<slug:what>/<str:key>/why-not/", thread.why_not, name="why-not"),
    path("thread/why-not/<slug:id>/withdraw/", thread.withdraw_why_not, name="withdraw-why-not"),
    path("thread/item/<str:key>/", thread.chain, name="chain"),
    path("thread/cause/<slug:key>/", thread.cause, name="cause"),
    path("thread/sentences/", sentences.listed, name="sentences"),
    path("thread/sentences/add/", sentences.add, name="add-sentence"),
    path("thread/sentence/<slug:key>/", sentences.sentence, name="sentence"),
    path("thread/sentence/<slug:key>/change/", sentences.change, name="change-sentence"),
    path("thread/sentence/<slug:key>/retire/", sentences.retire, name="retire-sentence"),
    path("thread/sentence/<slug:key>/restore/", sentences.restore, name="restore-sentence"),
]

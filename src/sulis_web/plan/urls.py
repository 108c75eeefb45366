from django.urls import path

from sulis_web.plan import views

urlpatterns = [
    path("", views.plan, name="plan"),
    path("definition/", views.definitions, name="definitions"),
    path("definition/<str:ref>/", views.definition, name="definition"),
    path("evidence/", views.evidence, name="evidence"),
    path("voice/", views.voice, name="voice"),
    path("offered/", views.offered, name="offered"),
    path("measures/", views.measures, name="measures"),
    path("people/", views.people, name="people"),
    path("record/<slug:key>/", views.record, name="record"),
    path("search/", views.search, name="search"),
]

from django.urls import path

from sulis_web.inbox import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("add/", views.add_document, name="add-document"),
    path("documents/<slug:id>/", views.document, name="document"),
    path("documents/<slug:id>/change/", views.edit_document, name="edit-document"),
    path("documents/<slug:id>/take-off/", views.retire_document, name="retire-document"),
    path("documents/<slug:id>/bring-back/", views.restore_document, name="restore-document"),
    path("documents/<slug:id>/recommendations/add/", views.add_recommendation, name="add-recommendation"),
    path("recommendations/<slug:id>/", views.recommendation, name="recommendation"),
    path("recommendations/<slug:id>/answer/", views.triage, name="answer-recommendation"),
    path("recommendations/<slug:id>/change/", views.edit_recommendation, name="edit-recommendation"),
    path("recommendations/<slug:id>/take-off/", views.retire_recommendation, name="retire-recommendation"),
    path("recommendations/<slug:id>/bring-back/", views.restore_recommendation, name="restore-recommendation"),
]

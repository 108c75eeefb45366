from django.urls import path

from sulis_web.alignment import views

urlpatterns = [
    path("", views.strategies, name="strategies"),
    path("add/", views.add, name="add-strategy"),
    path("causes/", views.matrix, name="strategy-matrix"),
    path("<slug:id>/", views.strategy, name="strategy"),
    path("<slug:id>/change/", views.edit, name="edit-strategy"),
    path("<slug:id>/take-off/", views.retire, name="retire-strategy"),
    path("<slug:id>/bring-back/", views.restore, name="restore-strategy"),
]

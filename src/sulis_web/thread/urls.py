from django.urls import path

from sulis_web.thread import views

urlpatterns = [
    path("", views.links, name="thread"),
    path("add/", views.add, name="add-link"),
    path("<slug:id>/", views.link, name="link"),
    path("<slug:id>/confirm/", views.confirm, name="confirm-link"),
    path("<slug:id>/change/", views.change, name="change-link"),
    path("<slug:id>/withdraw/", views.withdraw, name="withdraw-link"),
    path("<slug:id>/bring-back/", views.bring_back, name="bring-back-link"),
]

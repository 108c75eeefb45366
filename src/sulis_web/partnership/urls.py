from django.urls import path

from sulis_web.partnership import views

urlpatterns = [
    path("theme.css", views.theme, name="theme"),
    path("register/organisations/", views.organisations, name="organisations"),
    path("register/organisations/<slug:id>/", views.organisation, name="organisation"),
    path("register/boards/<slug:id>/", views.board, name="board"),
]

from django.urls import path

from sulis_web.publication import views
from sulis_web.publication.pages import FIGURES, PAGES

urlpatterns = [
    *(path(page.path, views.prepared, {"page": page.name}, name=page.name) for page in PAGES),
    path("publishing/", views.publishing, name="publishing"),
    path("publishing/propose/", views.propose, name="propose-publication"),
    path("publishing/<slug:id>/", views.publication_record, name="publication-record"),
    path("publishing/<slug:id>/confirm/", views.confirm, name="confirm-publication"),
    path("publishing/<slug:id>/page/<slug:page>/", views.proposed_page, name="proposed-page"),
    path("publishing/<slug:id>/drop/", views.drop, name="drop-publication"),
    path("robots.txt", views.robots, name="robots"),
    path(f"{FIGURES}<slug:figure>.csv", views.prepared_figure, name="public-figure"),
]

from django.urls import path

from sulis_web.publication import views
from sulis_web.publication.pages import FIGURES, PAGES

urlpatterns = [
    *(path(page.path, views.prepared, {"page": page.name}, name=page.name) for page in PAGES),
    path("robots.txt", views.robots, name="robots"),
    path(f"{FIGURES}<slug:figure>.csv", views.prepared_figure, name="public-figure"),
]

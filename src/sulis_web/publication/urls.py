from django.urls import path

from sulis_web.publication import views
from sulis_web.publication.life import views as life
from sulis_web.publication.pages import FIGURES, PAGES
from sulis_web.publication.papers import views as papers

urlpatterns = [
    *(path(page.path, views.prepared, {"page": page.name}, name=page.name) for page in PAGES),
    path("publishing/", views.publishing, name="publishing"),
    path("publishing/propose/", views.propose, name="propose-publication"),
    path("publishing/<slug:id>/", views.publication_record, name="publication-record"),
    path("publishing/<slug:id>/confirm/", views.confirm, name="confirm-publication"),
    path("publishing/<slug:id>/page/<slug:page>/", views.proposed_page, name="proposed-page"),
    path("publishing/<slug:id>/drop/", views.drop, name="drop-publication"),
    path("plan/papers/", papers.papers, name="papers"),
    path("plan/papers/<slug:id>/", papers.paper, name="paper"),
    path("plan/papers/<slug:id>/make/", papers.make_paper, name="make-paper"),
    path("plan/papers/<slug:id>/<slug:kind>/", papers.paper_file, name="paper-file"),
    path("plan/life/", life.life, name="plan-life"),
    path("plan/life/add/<slug:kind>/", life.add_event, name="add-event"),
    path("plan/life/close-year/", life.close_year, name="close-year"),
    path("plan/life/<slug:id>/", life.event, name="event"),
    path("plan/life/<slug:id>/change/", life.edit_event, name="edit-event"),
    path("plan/life/<slug:id>/take-off/", life.retire_event, name="retire-event"),
    path("plan/life/<slug:id>/bring-back/", life.restore_event, name="restore-event"),
    path("plan/editions/propose/", life.propose, name="propose-edition"),
    path("plan/editions/<slug:id>/", life.edition, name="edition"),
    path("plan/editions/<slug:id>/read/", life.read_edition, name="read-edition"),
    path("plan/editions/<slug:id>/make/", papers.make_edition, name="make-edition"),
    path("plan/editions/<slug:id>/confirm/", life.confirm, name="confirm-edition"),
    path("plan/editions/<slug:id>/drop/", life.drop, name="drop-edition"),
    path("plan/editions/<slug:id>/files/<slug:kind>/", papers.edition_file, name="edition-file"),
    path("robots.txt", views.robots, name="robots"),
    path(f"{FIGURES}<slug:figure>.csv", views.prepared_figure, name="public-figure"),
]

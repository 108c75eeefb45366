from django.urls import path

from sulis_web.plan import lists
from sulis_web.plan.views import actions, progress, records, risks, tables

urlpatterns = [
    *(path(page.path, records.listed, {"page": page}, name=page.address) for page in lists.PAGES),
    path("definition/", records.definitions, name="definitions"),
    path("definition/<str:ref>/", records.definition, name="definition"),
    path("record/<slug:key>/", records.record, name="record"),
    path("search/", records.search, name="search"),
    path("actions/", actions.actions, name="actions"),
    path("actions/add/", actions.add, name="add-action"),
    path("actions/how-judged/", actions.how_judged, name="how-judged"),
    path("actions/imports/", tables.listed, name="plan-imports"),
    path("actions/imports/<slug:id>/undo/", tables.undo, name="undo-import"),
    path("actions/milestone/<slug:id>/", progress.edit_milestone, name="edit-milestone"),
    path("actions/asked/<slug:id>/withdraw/", progress.withdraw, name="withdraw-ask"),
    path("actions/<slug:id>/", actions.action, name="action"),
    path("actions/<slug:id>/change/", actions.edit, name="edit-action"),
    path("actions/<slug:id>/judge/", actions.recolour, name="recolour-action"),
    path("actions/<slug:id>/say/", progress.say, name="say-progress"),
    path("actions/<slug:id>/ask/", progress.ask, name="ask-owner"),
    path("actions/<slug:id>/milestones/add/", progress.add_milestone, name="add-milestone"),
    path("actions/<slug:id>/take-off/", actions.retire, name="retire-action"),
    path("actions/<slug:id>/bring-back/", actions.restore, name="restore-action"),
    path("risks/", risks.risks, name="risks"),
    path("risks/add/", risks.add, name="add-risk"),
    path("risks/<slug:id>/", risks.risk, name="risk"),
    path("risks/<slug:id>/change/", risks.edit, name="edit-risk"),
    path("risks/<slug:id>/take-off/", risks.retire, name="retire-risk"),
    path("risks/<slug:id>/bring-back/", risks.restore, name="restore-risk"),
    path("tables/<slug:kind>/export/", tables.export, name="export-plan"),
    path("tables/<slug:kind>/import/", tables.look, name="import-plan"),
    path("tables/<slug:kind>/store/", tables.store, name="store-plan"),
    path("answer/<str:secret>/", progress.answered, name="answer-ask"),
]

from django.urls import path

from sulis_web.plan import lists, views

urlpatterns = [
    *(path(page.path, views.listed, {"page": page}, name=page.address) for page in lists.PAGES),
    path("definition/", views.definitions, name="definitions"),
    path("definition/<str:ref>/", views.definition, name="definition"),
    path("record/<slug:key>/", views.record, name="record"),
    path("search/", views.search, name="search"),
]

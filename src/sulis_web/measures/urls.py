from django.urls import path

from sulis_web.measures import views

urlpatterns = [
    path("recipes/<slug:id>/change/", views.edit_recipe, name="edit-recipe"),
    path("recipes/<slug:id>/series/add/", views.add_series, name="add-series"),
    path("series/<slug:id>/", views.series, name="measure-series"),
    path("series/<slug:id>/change/", views.edit_series, name="edit-series"),
    path("series/<slug:id>/take-out/", views.retire_series, name="retire-series"),
    path("series/<slug:id>/bring-back/", views.restore_series, name="restore-series"),
    path("series/<slug:id>/years/add/", views.add_figure, name="add-figure"),
    path("years/<slug:id>/change/", views.edit_figure, name="edit-figure"),
    path("years/<slug:id>/take-out/", views.retire_figure, name="retire-figure"),
]

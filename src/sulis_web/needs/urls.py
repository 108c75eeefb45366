from django.urls import path

from sulis_web.needs import views

urlpatterns = [
    path("", views.runs, name="needs"),
    path("run-again/", views.run_again, name="run-assessment"),
    path("<slug:run>/", views.run, name="run"),
    path("<slug:run>/finding/<slug:finding>/", views.finding, name="finding"),
    path("<slug:run>/figures/<slug:figure>.csv", views.figure_table, name="figure-table"),
    path("<slug:run>/release/<path:release>/", views.release, name="release"),
]

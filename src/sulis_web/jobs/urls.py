from django.urls import path

from sulis_web.jobs import views

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<slug:id>/", views.job, name="job"),
]

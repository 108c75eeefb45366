from django.urls import path

from sulis_web.governance import views

urlpatterns = [path("", views.home, name="home")]

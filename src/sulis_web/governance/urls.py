from django.urls import path

from sulis_web.governance import views

urlpatterns = [path("home/", views.home, name="home")]

from django.urls import path

from sulis_web.design import views

urlpatterns = [path("robots.txt", views.robots, name="robots")]

from django.urls import path

from sulis_web.publication import views
from sulis_web.publication.pages import PAGES

urlpatterns = [path(page.path, views.prepared, {"page": page.name}, name=page.name) for page in PAGES]

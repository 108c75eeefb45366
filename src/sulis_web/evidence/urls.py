from django.urls import path

from sulis_web.evidence.views import deliveries, letters, mappings, releases, sources

urlpatterns = [
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:id>/", sources.source, name="source"),
    path("sources/<slug:id>/letter/", letters.request_letter, name="request-letter"),
    path("sources/<slug:id>/senders/add/", sources.add_sender, name="add-sender"),
    path("senders/<slug:id>/end/", sources.end_sender, name="end-sender"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/deliver/", deliveries.deliver, name="deliver"),
    path("deliveries/deliver/<slug:way_slug>/", deliveries.deliver_file, name="deliver-file"),
    path("deliveries/<slug:id>/", deliveries.delivery, name="delivery"),
    path("deliveries/<slug:id>/letter/", letters.refusal_letter, name="refusal-letter"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<str:id>/", releases.release, name="held-release"),
    path("releases/<str:id>/compare/", releases.compare, name="compare-release"),
    path("releases/<str:id>/withdraw/", releases.withdraw, name="withdraw-release"),
    path("releases/<str:id>/reinstate/", releases.reinstate, name="reinstate-release"),
    path("mappings/", mappings.mappings, name="mappings"),
    path("mappings/new/", mappings.new_mapping, name="new-mapping"),
    path("mappings/<slug:id>/", mappings.mapping, name="mapping"),
    path("samples/<slug:id>/", mappings.sample, name="sample"),
    path("samples/<slug:id>/tried/", mappings.tried, name="tried"),
    path("samples/<slug:id>/keep/", mappings.keep_mapping, name="keep-mapping"),
]

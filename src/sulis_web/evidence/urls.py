from django.urls import path

from sulis_web.evidence.linkage_switch import while_on
from sulis_web.evidence.views import deliveries, letters, linkage, linkage_pairs, mappings, releases, sources

_ROOM = "<slug:room>/"
_LINKAGE = [
    path("", linkage.rooms, name="linkage-rooms"),
    path("open/", linkage.open_room, name="open-linkage-room"),
    path(_ROOM, linkage.room, name="linkage-room"),
    path(f"{_ROOM}sheets/add/", linkage.add_sheet, name="add-linkage-sheet"),
    path(f"{_ROOM}link/", linkage.link, name="link-linkage-room"),
    path(f"{_ROOM}review/", linkage_pairs.review, name="linkage-review"),
    path(f"{_ROOM}report/", linkage_pairs.report, name="linkage-report"),
    path(f"{_ROOM}pairs/<slug:pair>/", linkage_pairs.pair, name="linkage-pair"),
    path(f"{_ROOM}pairs/<slug:pair>/identifiers/", linkage_pairs.identifiers, name="linkage-identifiers"),
    path(f"{_ROOM}judgements/<slug:judgement>/undo/", linkage_pairs.undo, name="undo-linkage-judgement"),
    path(f"{_ROOM}versions/<int:version>/keys/", linkage_pairs.keys, name="linkage-keys"),
    path(f"{_ROOM}end/", linkage.end, name="end-linkage-room"),
]
urlpatterns = [
    while_on("linkage/", _LINKAGE),
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

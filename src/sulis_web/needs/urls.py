from django.urls import path

from sulis_web.needs.views import records, runs

urlpatterns = [
    path("", runs.runs, name="needs"),
    path("run-again/", runs.run_again, name="run-assessment"),
    path("findings/", records.findings, name="findings"),
    path("findings/<slug:id>/", records.record, name="finding-record"),
    path("findings/<slug:id>/change/", records.change, name="change-finding"),
    path("findings/<slug:id>/send/", records.send, name="send-finding"),
    path("findings/<slug:id>/approve/", records.approve, name="approve-finding"),
    path("findings/<slug:id>/return/", records.send_back, name="return-finding"),
    path("findings/<slug:id>/withdraw/", records.withdraw, name="withdraw-finding"),
    path("findings/<slug:id>/bring-back/", records.bring_back, name="bring-back-finding"),
    path("<slug:run>/", runs.run, name="run"),
    path("<slug:run>/chapter/<slug:chapter>/", runs.chapter, name="chapter"),
    path("<slug:run>/documents/", runs.make_documents, name="make-documents"),
    path("<slug:run>/needs-assessment.<slug:kind>", runs.document_file, name="run-document"),
    path("<slug:run>/finding/<slug:finding>/", runs.finding, name="finding"),
    path("<slug:run>/finding/<slug:finding>/again/", runs.finding_again, name="finding-again"),
    path("<slug:run>/finding/<slug:finding>/write/", records.write, name="write-finding"),
    path("<slug:run>/figures/<slug:figure>.csv", runs.figure_table, name="figure-table"),
    path("<slug:run>/release/<path:release>/", runs.release, name="release"),
]

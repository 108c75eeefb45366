"""A table of records to a spreadsheet and back. What a file would do is shown first; then it is stored whole, or not at all.

Whoever calls these has decided already that the reader may.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from sulis.vocabulary import InputRefused
from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Entry
from sulis_web.partnership.actor import actor
from sulis_web.partnership.forms.tables import FileForm, StoreForm
from sulis_web.partnership.presenters.tables import import_page
from sulis_web.partnership.tables import RegisterTable
from sulis_web.partnership.views.pieces import by
from sulis_web.records import imports
from sulis_web.records.forms import refuse_strangers
from sulis_web.records.tables.files import Read, as_csv, as_xlsx, read_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AN_HOUR = 3600
IDS_OF_AN_EVENT = 1000


def exported(request: HttpRequest, table: RegisterTable) -> HttpResponse:
    """The table as a workbook, or as CSV where the address asks for it; the audit is told before it leaves."""
    rows = list(table.records(request.who))
    _tell(request, table, [row.reference for row in rows])
    schema, plain = table.schema(request.who), request.GET.get("as") == "csv"
    content = as_csv(schema, rows) if plain else as_xlsx(schema, rows)
    name = f"{table.slug}-{localdate():%Y-%m-%d}.{'csv' if plain else 'xlsx'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8" if plain else XLSX, headers=headers)


def _tell(request: HttpRequest, table: RegisterTable, ids: list[str]) -> None:
    """What leaves the application is in the audit before it leaves."""
    for start in range(0, max(len(ids), 1), IDS_OF_AN_EVENT):
        some = tuple(ids[start : start + IDS_OF_AN_EVENT])
        fields = tuple(column.name for column in table.schema(request.who).columns)
        entry = Entry(
            Audited.EXPORT,
            actor(request.who),
            f"{table.export.partition('-')[2]}.{table.slug}",
            fields=fields,
            ids=some,
        )
        audit.disclose(entry=entry, at=timezone.now())


def looked(request: HttpRequest, table: RegisterTable) -> HttpResponse:
    """Ask for a file; with one, show what it would do. Nothing is stored here."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            return _looked_at(request, table, form.cleaned_data["file"])
    return _show(request, table, {"form": form, "page": import_page(table)}, 422 if form.errors else 200)


def _looked_at(request: HttpRequest, table: RegisterTable, file: Any) -> HttpResponse:
    content = file.read()
    name = _name(file.name)
    try:
        plan = imports.compare(table.book(request.who), _read(request, table, name, content), **by(request))
    except InputRefused as refused:
        page = import_page(table, refused=refused.faults)
        return _show(request, table, {"form": FileForm(), "page": page, "refused": refused}, 422)
    page = import_page(table, plan)
    ready = plan.stands and bool(plan.added or plan.changed)
    kept = _kept(request, table, name, content) if ready else ""
    store = StoreForm(initial={"kept": kept}) if ready else None
    return _show(request, table, {"form": FileForm(), "page": page, "store": store}, 200 if plan.stands else 422)


def stored(request: HttpRequest, table: RegisterTable) -> HttpResponse:
    """Store the file that was looked at. It is planned anew: nothing rests on what was shown."""
    form = StoreForm(request.POST)
    refuse_strangers(form, request.POST)
    if not form.is_valid():
        raise BadRequest("the file that was looked at was not sent along")
    name, content = _opened(request, table, form.cleaned_data["kept"])
    reason = form.cleaned_data["reason"]
    try:
        plan = imports.apply(
            table.book(request.who), _read(request, table, name, content), reason=reason, **by(request)
        )
        table.after([each.record for each in (*plan.added, *plan.changed)], **by(request))
    except InputRefused as refused:
        page = import_page(table, refused=refused.faults)
        return _show(request, table, {"form": FileForm(), "page": page, "refused": refused}, 409)
    return HttpResponseRedirect(f"{reverse(table.address)}?done=imported")


def _show(request: HttpRequest, table: RegisterTable, context: dict[str, Any], status: int) -> HttpResponse:
    here = reverse(table.look, args=[table.slug])
    return render(request, "partnership/import.html", {**context, "here": here}, status=status)


def _read(request: HttpRequest, table: RegisterTable, name: str, content: bytes) -> Read:
    return read_table(table.schema(request.who), name, content)


def _name(given: str) -> str:
    """What the file is called in a report; a name may be anything that a browser sends."""
    plain = "".join(each for each in given if each.isprintable())[-80:]
    return plain or "the file"


def _kept(request: HttpRequest, table: RegisterTable, name: str, content: bytes) -> str:
    held = {"name": name, "content": b64encode(content).decode()}
    return signing.dumps(held, salt=_salt(request, table), compress=True)


def _opened(request: HttpRequest, table: RegisterTable, kept: str) -> tuple[str, bytes]:
    """The file as this person looked at it within the hour, for this table."""
    try:
        held = signing.loads(kept, salt=_salt(request, table), max_age=AN_HOUR)
    except signing.BadSignature:
        raise BadRequest("the file that was looked at is not the one sent along, or it was an hour ago") from None
    return held["name"], b64decode(held["content"])


def _salt(request: HttpRequest, table: RegisterTable) -> str:
    return f"sulis.import.{table.slug}.{request.who.public_id}"

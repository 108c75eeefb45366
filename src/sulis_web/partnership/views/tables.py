"""The register to a spreadsheet and back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from sulis_web.partnership import rules
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.tables import TABLES, RegisterTable
from sulis_web.partnership.views.pieces import require_form
from sulis_web.partnership.views.table_pages import exported, looked, stored
from sulis_web.records.once import once


@permit(Action.EXPORT_REGISTER)
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    table = _table(kind)
    rules.check_export(request.who)
    return exported(request, table)


@permit(Action.IMPORT_REGISTER)
@require_form
def look(request: HttpRequest, kind: str) -> HttpResponse:
    table = _comes_in(kind)
    rules.check_import(request.who)
    return looked(request, table)


@permit(Action.IMPORT_REGISTER)
@once
@require_POST
def store(request: HttpRequest, kind: str) -> HttpResponse:
    table = _comes_in(kind)
    rules.check_import(request.who)
    return stored(request, table)


def _table(kind: str) -> RegisterTable:
    if kind not in TABLES:
        raise Http404
    return TABLES[kind]


def _comes_in(kind: str) -> RegisterTable:
    table = _table(kind)
    if table.book is None:
        raise Http404
    return table

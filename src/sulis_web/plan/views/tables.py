"""Actions, milestones and risks to a spreadsheet and back, and an import taken back whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sulis.vocabulary import InputRefused
from sulis_web.design.values import Crumb
from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.tables import RegisterTable
from sulis_web.partnership.views.pieces import answer, by, data_of, present, require_form
from sulis_web.partnership.views.table_pages import exported, looked, stored
from sulis_web.plan import rules
from sulis_web.plan.forms.tables import UndoForm
from sulis_web.plan.presenters.imports import import_trail, imports_page
from sulis_web.plan.tables import TABLES
from sulis_web.records import imports
from sulis_web.records.models import Import
from sulis_web.records.once import once


@permit(May.EXPORT_PLAN)
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    table = _table(kind)
    rules.check_export(request.who)
    return exported(request, table)


@permit(May.IMPORT_PLAN)
@require_form
def look(request: HttpRequest, kind: str) -> HttpResponse:
    table = _table(kind)
    rules.check_import(request.who)
    return looked(request, table)


@permit(May.IMPORT_PLAN)
@once
@require_POST
def store(request: HttpRequest, kind: str) -> HttpResponse:
    table = _table(kind)
    rules.check_import(request.who)
    return stored(request, table)


@permit(May.IMPORT_PLAN)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    rules.check_import(request.who)
    return render(request, "partnership/list.html", {"page": imports_page(imports.of_tables(TABLES))})


@permit(May.IMPORT_PLAN)
@once
@require_form
def undo(request: HttpRequest, id: str) -> HttpResponse:
    rules.check_import(request.who)
    held: Import = present(imports.of_tables(TABLES).filter(public_id=id).first())
    told = ("What it added is taken off the plan; what it changed is as it was before. All of it, or nothing.",)
    page = FormPage(
        title=f"Undo the import of {held.file}", trail=(*import_trail(), Crumb("Imports", reverse("plan-imports"))), words=told,
        button="Undo the import", kind="warning", cancel=reverse("plan-imports"),
    )  # fmt: skip

    def act(_given: dict[str, Any]) -> str:
        table = TABLES[held.table]
        try:
            rows = imports.undo(held, **by(request))
        except InputRefused as refused:
            raise ValidationError(
                [
                    f"{refused.message}. {refused.remedy}",
                    *(f"{each.given}: {each.rule} {each.remedy}" for each in refused.faults),
                ]
            ) from None
        table.after(rows, **by(request))
        return f"{reverse(table.address)}?done=undone"

    return answer(request, UndoForm(data_of(request)), page, act)


def _table(kind: str) -> RegisterTable:
    if kind not in TABLES:
        raise Http404
    return TABLES[kind]

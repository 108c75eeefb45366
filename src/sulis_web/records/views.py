from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sulis_web.records.conflicts import Conflict
from sulis_web.records.presenters import Names, conflict_page


def conflict_response(
    request: HttpRequest,
    form: BaseForm,
    conflict: Conflict,
    *,
    title: str = "",
    names: Names | None = None,
    cancel: str = "",
) -> HttpResponse:
    """Both edits side by side, with a form that settles each field. Its post goes to the view that calls this.

    ``form`` is the valid form whose change was refused; the view reads what is chosen through `records.forms.posted`.
    ``cancel`` is the record's own page.
    """
    page = conflict_page(form, conflict, title=title, action=request.get_full_path(), cancel=cancel, names=names)
    return render(request, "records/conflict.html", {"page": page, "form": form}, status=409)

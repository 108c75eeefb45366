"""Files to keep."""

from __future__ import annotations

from django.http import HttpResponse


def csv_file(body: str | bytes, name: str) -> HttpResponse:
    """The text as a CSV file of that name; ``name`` is a slug of our own."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)

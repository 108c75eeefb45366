from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from sulis_web.publication import queries


def _tag(request: HttpRequest, page: str) -> str | None:
    prepared = queries.prepared_page(page)
    return f'"{prepared.sha256[:32]}"' if prepared else None


@login_not_required
@require_safe
@condition(etag_func=_tag)
def prepared(request: HttpRequest, page: str) -> HttpResponse:
    """The prepared file as it is: no database, no template, nothing worked out."""
    found = queries.prepared_page(page)
    if found is None:
        raise Http404
    return HttpResponse(found.body, headers={"Cache-Control": "public, max-age=60"})

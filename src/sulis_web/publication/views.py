from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from sulis_web.design.files import csv_file
from sulis_web.partnership.doors import public
from sulis_web.publication import queries

# Where the working pages stand.
CLOSED = ("account", "home", "needs", "plan", "register", "sign-in")


def _tag(request: HttpRequest, page: str) -> str | None:
    prepared = queries.prepared_page(page)
    return f'"{prepared.sha256[:32]}"' if prepared else None


@public
@require_safe
@condition(etag_func=_tag)
def prepared(request: HttpRequest, page: str) -> HttpResponse:
    """The prepared file as it is: no database, no template, nothing worked out."""
    found = queries.prepared_page(page)
    if found is None:
        raise Http404
    return HttpResponse(found.body, headers={"Cache-Control": "public, max-age=60"})


def _figure_tag(request: HttpRequest, figure: str) -> str | None:
    prepared = queries.prepared_figure(figure)
    return f'"{prepared.sha256[:32]}"' if prepared else None


@public
@require_safe
@condition(etag_func=_figure_tag)
def prepared_figure(request: HttpRequest, figure: str) -> HttpResponse:
    """The numbers of one chart, as they were prepared with the pages."""
    found = queries.prepared_figure(figure)
    if found is None:
        raise Http404
    response = csv_file(found.body, figure)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Asks search engines to keep to the public pages."""
    lines = ["User-agent: *", *[f"Disallow: /{part}/" for part in CLOSED], ""]
    return HttpResponse("\n".join(lines), content_type="text/plain", headers={"Cache-Control": "public, max-age=3600"})

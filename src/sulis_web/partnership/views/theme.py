from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sulis_web.partnership import queries
from sulis_web.partnership.doors import public


@public
@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """The partnership's own accent. A style sheet of its own, because pages may carry no styles of theirs."""
    partnership = queries.current()
    rule = f":root {{ --accent: {partnership.accent}; }}\n" if partnership and partnership.accent else ""
    return HttpResponse(rule, content_type="text/css", headers={"Cache-Control": "public, max-age=300"})

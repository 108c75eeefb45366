from django.urls import URLPattern, path

from sulis_web.api.views import closed, open, tokens
from sulis_web.api.views.interface import api
from sulis_web.partnership.doors import by_token

api.add_router("", open.router)
api.add_router("", closed.router)
_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        by_token(_pattern.callback)

urlpatterns = [
    path("api/", tokens.guide, name="api-guide"),
    path("api/v1/", (_patterns, _app, _namespace)),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<slug:id>/withdraw/", tokens.withdraw, name="withdraw-token"),
]

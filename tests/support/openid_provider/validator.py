"""What the provider says of its people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from tests.support.openid_provider.site import lied


class Validator(OAuth2Validator):
    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Any) -> tuple[dict[str, Any], datetime]:
        claims, expires = super().get_id_token_dictionary(token, token_handler, request)
        return lied(request.user.username, claims | {"nonce": request.nonce}), expires

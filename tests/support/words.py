"""What a page says, for tests that read it as a person does."""

from __future__ import annotations

import re
from html import unescape
from typing import Any


def words_of(response: Any) -> str:
    """The words of a page's own part, one blank between them; drawings are left out. The page must have opened."""
    assert response.status_code == 200, response.status_code
    main = response.text[response.text.index("<main") : response.text.index("</main>")]
    return " ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", main, flags=re.S)).split())

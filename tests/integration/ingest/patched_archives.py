"""Archives whose own lists do not tell the truth."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tests.integration.ingest.corpus import INNER, REJECTED, ZIP, Case, good, zipped


def patched(*places: tuple[int, int, str, int]) -> Callable[[], bytes]:
    """An archive of two months whose lists say something else: by record (0 the last file's, 1 the first's), place, form and value."""

    def build() -> bytes:
        raw = bytearray(zipped((INNER, good()), (INNER.replace("2024-03", "2024-02"), good())))
        second = raw.rindex(b"PK\1\2")
        starts = (second, raw.rindex(b"PK\1\2", 0, second))
        for record, place, form, value in places:
            struct.pack_into(form, raw, starts[record] + place, value)
        return bytes(raw)

    return build


PATCHED = (
    Case("two_names_for_the_same_bytes", patched((0, 42, "<I", 0)), REJECTED, says="unpacked", name=ZIP),
    Case("size_told_too_small", patched((0, 24, "<I", 10)), REJECTED, says="unpacked", name=ZIP),
    Case("size_left_to_a_longer_form", patched((0, 24, "<I", 0xFFFFFFFF)), REJECTED, says="far more", name=ZIP),
    Case("method_that_nobody_knows", patched((0, 10, "<H", 99)), REJECTED, says="unpacked", name=ZIP),
    Case("locked", patched((0, 8, "<H", 1), (1, 8, "<H", 1)), REJECTED, says="password", name=ZIP),
)  # fmt: skip

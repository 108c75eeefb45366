"""Files of the home that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def put_whole(path: Path, body: bytes) -> None:
    """Put a file in place in one step, with its folder where that is not there, so that a reader never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with aside.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)

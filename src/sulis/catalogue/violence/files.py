"""Which definition files the catalogue holds."""

from __future__ import annotations

import re
from pathlib import Path

from sulis.catalogue.toml import catalogue_root

_FILE = re.compile(r"(?P<id>[a-z][a-z0-9_]*)_v(?P<version>[1-9][0-9]*)")


def catalogue_files() -> dict[tuple[str, int], Path]:
    """The catalogue's definition files by id and version, in order. A file is named ``id_vVERSION.toml``."""
    found = {}
    for path in sorted((catalogue_root() / "violence").glob("*.toml")):
        name = _FILE.fullmatch(path.stem)
        if name:
            found[name["id"], int(name["version"])] = path
    return dict(sorted(found.items()))

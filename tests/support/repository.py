"""What the repository holds, as git would commit it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.shared import ROOT

NOT_OURS = {".venv", ".boot", "node_modules", "var", ".git", "vendor", "dist", "build", "__pycache__"}


def committed_files() -> list[Path]:
    """Every file of the repository: git's list and what is not ignored, or a walk where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0 and listing.stdout:
        found = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        found = [file for file in ROOT.rglob("*") if not NOT_OURS & set(file.relative_to(ROOT).parts)]
    return sorted({file for file in found if file.is_file()})

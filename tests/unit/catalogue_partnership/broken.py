"""A copy of the made-up partnership to break on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path

from sulis.catalogue.partnership import load_partnership, partnerships_root
from sulis.vocabulary import Fault, InputRefused


def copy_of_made_up(folder: Path) -> Path:
    copy = folder / "copy"
    shutil.copytree(partnerships_root() / "made_up", copy)
    return copy


def replace(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first ``old`` in a file and give its line."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults_of(folder: Path) -> tuple[Fault, ...]:
    try:
        load_partnership(folder)
    except InputRefused as refusal:
        return refusal.faults
    return ()

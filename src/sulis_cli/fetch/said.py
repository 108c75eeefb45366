"""What every `sulis fetch` prints: the files, with their checksums, and what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.store.fetched_files import KeptFile


def file(path: Path, sha256: str, size: int, **more: object) -> dict[str, object]:
    return {"path": str(path), "sha256": sha256, "bytes": size, **more}


def kept(folder: Path, files: Sequence[KeptFile]) -> list[dict[str, object]]:
    """Files that lie in a folder of their own for each day on which they had changed."""
    return [
        file(
            folder / one.path, one.sha256, one.bytes, key=one.key, already_here=one.already_here,
            fetched_at=one.fetched_at, details=dict(one.details),
        )
        for one in files
    ]  # fmt: skip


def answer(document: dict[str, Any], as_json: bool) -> None:
    output.answer(document, as_json=as_json, text=lambda: _text(document))


def _text(document: dict[str, Any]) -> list[str]:
    files = document["files"]
    lines = [f"{len(files)} files, {sum(file['bytes'] for file in files):,} bytes:"]
    lines += [f"  {file['path']}{' (already here)' if file.get('already_here') else ''}" for file in files]
    if document.get("absent"):
        lines.append(f"Months not there: {', '.join(document['absent'])}.")
    return lines

"""Drawings as PNG pictures for Word: all of a document's in one go, since each start of a renderer costs more than a chart."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sulis.publish.documents.charts.ink import Drawing

_PIXELS_PER_INCH = 144  # twice the drawing's own size, which is 72 to the inch


def to_pngs(drawings: Sequence[Drawing]) -> list[bytes]:
    """Each drawing as a PNG at twice its size, in the order given. The same drawings, Typst and fonts give the same bytes."""
    import typst

    if not drawings:
        return []
    sheets = ["#set page(margin: 0pt)"]
    with tempfile.TemporaryDirectory() as folder:
        for at, drawing in enumerate(drawings):
            (Path(folder) / f"{at}.svg").write_text(drawing.svg, encoding="utf-8")
            size = f"width: {drawing.width:g}pt, height: {drawing.height:g}pt"
            sheets.append(f'#page({size}, image("{at}.svg", {size}))')
        main = Path(folder) / "main.typ"
        main.write_text("\n".join(sheets), encoding="utf-8")
        made: object = typst.compile(str(main), root=folder, format="png", ppi=_PIXELS_PER_INCH)
    pictures = [made] if isinstance(made, bytes) else list(made) if isinstance(made, list) else []
    if len(pictures) != len(drawings):
        raise ValueError(f"{len(drawings)} drawings gave {len(pictures)} pictures")
    return pictures

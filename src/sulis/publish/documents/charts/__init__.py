"""Charts and maps, drawn as SVG from figures."""

from sulis.publish.documents.charts.ink import Drawing, draw, standalone, vega_lite
from sulis.publish.documents.charts.pictures import to_pngs

__all__ = ["Drawing", "draw", "standalone", "to_pngs", "vega_lite"]

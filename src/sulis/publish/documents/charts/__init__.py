"""Charts and maps, drawn as SVG from figures."""

from sulis.publish.documents.charts.ink import Drawing, draw, standalone, to_png, vega_lite

__all__ = ["Drawing", "draw", "standalone", "to_png", "vega_lite"]

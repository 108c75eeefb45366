"""Boxes and lines of account, laid out and drawn by ourselves: `sulis_web.design.diagram` is the way in."""

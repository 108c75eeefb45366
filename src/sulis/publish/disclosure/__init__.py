"""The one road from an estimate to a figure that an audience may see."""

from sulis.publish.disclosure.gate import HELD_BACK, OPEN_DATA, Seen, disclose

__all__ = ["HELD_BACK", "OPEN_DATA", "Seen", "disclose"]

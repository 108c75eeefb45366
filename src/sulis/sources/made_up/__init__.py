"""The fictional Mereshire: drawn from a seed, written in the publishers' own formats, so it enters like real data."""

from sulis.sources.made_up.truth import Truth, TruthKind

__all__ = ["Truth", "TruthKind"]

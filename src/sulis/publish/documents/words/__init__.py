"""The words of every kind of finding."""

from sulis.publish.documents.words.finding import word_finding
from sulis.publish.documents.words.wording import About, Wording

__all__ = ["About", "Wording", "word_finding"]

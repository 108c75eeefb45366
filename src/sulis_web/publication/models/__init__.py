"""What is published and who stood for it, and the plan's own life: consulted on, approved, reviewed, closed for a year."""

from sulis_web.publication.models.life import Edition, EditionKind, LifeEvent, LifeKind
from sulis_web.publication.models.publication import Publication, Stage

__all__ = ["Edition", "EditionKind", "LifeEvent", "LifeKind", "Publication", "Stage"]

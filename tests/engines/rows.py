"""Rows of a source, drawn at random from a seed, with plenty that is unknown."""

from __future__ import annotations

import random

from sulis.catalogue.concepts import AGES, YES_OR_NO, Concept, Place
from sulis.catalogue.offences import load_offence_codes
from sulis.catalogue.sources import SourceCard
from sulis.catalogue.violence.model import Record, Value, frozen
from sulis.tables.incidents import CATEGORIES
from sulis.vocabulary import Sex

EDGES = (0, 10, 17, 23, 24, 25, 26, 27, 40, 90, 120)
"""Ages on both sides of every limit that a definition is likely to set."""


def draw(card: SourceCard, count: int, seed: int) -> list[Record]:
    """Records with every concept of the source; about one value in five is unknown, so left out."""
    chance = random.Random(seed)
    return [
        frozen({concept: _value(concept, chance) for concept in card.columns if chance.random() > 0.2})
        for _ in range(count)
    ]


def _value(concept: Concept, chance: random.Random) -> Value:
    if concept in AGES:
        return chance.choice(EDGES)
    if concept in YES_OR_NO:
        return chance.random() < 0.3
    if concept is Concept.CATEGORY:
        return chance.choice(CATEGORIES)
    if concept is Concept.PLACE:
        return chance.choice([*Place, Place.PUBLIC]).value
    if concept is Concept.VICTIM_SEX:
        return chance.choice(list(Sex)).value
    return chance.choice(sorted(load_offence_codes().offences))

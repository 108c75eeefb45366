"""Words about a run that more than one stage shows."""

from __future__ import annotations


def number_label(label: str) -> str:
    """What a number of a finding is of: a month in words, or the finding's own label as a phrase."""
    from sulis.publish.documents.words.numbers import period_words
    from sulis.vocabulary import Period

    try:
        return period_words(Period.month(label))
    except ValueError:
        return label.replace("_", " ").capitalize() if label.islower() else label

"""Words for a claim of the plan that was put to the test, and for those that no data here can test."""

from __future__ import annotations

from sulis.publish.documents.seen import SeenFinding
from sulis.publish.documents.words.numbers import (
    lower_first,
    number_word,
    published_words,
    upper_first,
    with_interval,
)
from sulis.publish.documents.words.wording import About, Wording
from sulis.vocabulary import Figure, Unit
from sulis.year.needs.ruling import Claim, Ground

_RULES = {
    "rising": "It holds when the whole interval of the change a year lies above none, and the last year agrees.",
    "concentrated": "It holds when the tenth of neighbourhoods with most has more than chance alone would give it, and the"
    " places that the plan names are among the fewest wards that hold half.",
    "mostly male": "It holds when women and girls are clearly recorded as suspected less often than men and boys, whatever the sex"
    " of those for whom it is not recorded.",
    "ethnic disparity": "It holds when the group is clearly recorded more often for its residents than the largest group, as"
    " victims and as suspects, whatever the group of those for whom it is not recorded.",
    "repeats": "It holds when more are harmed again than chance alone would make so.",
    "girls rising": "It holds when the whole interval of the change a year lies above none.",
    "knife unclear": "It holds when the interval of the change a year holds both a rise and a fall.",
    "knife rising": "It holds when the whole interval of the change a year lies above none.",
    "worse than neighbours": "It holds when the area's figure is clearly worse than that of its statistical neighbours.",
}
_ASKED = {
    "rising": "A direction takes enough months on one side of every break: load those that are missing.",
    "concentrated": "It takes look-ups with at least 20 small neighbourhoods, and their outlines.",
    "mostly male": "Ask the force for an extract with the sex of suspects.",
    "ethnic disparity": "Ask the force for an extract with the ethnicity of victims and suspects and the scheme it is in.",
    "repeats": "Ask the force for an extract with a person key, so that people who are harmed again can be counted.",
    "girls rising": "Ask the force for an extract with the age and sex of suspects, over three years.",
    "knife unclear": "Ask the force for an extract with its knife flag, over three years.",
    "knife rising": "Ask the force for an extract with its knife flag, over three years.",
    "worse than neighbours": "Load the published measure for the area and its statistical neighbours.",
}
_GROUNDS = {
    Ground.BORNE_OUT: "The numbers bear it out.",
    Ground.IN_PART: "The numbers bear out a part of it.",
    Ground.OTHER_SIDE: "The numbers say the opposite.",
    Ground.NO_DIFFERENCE: "The numbers leave no room for a difference of more than 5% either way.",
    Ground.WITHIN_CHANCE: "What is at hand is too little to tell: the interval holds both answers, or the test, which allows for all"
    " that was tested, does not agree with it.",
    Ground.NO_NUMBER: "The finding that would test it could not be made, or lacks its number.",
    Ground.NO_FINDING: "Nothing that was worked out here tests it.",
}
_BASES = {
    "recorded data": "rest{} on records that are not held here",
    "perception": "say{} what people believe or report, which records cannot test",
    "known elsewhere": "{}of the country or of causes in general, which counts of one area cannot test",
    "limit of the evidence": "say{} what cannot be told",
}


def claim(finding: SeenFinding, about: About) -> Wording:
    """Slots as the ruling read them; the claim says which rule, on what ground."""
    given = finding.claim
    assert given is not None
    numbers = tuple(
        f"{upper_first(slot.label or slot.name)}: {_shown(slot.figure)}."
        for slot in finding.slots
        if slot.figure.value is not None
    )
    return Wording(
        f"{upper_first(given.ground.verdict.value)}: {finding.subject}",
        (f"What the plan says of it: {given.text} It rests on {_basis(given)}.", _ground(given), *numbers),
    )


def _shown(figure: Figure) -> str:
    """The number with its interval; a published one as its publisher writes it, with the range that was worked out."""
    if figure.unit is not Unit.PUBLISHED or figure.low is None or figure.high is None or figure.low == figure.high:
        return with_interval(figure)
    ends = f"between {published_words(figure.low)} and {published_words(figure.high)}"
    return f"{published_words(figure.value or 0.0)} ({ends})"


def untested_claims(finding: SeenFinding, about: About) -> Wording:
    """No slots: the statements are the claims of one basis, the subject is the basis."""
    many = len(finding.statements)
    words = _BASES[finding.subject]
    verb = words.format("is " if many == 1 else "are ") if words.startswith("{") else words.format("s" * (many == 1))
    return Wording(
        f"{upper_first(number_word(many))} other claim{'s' * (many > 1)} of the plan {verb}",
        ("None of them can be tested on the data at hand. Each, with what a test would need:",)
        if many > 1
        else ("It cannot be tested on the data at hand. What a test would need:",),
    )


def _basis(given: Claim) -> str:
    return {
        "recorded data": "data that the plan's authors saw",
        "perception": "what people believe or report",
        "known elsewhere": "what is known elsewhere",
        "limit of the evidence": "what the plan's authors could not tell",
    }[given.basis]


def _ground(given: Claim) -> str:
    if given.ground in (Ground.NO_FINDING, Ground.NO_NUMBER):
        return f"{_GROUNDS[given.ground]} {_ASKED.get(given.test, '')}".strip()
    return f"{_GROUNDS[given.ground]} The rule: {lower_first(_RULES[given.test])}"

"""The words before and after the findings: title, reading guide, summary, definitions, chapter openings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sulis.publish.documents.model import ChapterBlock, DefinitionNote, FindingBlock, SummaryLine
from sulis.publish.documents.words.numbers import listed, period_words, upper_first
from sulis.vocabulary import Audience
from sulis.year.needs.model import Assessment, FindingKind
from sulis.year.needs.ruling import Verdict

MOST_IN_SUMMARY = 16
_KINDS, _CAUSES = ("definition", "harm", "recorded"), ("determinants",)  # chapters, by what the Act asks for
MOST_CLAIMS = 8  # of the plan's, among the lines of the summary

_CHAPTERS = {
    "claims": (
        "What the plan says, put to the test",
        "Each claim of the plan beside what was found here: supported, qualified, not supported, or not to be tested on the data at"
        " hand. The verdict follows from the numbers by a rule that is written beside it.",
    ),
    "trend": (
        "How it changed",
        "Month by month, year by year, and where a change is too small to be told from chance.",
    ),
    "benchmark": (
        "How it compares",
        "The area beside the rest of its police force and beside other community safety partnerships.",
    ),
    "places": (
        "Where it is recorded",
        "Which parts of the area, by ward and by neighbourhood. Points on the publisher's map are approximate.",
    ),
    "times": (
        "When it happens",
        "Days of the week and hours, whether one incident soon follows another nearby, and knives: from the force's own records alone,"
        " as the public files give the month and no more.",
    ),
    "definition": (
        "The definition at work",
        "What the definition counts beside another, who holds what its priority focus leaves out, and what nobody holds.",
    ),
    "people": (
        "Who is hurt, and by whom",
        "People in roles, counted together from the force's own records: who is hurt or suspected again, and whether some are more"
        " often than others. Nobody is named, scored or told apart here.",
    ),
    "harm": (
        "How much harm",
        "Offences counted, weighed by how grave they are, and costed in the prices of a stated year.",
    ),
    "extent": (
        "The true extent",
        "Recorded, treated and perceived side by side, and what can be said of violence that is on no record.",
    ),
    "recorded": (
        "What is recorded, and what that cannot tell",
        "The categories that the police recorded, and the questions that they leave open.",
    ),
    "determinants": (
        "What lies behind it",
        "Published indicators of what is known to lie behind violence among the young, beside those of authorities that are most like"
        " this one. They are of whole authorities, and of nobody in particular.",
    ),
    "quality": ("How good the data is", "What was received, what was not, and what could not be placed."),
}
_AUDIENCES = {
    Audience.INTERNAL: "For the partnership's analysts and co-ordinator",
    Audience.BOARD: "For board members",
    Audience.PUBLIC: "For everyone",
}
# The kinds that a busy reader needs first; the others are in the chapters.
_SUMMED_UP = (
    FindingKind.DIRECTION,
    FindingKind.ROLLING_YEAR, FindingKind.LIKE_FOR_LIKE, FindingKind.AGAINST_FORCE, FindingKind.AGAINST_PARTNERSHIPS,
    FindingKind.PLACES, FindingKind.STANDING_OUT, FindingKind.BEYOND_RESIDENTS, FindingKind.CONCENTRATION,
    FindingKind.PERSISTENCE, FindingKind.BY_HOUR, FindingKind.NEAR_REPEATS, FindingKind.KNIFE, FindingKind.STEPS,
    FindingKind.HARM, FindingKind.HARM_MIX, FindingKind.TREATED, FindingKind.TRUE_NUMBER, FindingKind.REPEATS, FindingKind.DISPARITY,
    FindingKind.RECORDED, FindingKind.CANNOT_TELL, FindingKind.COVERAGE, FindingKind.DEFINITIONS,
    FindingKind.MONTHLY_TREND, FindingKind.GAPS, FindingKind.REBASED,
    FindingKind.CONTROL, FindingKind.SEASON, FindingKind.BY_DAY,
    FindingKind.DETERMINANTS,
)  # fmt: skip


def title(assessment: Assessment) -> str:
    """What the document is called, on its cover and in its properties."""
    return f"Violence in {assessment.area.name}: strategic needs assessment"


def subtitle(assessment: Assessment, audience: Audience) -> str:
    """Which months it is about, and for whom."""
    return f"{upper_first(period(assessment))}. {_AUDIENCES[audience]}."


def period(assessment: Assessment) -> str:
    """The months assessed, both ends included."""
    return period_words(assessment.period)


def chapter_words(id: str) -> tuple[str, str]:
    """A chapter's title and opening; a chapter that is not known here is named by its id."""
    return _CHAPTERS.get(id, (id.replace("_", " ").replace("-", " ").capitalize(), ""))


def reading_guide(assessment: Assessment, chapters: tuple[ChapterBlock, ...]) -> tuple[str, ...]:
    """What the Act asks and where it is answered, then how to read the numbers, once, before the first of them."""
    return (
        *_of_the_act(chapters),
        "Every number counts what was recorded. Much violence is never reported, so a change in recording can look like "
        "a change in violence.",
        "“Between 41 and 58” is an interval: chance alone moves counts from month to month, and the interval says how far. "
        "Where two intervals cannot be told apart, this document says so rather than guess.",
        "A month that was not received is a gap, never a zero. Open points are provisional.",
        "Each finding ends with how we know it: the definition, the query, the releases and the method.",
    )


def _of_the_act(chapters: Sequence[ChapterBlock]) -> tuple[str, ...]:
    """Section 8 of the Police, Crime, Sentencing and Courts Act 2022 in its own two words, with the chapters that answer to each."""
    kinds, causes = (listed(_named(chapters, wanted)) for wanted in (_KINDS, _CAUSES))
    if not kinds or not causes:
        return ()
    return (
        "Section 8 of the Police, Crime, Sentencing and Courts Act 2022 asks for the kinds of serious violence that occur in the area,"
        f" and for its causes. The kinds are in {kinds}; what is known of the causes is in {causes}. A count shows how much, where and"
        " when. It never shows by itself why.",
    )


def _named(chapters: Sequence[ChapterBlock], wanted: Sequence[str]) -> Iterator[str]:
    return (f"chapter {each.number} ({each.title})" for each in chapters if each.id in wanted)


def summary(chapters: tuple[ChapterBlock, ...]) -> tuple[SummaryLine, ...]:
    """What became of the plan's claims, those that could be tested first; then the findings in a sentence each.

    Of the others one of a kind comes before a second of any, and they stand in the order that they are read.
    """
    findings = [finding for chapter in chapters for finding in chapter.findings if not finding.held_back]
    claims = sorted((one for one in findings if one.kind is FindingKind.CLAIM), key=_is_untested)[:MOST_CLAIMS]
    turns: list[tuple[int, int, int]] = []
    met: dict[FindingKind, int] = {}
    for at, finding in enumerate(findings):
        met[finding.kind] = met.get(finding.kind, 0) + 1
        if finding.kind in _SUMMED_UP and (met[finding.kind] == 1 or finding.kind is not FindingKind.CANNOT_TELL):
            turns.append((met[finding.kind], _SUMMED_UP.index(finding.kind), at))
    others = [findings[at] for at in sorted(at for _, _, at in sorted(turns)[: MOST_IN_SUMMARY - len(claims)])]
    return tuple(SummaryLine(one.id, one.number, f"{one.heading}.") for one in (*claims, *others))


def _is_untested(claim: FindingBlock) -> bool:
    return claim.heading.lower().startswith(Verdict.CANNOT_TEST.value)


def definitions(assessment: Assessment) -> tuple[DefinitionNote, ...]:
    """Each definition used, in plain English."""
    pairs = zip(assessment.definitions, assessment.definition_texts, strict=True)
    return tuple(DefinitionNote(ref, text) for ref, text in pairs)

"""From an assessment to a document for one audience: disclose first, then word, draw and number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sulis.publish.documents import front
from sulis.publish.documents.charts import draw
from sulis.publish.documents.model import (
    ChapterBlock,
    ChartBlock,
    Document,
    FindingBlock,
    HowWeKnow,
    SummaryLine,
    TableBlock,
)
from sulis.publish.documents.one import shown_figures
from sulis.publish.documents.seen import SeenChart, SeenFinding, see_coverage, see_finding, see_releases
from sulis.publish.documents.sources import release_words, source_notes
from sulis.publish.documents.tables import chart_data, chart_table, counts_shown, coverage_table
from sulis.publish.documents.text import slug
from sulis.publish.documents.words import About, word_finding
from sulis.publish.documents.words.charts import chart_alt, chart_subtitle, chart_title
from sulis.publish.documents.words.numbers import upper_first
from sulis.vocabulary import Audience, Caveat
from sulis.year.needs.model import Assessment, Chapter, Finding, FindingKind


def build_document(assessment: Assessment, audience: Audience) -> Document:
    """The assessment in words and ink, for one audience.

    Every estimate passes disclosure before any word is chosen or chart drawn. The same assessment and audience give an equal
    document, whose files have the same bytes each time.

    **Missing and small**: a missing number is worded with its reason; a finding that needs it says that it cannot tell. A finding
    with a number that the audience may not see holds nothing but the reason.
    """
    return _Builder(assessment, audience).document()


class _Builder:
    """Carries the notes that number themselves as the document grows: caveats and queries."""

    def __init__(self, assessment: Assessment, audience: Audience) -> None:
        self.assessment = assessment
        self.audience = audience
        self.sources = source_notes(see_releases(assessment, audience))
        force = assessment.force.name if assessment.force else None
        self.about = About(assessment.area.name, force, assessment.period, see_coverage(assessment, audience))
        self.caveats: dict[Caveat, int] = {}
        self.queries: dict[str, int] = {}
        self.withheld = False

    def document(self) -> Document:
        chapters = self.linked(
            [self.chapter(number, chapter) for number, chapter in enumerate(self.assessment.chapters, start=1)]
        )
        if not self.withheld:
            for caveat in self.assessment.caveats:
                self.caveats.setdefault(caveat, len(self.caveats) + 1)
        given = self.assessment
        return Document(
            title=front.title(given), subtitle=front.subtitle(given, self.audience), area=given.area.name,
            period=front.period(given), audience=self.audience, made_up=given.made_up, software=given.software,
            reading_guide=front.reading_guide(given, chapters), summary=front.summary(chapters), chapters=chapters,
            definitions=front.definitions(given), sources=self.sources, caveats=tuple(self.caveats), queries=tuple(self.queries),
        )  # fmt: skip

    def chapter(self, number: int, chapter: Chapter) -> ChapterBlock:
        findings = tuple(
            self.finding(f"{number}.{at}", finding) for at, finding in enumerate(chapter.findings, start=1)
        )
        name, introduction = front.chapter_words(chapter.id)
        return ChapterBlock(slug(chapter.id), number, name, introduction, findings)

    def finding(self, number: str, finding: Finding) -> FindingBlock:
        seen = see_finding(finding, self.audience)
        self.withheld |= seen.held_back is not None
        wording = word_finding(seen, self.about)
        how = self.how(seen)
        known = set(self.caveats)
        numbers = tuple(self.caveats.setdefault(caveat, len(self.caveats) + 1) for caveat in seen.caveats)
        return FindingBlock(
            slug(seen.id), number, seen.kind, upper_first(wording.heading), tuple(filter(None, wording.sentences)), seen.statements,
            shown_figures(seen),
            tuple(self.chart(seen, chart, how) for chart in seen.charts), self.tables(seen), seen.caveats, numbers,
            tuple(caveat for caveat in seen.caveats if caveat not in known),
            tuple(sorted(self.caveats[caveat] for caveat in seen.caveats if caveat in known)), how, seen.held_back is not None,
            seen.level,
        )  # fmt: skip

    def linked(self, chapters: Sequence[ChapterBlock]) -> tuple[ChapterBlock, ...]:
        """The chapters, each claim with the findings that it rests on, which stand in later chapters."""
        blocks = {block.id: block for chapter in chapters for block in chapter.findings}
        given = {slug(one.id): one for chapter in self.assessment.chapters for one in chapter.findings if one.claim}

        def rests(block: FindingBlock) -> tuple[SummaryLine, ...]:
            claim = given[block.id].claim if block.id in given and not block.held_back else None
            there = [blocks[slug(id)] for id in claim.rests_on] if claim else []
            return tuple(SummaryLine(one.id, one.number, f"{one.heading}.") for one in there)

        return tuple(
            replace(chapter, findings=tuple(replace(one, rests_on=rests(one)) for one in chapter.findings))
            for chapter in chapters
        )

    def chart(self, finding: SeenFinding, chart: SeenChart, how: HowWeKnow | None) -> ChartBlock:
        title = chart_title(chart, self.about)
        alt = chart_alt(chart, title, self.about)
        name = slug(chart.id)
        places = max(len({point.key for point in each.points}) for each in finding.charts)
        subtitle = chart_subtitle(chart, finding.subject, self.about, places)
        drawing = draw(chart, title=title, description=alt, id=f"chart-{name}")
        narrow = draw(chart, title=title, description=alt, id=f"narrow-{name}", narrow=True)
        source = f"Source: {how.release_words}." if how and how.release_words else "Source: see the notes."
        return ChartBlock(
            name, chart.kind, title, subtitle, source, alt, drawing.svg, narrow.svg, drawing.width, drawing.height,
            chart_table(chart, subtitle.split(". ")[0], counts_shown(finding.charts)), chart_data(chart),
        )  # fmt: skip

    def tables(self, finding: SeenFinding) -> tuple[TableBlock, ...]:
        if finding.kind is not FindingKind.COVERAGE or finding.held_back or not self.about.coverage:
            return ()
        caption = f"Files received from {self.about.force or 'the force'}, month by month"
        return (coverage_table(self.about.coverage, f"{slug(finding.id)}-ledger", caption),)

    def how(self, finding: SeenFinding) -> HowWeKnow | None:
        if not finding.provenance:
            return None
        queries = _distinct(each.query for each in finding.provenance if each.query)
        numbers = tuple(self.queries.setdefault(query, len(self.queries) + 1) for query in queries)
        releases = _distinct(release for each in finding.provenance for release in each.releases)
        refs = _distinct(each.definition for each in finding.provenance if each.definition)
        titles = dict(zip(self.assessment.definitions, self.assessment.definition_titles, strict=True))
        levels = _distinct(f"{slot.figure.shown.level * 100:g}%" for slot in finding.slots)
        return HowWeKnow(
            refs, tuple(titles.get(ref, ref) for ref in refs), queries, numbers, releases,
            release_words(releases, self.sources), finding.methods, " and ".join(levels),
        )  # fmt: skip


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))

"""Where a series breaks: which breaks matter to a count, and what may be compared across none of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sulis.catalogue.sources import Affects, SeriesBreakNote
from sulis.vocabulary import AreaLevel, Caveat, Estimate, Period
from sulis.year.needs.model import SeriesBreak


@dataclass(frozen=True, slots=True)
class Breaks:
    """The breaks of a source that fall inside a period, for an area of one level."""

    notes: tuple[SeriesBreakNote, ...]
    level: AreaLevel

    def of_all(self) -> tuple[SeriesBreak, ...]:
        """Those to mark on incidents of every category together."""
        return self._marked(None)

    def of(self, categories: Collection[str]) -> tuple[SeriesBreak, ...]:
        """Those to mark on a count of these categories."""
        return self._marked(categories)

    def of_each(self, categories: Sequence[str]) -> tuple[SeriesBreak, ...]:
        """Those to mark on a chart with a series for each category; one that matters to some cuts those alone."""
        marked = []
        for note in self.notes:
            cut = tuple(name for name in categories if note.matters(self.level, (name,)))
            every = len(cut) == len(categories)
            marked.append(SeriesBreak(note.at, note.label, bool(cut), () if every else cut))
        return tuple(marked)

    def told(self, breaks: Sequence[SeriesBreak]) -> tuple[Caveat, ...]:
        """A caveat for each break that cuts, in the source's words."""
        why = {note.at: note for note in self.notes}
        return tuple(
            Caveat(
                f"series-break-{why[one.at].id.replace('_', '-')}",
                f"The series is cut at {one.at.start:%B %Y} ({one.label}): {why[one.at].text.strip()} What stands before is"
                " drawn, and is not compared with what stands after.",
            )
            for one in breaks
            if one.cuts
        )

    def _marked(self, categories: Collection[str] | None) -> tuple[SeriesBreak, ...]:
        return tuple(SeriesBreak(note.at, note.label, note.matters(self.level, categories)) for note in self.notes)


def breaks_in(notes: Sequence[SeriesBreakNote], period: Period, level: AreaLevel) -> Breaks:
    """The breaks inside the period. Those of outcomes alone say nothing of counts, and are left out."""
    inside = (note for note in notes if period.start < note.at.start < period.end)
    return Breaks(tuple(note for note in inside if note.affects is not Affects.OUTCOMES), level)


def spans(period: Period, breaks: Sequence[SeriesBreak]) -> bool:
    """Whether a break that cuts falls inside the period, so that its start and its end are of two series."""
    return any(one.cuts and period.start < one.at.start < period.end for one in breaks)


def since_last(counts: Sequence[Estimate], breaks: Sequence[SeriesBreak]) -> tuple[Estimate, ...]:
    """The counts after the last break that cuts and has any after it: those that can be compared with one another."""
    for one in sorted((one for one in breaks if one.cuts), key=lambda each: each.at, reverse=True):
        after = tuple(count for count in counts if count.period.start >= one.at.start)
        if any(count.value is not None for count in after):
            return after
    return tuple(counts)

"""The sentences of a measure's page, in the order in which it answers.

None of them says more than its interval bears: a count is whole, a small one is told by the time between two events and never
as a rate of so many people, and where a rise cannot be told from a fall the sentence says so.
"""

from __future__ import annotations

from sulis.catalogue.partnership import Recipe, Shape
from sulis.publish.measured.amounts import counted, number, percent, rate_span, times, years_words
from sulis.year.measures import Change, Coding, Reach, Read, Share, Speaks, Together, Verdict, Year

_FEW_A_YEAR = 5.0
_VERDICTS = {Verdict.FELL: "it fell", Verdict.ROSE: "it rose", Verdict.CANNOT_TELL: "it cannot be told"}


def now_words(recipe: Recipe, read: Read) -> tuple[str, ...]:
    """What the measure says now, with its interval. Empty where no year has a figure."""
    if recipe.shape is Shape.SHARE:
        return () if read.share is None else (_share_now(recipe, read.share),)
    if not read.together:
        return ()
    whole = read.together[-1]
    if whole.a_year[0] < _FEW_A_YEAR:
        return _rare_now(recipe, whole)
    return (_year_now(recipe, read), _mean_now(recipe, _stretch(read)))


def chart_words(recipe: Recipe, read: Read) -> str:
    """Whether any year stands out from chance."""
    if read.chart is None:
        return "There are too few years to say what is usual."
    if read.chart.method == "none":
        return f"There were no {recipe.many} in any of these years, so there is no usual number to compare a year with."
    beyond = [year.label for year, outside in zip(read.years, read.chart.outside, strict=True) if outside]
    runs = [year.label for year in read.years if year.unusual and year.label not in beyond]
    told = [_limits(recipe, read)]
    if beyond:
        told.append(
            f"{_listed(beyond)} did: something other than chance may lie behind it, and it is worth asking what."
        )
    if runs:
        told.append(
            f"{_listed(runs)} belong to seven or more in a row on one side of the mean, or moving one way, which is rare by chance."
        )
    return " ".join(told if beyond or runs else [*told, "No year did."])


def reach_words(recipe: Recipe, reach: Reach, whole: Together) -> tuple[str, ...]:
    """How large a change the measure could show, and by when."""
    if not whole.estimate.numerator:
        return (
            f"With no {recipe.many} in {_years(whole)}, there is nothing that could be seen to fall.",
            f"At the highest rate that these years allow, it would take {years_words(reach.at_most)} to see a halving.",
        )
    if reach.speaks is not Speaks.NO:
        return (
            f"At this rate a halving takes {years_words(reach.halving)} to show, with as many years to compare with before. "
            f"A fall by a fifth takes {years_words(reach.fifth)}.",
        )
    return (
        f"At this rate, {recipe.many} would have to halve and stay halved for {years_words(reach.halving)} before the fall could "
        f"be told from chance. If there were none at all from now on, that would take {years_words(reach.none)}.",
        f"Even at the highest rate that these years allow, a halving would take {years_words(reach.at_most)} to show.",
    )


def should_read(recipe: Recipe, read: Read) -> str:
    """Whether the area should read this measure at all, in a sentence."""
    if read.reach is None:
        return "Nobody can say before there are figures."
    return {
        Speaks.YES: "Yes. Here it can show a change within the life of one plan.",
        Speaks.TOGETHER: "Only over several years together. One year after another says little here.",
        Speaks.NO: (
            f"Not as a sign of whether the plan works. Each of these {recipe.many} matters and is looked into on its own; their "
            "number in one area is too small to tell a change from chance."
        ),
    }[read.reach.speaks]


def change_words(recipe: Recipe, change: Change) -> str:
    """Later years beside earlier ones."""
    before, after = change.before, change.after
    named = "in the baseline, " if change.is_baseline else "in "
    told = (
        f"{_capital(counted(after.estimate.numerator or 0, recipe.one, recipe.many))} in {_years(after)}, beside "
        f"{number(before.estimate.numerator or 0)} {named}{_years(before)}."
    )
    ratio = change.ratio
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return f"{told} Where there were none in either, nothing can be said of a change."
    span = f"from {times(ratio.low)} to {times(ratio.high)} times"
    if change.verdict is Verdict.CANNOT_TELL:
        return f"{told} The later rate is {span} the earlier one: a rise cannot be told from a fall.{_missed(change)}"
    way = "higher" if change.verdict is Verdict.ROSE else "lower"
    return f"{told} The later rate is {way}: {span} the earlier one."


def ratio_words(change: Change) -> str:
    """Later over earlier with what it comes to, for a cell of a table."""
    ratio = change.ratio
    if ratio.low is None or ratio.high is None:
        return "none in either"
    return f"{times(ratio.low)} to {times(ratio.high)}: {_VERDICTS[change.verdict]}"


def coding_words(recipe: Recipe, coding: Coding) -> str:
    """Whether the conclusion survives another way of counting."""
    names = {rule.id: rule.title for rule in recipe.rules}
    if coding.holds:
        end = {
            Verdict.FELL: "it fell",
            Verdict.ROSE: "it rose",
            Verdict.CANNOT_TELL: "no change can be told from chance",
        }
        return f"The conclusion is the same by each way of counting: {end[coding.verdicts[0][1]]}."
    parts = [f"{names.get(rule, rule).lower()}, {_VERDICTS[verdict]}" for rule, verdict in coding.verdicts]
    return (
        f"The conclusion depends on how it is counted. Counted as {'; counted as '.join(parts)}. Do not report a rise or a fall "
        "before those who code it have been asked what changed."
    )


def target_words(recipe: Recipe, read: Read) -> str:
    """The target, and whether it is reached; why none is set where none is."""
    if recipe.target is None:
        return f"No target is set. {recipe.target_reason}"
    step = abs(1.0 - recipe.target)
    way = "below" if recipe.target < 1.0 else "above"
    told = f"The target is {percent(step)} {way} the baseline by {recipe.target_by}. {recipe.target_reason}"
    if read.target_met is None:
        return f"{told} Whether it is met cannot be told yet."
    return f"{told} {'It is met' if read.target_met else 'It is not met'}, by the whole of the interval."


def share_words(recipe: Recipe, share: Share) -> str:
    """The newest share beside the baseline's, and how large a difference could have been seen."""
    parts = []
    if share.baseline is not None and share.verdict is not None:
        was = share.baseline.estimate
        ends = f"{percent(was.value or 0.0)} in {share.baseline.label} ({percent(was.low or 0.0)} to {percent(was.high or 0.0)})"
        said = {
            Verdict.ROSE: "The share is higher now.",
            Verdict.FELL: "The share is lower now.",
            Verdict.CANNOT_TELL: "The two intervals meet, so a rise cannot be told from a fall.",
        }
        parts.append(f"In the baseline it was {ends}. {said[share.verdict]}")
    if share.step is not None:
        parts.append(
            f"Two years of this size could show a difference of {100 * share.step:.0f} percentage points or more."
        )
    return " ".join(parts)


def in_one_line(recipe: Recipe, read: Read) -> str:
    """The newest that it says, with its interval, for a list."""
    if recipe.shape is Shape.SHARE:
        return _share_now(recipe, read.share) if read.share else ""
    if not read.together:
        return ""
    whole = read.together[-1]
    if whole.a_year[0] < _FEW_A_YEAR:
        return f"{_capital(counted(whole.estimate.numerator or 0, recipe.one, recipe.many))} in {_years(whole)}."
    return _year_now(recipe, read)


def _rare_now(recipe: Recipe, whole: Together) -> tuple[str, ...]:
    _rate, low, high = whole.a_year
    count = whole.estimate.numerator or 0
    told = f"{_capital(counted(count, recipe.one, recipe.many))} in {_years(whole)}."
    return (
        told,
        f"So few can come about by chance at very different rates: {rate_span(low, high)} would bring a number like this "
        f"({percent(whole.estimate.level)} interval, {whole.estimate.method}).",
    )


def _year_now(recipe: Recipe, read: Read) -> str:
    newest = next(year for year in reversed(read.years) if year.estimate.value is not None)
    found = newest.estimate
    told = f"{counted(found.numerator or 0, recipe.one, recipe.many)} in {newest.label}"
    note = ", provisional" if found.provisional else ""
    return f"{_capital(told)} ({_ends(found.low, found.high)} by chance alone{note})."


def _mean_now(recipe: Recipe, whole: Together) -> str:
    rate, low, high = whole.a_year
    return (
        f"{_capital(counted(whole.estimate.numerator or 0, recipe.one, recipe.many))} in {_years(whole)}, {rate:.1f} a year "
        f"({low:.1f} to {high:.1f})."
    )


def _stretch(read: Read) -> Together:
    """Five years where there are so many, else all."""
    return next((one for one in read.together if one.years == 5), read.together[-1])


def _share_now(recipe: Recipe, share: Share) -> str:
    found = share.newest.estimate
    if found.value is None or found.low is None or found.high is None:
        return ""
    return (
        f"{percent(found.value)} {recipe.many} in {share.newest.label} ({percent(found.low)} to {percent(found.high)}; "
        f"{found.numerator:,} of {found.denominator:,.0f})."
    )


def _limits(recipe: Recipe, read: Read) -> str:
    if read.chart is None or recipe.shape is Shape.SHARE:
        return "A year stands out where its share lies beyond the limits of the chart."
    newest = next(place for place, year in reversed(list(enumerate(read.years))) if year.estimate.value is not None)
    low, high = int(read.chart.low[newest]), int(read.chart.high[newest])
    more = f"{number(high + 1)} or more"
    if low > 0:
        return f"By chance alone a year here has from {low:,} to {high:,}. A year with fewer, or with {more}, would stand out."
    return f"A year would have to bring {more} before it stood out from chance."


def _missed(change: Change) -> str:
    if change.missed is None:
        return " Not even a fall to none at all would have been sure to show."
    return f" A fall of less than {percent(1.0 - change.missed)} could have been there and not shown."


def _years(stretch: Together) -> str:
    if stretch.years == 1:
        return stretch.first
    if stretch.has_gap:
        return f"{number(stretch.years)} of the years from {stretch.first} to {stretch.last}"
    return f"the {number(stretch.years)} years from {stretch.first} to {stretch.last}"


def _ends(low: float | None, high: float | None) -> str:
    return f"{low:.0f} to {high:.0f}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def year_words(year: Year) -> str:
    """One year for a cell of a table."""
    return year.why if year.estimate.value is None else f"{year.estimate.numerator:,}"

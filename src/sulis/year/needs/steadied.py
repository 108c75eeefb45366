"""Rates of wards drawn towards the mean of all, each beside the rate as it was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sulis.indicators import UNKNOWN, Recipe, Residents
from sulis.vocabulary import Caveat, Estimate
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study

FEWEST = 3  # wards with a rate: shrinkage learns from how they differ
PER = 100_000
AS_COUNTED, STEADIED = "As counted", "Drawn to the mean"
BORROWED = Caveat(
    "drawn-to-the-mean",
    "A small place's rate jumps by chance. Each is drawn towards the mean of all by as much as chance explains (empirical Bayes,"
    " gamma-Poisson), and the rate as counted stands beside it. A place that differs in kind, such as a city centre, is drawn"
    " towards places unlike it. The interval takes the spread between places as known, and is too narrow among few.",
)


def steadied_finding(
    study: Study, recipe: Recipe, number: int, rates: Sequence[Estimate], residents: Mapping[str, Residents]
) -> Finding:
    """Every ward's rate both ways. Fewer than three wards with residents: a finding that says so.

    Where residents of a ward cannot be placed, both its intervals hold every way to place them.
    """
    from sulis.statistics import shrunk_rates

    there = sorted((rate for rate in rates if rate.value is not None), key=lambda rate: rate.area.name)
    id_, subject = f"places-steadied-{number}", study.subject(recipe)
    if len(there) < FEWEST:
        return _too_few(id_, subject, len(there))
    counts, years = [one.numerator or 0 for one in there], [one.denominator or 0.0 for one in there]
    people = [residents.get(one.area.code, UNKNOWN) for one in there]
    found = shrunk_rates(counts, years, PER, study.level)
    drawn = tuple(
        replace(
            one, value=value, low=low * who.shrink, high=high * who.stretch, method=str(method),
            caveats=(*one.caveats, BORROWED), numerator=None,
        )
        for who, one, value, low, high, method in zip(
            people, there, found.value.tolist(), found.low.tolist(), found.high.tolist(), found.method.tolist(), strict=True
        )
    )  # fmt: skip
    series = (Series(AS_COUNTED, _points(there)), Series(STEADIED, _points(drawn)))
    return Finding(
        id_, FindingKind.STEADIED, subject, _slots(there, drawn, found.mean), (ChartSpec(id_, ChartKind.PAIRED, series),),
        _apart(drawn, found.mean), (BORROWED,), level=there[0].area.level,
    )  # fmt: skip


def _points(rates: Sequence[Estimate]) -> tuple[Point, ...]:
    return tuple(Point(one.area.code, one.area.name, one) for one in rates)


def _slots(there: Sequence[Estimate], drawn: Sequence[Estimate], mean: float) -> tuple[Slot, ...]:
    """The place that the drawing moves most, both ways: where its rate as counted says least."""
    at = max(range(len(there)), key=lambda each: abs((there[each].value or 0.0) - (drawn[each].value or 0.0)))
    name = there[at].area.name
    return (
        Slot("counted", there[at], f"{name}, as counted"),
        Slot("steadied", drawn[at], f"{name}, drawn to the mean"),
    )


def _apart(drawn: Sequence[Estimate], mean: float) -> tuple[str, ...]:
    """The places whose whole interval lies on one side of the mean, by name and in no order of rate."""
    above = [one.area.name for one in drawn if one.low is not None and one.low > mean]
    below = [one.area.name for one in drawn if one.high is not None and one.high < mean]
    told = (("Clearly above the mean", above), ("Clearly below the mean", below))
    return tuple(f"{words}: {', '.join(names)}." for words, names in told if names)


def _too_few(id_: str, subject: str, many: int) -> Finding:
    statement = (
        f"Rates of wards cannot be drawn to their mean: {many} of them {'has' if many == 1 else 'have'} a rate, and it takes at"
        f" least {FEWEST}. Load the population, or ask for an area of several wards."
    )
    unsaid = ("how far chance alone moves the rate of a ward",)
    return Finding(id_, FindingKind.CANNOT_TELL, subject, statements=(statement,), unsaid=unsaid)

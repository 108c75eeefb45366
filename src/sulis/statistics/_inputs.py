"""Reading what a caller hands in: one shape, whole counts, NaN for missing, and errors that say what to do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Names = NDArray[np.str_]

NO_METHOD = "none"  # the method of an element that could not be given


def read_counts(name: str, given: ArrayLike) -> Floats:
    """Counts as floats in an array of our own; missing ones (None, NaN, masked) as NaN."""
    counts = read_amounts(name, given)
    _refuse(counts % 1 > 0, name, "not whole numbers", "A count is a number of events.",
            "Give the events themselves; a rate, mean or weighted sum needs another method.")  # fmt: skip
    return counts


def read_amounts(name: str, given: ArrayLike) -> Floats:
    """Numbers of zero or more (a population, a time at risk), missing ones as NaN."""
    amounts = read_numbers(name, given)
    _refuse(amounts < 0, name, "negative", "It cannot be below zero.",
            "Write NaN where the number is not known, and 0 only where none was counted.")  # fmt: skip
    return amounts


def read_numbers(name: str, given: ArrayLike) -> Floats:
    """Finite numbers as floats, missing ones as NaN. The caller's own array is never shared."""
    numbers = _as_floats(name, given)
    _refuse(np.isinf(numbers), name, "infinite", "It must be a finite number.", "Write NaN where it is not known.")
    return numbers


def read_level(given: object) -> float:
    """A confidence level between 0 and 1, neither included."""
    level = _one_number(given)
    if not 0.0 < level < 1.0:
        raise ValueError(
            f"level: {given!r} was given. A level is above 0 and below 1. Write 0.95 for 95%, or 0.998 for 99.8%."
        )
    return level


def read_positive(name: str, given: object) -> float:
    """One finite number above zero."""
    number = _one_number(given)
    if not 0.0 < number < math.inf:
        raise ValueError(f"{name}: {given!r} was given. It must be one number above 0. Give one for all elements.")
    return number


def read_share(name: str, given: object) -> float:
    """A share between 0 and 1, neither included."""
    share = _one_number(given)
    if not 0.0 < share < 1.0:
        raise ValueError(f"{name}: {given!r} was given. It is a share above 0 and below 1. Write 0.1 for a tenth.")
    return share


def read_whole(name: str, given: object, least: int = 1) -> int:
    """One whole number, ``least`` or more."""
    number = _one_number(given)
    if not (number >= least and number.is_integer()):
        raise ValueError(f"{name}: {given!r} was given. It must be a whole number, {least} or more. Give one such.")
    return int(number)


def read_months(given: object) -> int:
    """A whole number of months, 1 or more."""
    months = _one_number(given)
    if not (months >= 1.0 and months.is_integer()):
        raise ValueError(f"months: {given!r} was given. It must be a whole number above 0: 12 for a rolling year.")
    return int(months)


def _one_number(given: object) -> float:
    """The number as a float, or NaN, which passes no comparison, for anything else."""
    if isinstance(given, bool):
        return math.nan
    return float(given) if isinstance(given, Real) else math.nan


def one_shape(**arrays: Floats) -> list[Floats]:
    """The arrays in the order given, each of the same shape; a single number is repeated to fit."""
    shapes = {name: array.shape for name, array in arrays.items() if array.ndim}
    if len(set(shapes.values())) > 1:
        found = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(
            f"{', '.join(shapes)}: shapes differ ({found}). Arrays must have one shape, or be a single number. "
            "Line them up, one element for each area and period, before calling."
        )
    shape = next(iter(shapes.values()), ())
    return [np.broadcast_to(array, shape) for array in arrays.values()]


def normal_quantile(level: float) -> float:
    """How many standard deviations either side of the mean hold ``level`` of a normal distribution (1.96 for 0.95)."""
    return float(-ndtri((1.0 - level) / 2.0))


def seal(result: object) -> None:
    """Give a frozen result arrays of its own that cannot be written to, so that it is frozen throughout."""
    for name in result.__dataclass_fields__:  # type: ignore[attr-defined]
        value = getattr(result, name)
        if isinstance(value, np.ndarray | np.generic):
            own = np.array(value)
            own.flags.writeable = False
            object.__setattr__(result, name, own)


def _as_floats(name: str, given: ArrayLike) -> Floats:
    """A fresh float array. Text and truth values are refused: they are never a number on purpose."""
    masked = np.ma.getmaskarray(given) if isinstance(given, np.ma.MaskedArray) else None
    try:
        raw = np.asarray(given)
    except ValueError as error:
        raise _unreadable(name, "rows of different lengths") from error
    if raw.dtype.kind not in "iufO" or (
        raw.dtype.kind == "O" and any(isinstance(x, str | bool | np.bool_) for x in raw.flat)
    ):
        raise _unreadable(name, "text, dates or truth values")
    try:
        numbers: Floats = np.array(raw, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise _unreadable(name, "something other than numbers") from error
    return numbers if masked is None else np.where(masked, np.nan, numbers)


def _unreadable(name: str, found: str) -> ValueError:
    return ValueError(f"{name}: {found} given. It must be numbers. Convert it first, with None or NaN where missing.")


def _refuse(broken: Flags, name: str, found: str, rule: str, remedy: str) -> None:
    """Raise when any element breaks the rule, saying how many and where the first stands; NaN never breaks one."""
    broken = np.asarray(broken)
    if broken.any():
        places = np.argwhere(broken)
        where = f"{len(places)} of {broken.size} values are {found}, the first at position {_place(places[0])}"
        raise ValueError(f"{name}: {where if broken.ndim else f'the number is {found}'}. {rule} {remedy}")


def _place(index: Sequence[int] | NDArray[np.intp]) -> str:
    """A position as the caller would write it, counting from 0."""
    return ", ".join(str(int(i)) for i in index)

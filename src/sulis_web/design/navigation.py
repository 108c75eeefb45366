"""Ways about the application: the side list of one part of it, and the pages of a long list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """One part of the application, and the pages that open it."""

    title: str
    links: tuple[Link, ...]

    @property
    def here(self) -> str:
        """The words of the page that we are on, or nothing when it is none of these."""
        return next((link.words for link in self.links if link.current), "")


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a long list; ``number`` 0 stands for the pages left out between two others."""

    number: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Where we are in a long list."""

    number: int
    last: int
    steps: tuple[Step, ...]
    before: str
    after: str


def pages(*, number: int, last: int, address: Callable[[int], str]) -> Pages:
    """The first, the last, this one and its neighbours. ``address`` gives the address of a page by its number."""
    shown = sorted({1, last, *(near for near in (number - 1, number, number + 1) if 1 <= near <= last)})
    steps: list[Step] = []
    for each in shown:
        if steps and each - steps[-1].number == 2:
            steps.append(Step(each - 1, address(each - 1)))
        elif steps and each - steps[-1].number > 2:
            steps.append(Step(0))
        steps.append(Step(each, address(each), each == number))
    before = address(number - 1) if number > 1 else ""
    after = address(number + 1) if number < last else ""
    return Pages(number, last, tuple(steps), before, after)

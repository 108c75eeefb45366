"""The public pages that there are: one list for the addresses, the preparing and the serving."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """``name`` is the address's name, ``path`` its place under the root, which is also the prepared file's folder.

    ``chapter`` is the id of the chapter, or of the finer places, that fills the page, empty for the others; ``nav`` the words of
    its link at the head of every page, empty for a page that has none there.
    """

    name: str
    path: str
    template: str
    nav: str = ""
    chapter: str = ""

    @property
    def file(self) -> str:
        return f"{self.path}index.html"


CHAPTERS = (
    "claims", "trend", "times", "benchmark", "places", "people", "harm", "determinants", "extent", "definition", "recorded", "quality",
)  # fmt: skip
_PLACES = "data-and-trends/places/"
FIGURES = "data-and-trends/figures/"  # the numbers of each chart
PAGES = (
    Page("public-home", "", "publication/home.html", nav="Get help"),
    Page("public-data", "data-and-trends/", "publication/data.html", nav="Data and trends"),
    *(Page(f"public-{id}", f"data-and-trends/{id}/", "publication/chapter.html", chapter=id) for id in CHAPTERS),
    Page("public-places-msoa", f"{_PLACES}neighbourhoods/", "publication/chapter.html", chapter="places-msoa"),
    Page("public-places-lsoa", f"{_PLACES}small-neighbourhoods/", "publication/chapter.html", chapter="places-lsoa"),
    Page("public-plan", "our-plan/", "publication/plan.html", nav="Our plan"),
    Page("public-answers", "our-plan/answers/", "publication/answers.html"),
    Page("accessibility", "accessibility/", "publication/accessibility.html"),
)

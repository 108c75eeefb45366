"""Every link between our own pages leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import anchors, links, name_of, pages


def broken(page: Path) -> list[str]:
    """The page's links to files, folders or headings that are not there."""
    lost = []
    for link in links(page):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    return lost


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_of_page_lead_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_link_to_nowhere_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](absent.md) [b](#no-such-heading) [c](#here)\n\n# Here\n")
    assert broken(page) == ["absent.md", "#no-such-heading"]

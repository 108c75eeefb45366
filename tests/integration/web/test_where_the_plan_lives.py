"""Every section of the plan is found in the application where its table says."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.support.people import organisation, signed_in, someone
from tests.support.shared import ROOT
from tests.support.web import AT

PAGE = ROOT / "docs" / "explanation" / "where-the-plan-lives.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text("utf-8").splitlines()
    if line.startswith("| ") and "`/" in line
]


@pytest.fixture
def reader(db: None, tmp_path: Any, settings: Any) -> Any:
    from sulis.catalogue.partnership import load_partnership
    from sulis_web.config.loading import load_files

    settings.HOME, settings.RUNS, settings.PUBLIC = tmp_path, tmp_path / "runs", tmp_path / "public"
    load_files(content=load_partnership("bath_and_north_east_somerset"), at=AT)
    return signed_in(Client(), someone("co-ordinator", organisation(), "Cory"))


def test_each_section_stands_at_its_address_with_its_words(reader: Any) -> None:
    seen: dict[str, str] = {}
    missing = []
    for section, _where, address, _file, words in ROWS:
        path = address.strip("`")
        if path not in seen:
            response = reader.get(path)
            assert response.status_code == 200, path
            main = response.text[response.text.index("<main") : response.text.index("</main>")]
            seen[path] = " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
        if words not in seen[path]:
            missing.append(f"{section}: {path} does not say “{words}”")
    assert not missing, "\n".join(missing)


def test_every_heading_of_the_plan_has_a_row(reader: Any) -> None:
    """The sections that the partnership's files give to their items are those of the plan."""
    from sulis.catalogue.partnership import load_partnership

    content = load_partnership("bath_and_north_east_somerset")
    used = {item.section for item in content.items()}
    assert used <= set(content.plan.sections)
    table = " ".join(row[0].lower() for row in ROWS)
    wanted = (
        "summary",
        "introduction",
        "governance",
        "definition",
        "findings",
        "engagement",
        "done",
        "priorities",
        "measures",
    )
    assert [each for each in wanted if each not in table] == []

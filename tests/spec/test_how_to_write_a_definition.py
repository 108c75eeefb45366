"""Someone who follows only docs/how-to/write-a-definition.md gets a definition that works."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import ibis
import pytest

from sulis.catalogue.sources import load_source_card
from sulis.catalogue.violence import Definition, find_definition
from sulis.definition import compare, compile_definition, render, run_examples, unexpressed
from sulis.definition.examples import unbound_table
from sulis.vocabulary import InputRefused
from tests.support.shared import ROOT

PAGE = (ROOT / "docs/how-to/write-a-definition.md").read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    path = tmp_path / "my.toml"
    path.write_text(block, encoding="utf-8")
    return path


@pytest.fixture
def definition(mine: Path) -> Definition:
    return find_definition(mine)


def test_page_example_is_accepted_and_its_examples_agree(definition: Definition) -> None:
    assert all(result.passed for result in run_examples(definition))
    assert render(definition).startswith("Robbery and weapons (robbery_and_weapons@1)")
    assert unexpressed(definition)
    assert compare(find_definition("police_uk_proxy"), definition).differences


def test_page_misspelling_is_answered_as_the_page_says(mine: Path) -> None:
    mine.write_text(mine.read_text(encoding="utf-8").replace('["Robbery"]', '["Robery"]'), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        find_definition(mine)
    assert any(fault.remedy == 'Did you mean "Robbery"?' and fault.row for fault in refused.value.faults)


def test_page_example_changes_what_is_counted_beside_the_first(definition: Definition) -> None:
    card = load_source_card("police_uk")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE incidents (row BIGINT, category VARCHAR)")
        connection.execute(
            "INSERT INTO incidents VALUES (1, 'Robbery'), (2, 'Violence and sexual offences'), (3, 'Drugs')"
        )
        counts = []
        for one in (find_definition("police_uk_proxy"), definition):
            query = ibis.to_sql(compile_definition(one).filter(unbound_table(card)).count(), dialect="duckdb")
            counts.append(connection.execute(str(query)).fetchall()[0][0])
    assert counts == [2, 1]


def test_page_conditions_are_the_ones_that_the_reader_knows() -> None:
    """Each condition in the page's table is a key that a term may have, and none is left out."""
    from sulis.catalogue.violence.model import Criteria

    named = set(re.findall(r"`(\w+) = ", PAGE[PAGE.index("| condition |") : PAGE.index("A condition that the source")]))
    spelled = {"places": "place", "weapons": "weapon"}
    assert named == {spelled.get(name, name) for name in Criteria.__dataclass_fields__}

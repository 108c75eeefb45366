"""The addresses of a publisher's files on its source card."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.published_files import FileKind, PublishedFile
from sulis.catalogue.sources import read_source_card
from sulis.vocabulary import InputRefused

CARD = """
id = "tables"
title = "tables"
publisher = "somebody"
licence = "open"
cadence = "yearly"
open_data = true
table = "population"

[[file]]
key = "by_force"
address = "https://www.gov.uk/tables.ods"
kind = "ods"
title = "By force"
unverified = "Not tried from here."
"""


def _read(folder: Path, text: str) -> tuple[PublishedFile, ...]:
    path = folder / "tables.toml"
    path.write_text(text, encoding="utf-8")
    return read_source_card(path).files


def test_addresses_are_read_from_the_card(tmp_path: Path) -> None:
    [file] = _read(tmp_path, CARD)
    assert file == PublishedFile(
        "by_force", "https://www.gov.uk/tables.ods", FileKind.ODS, "By force", "Not tried from here."
    )
    assert _read(tmp_path, CARD.partition("[[file]]")[0]) == ()


@pytest.mark.parametrize(
    ("written", "instead", "rule"),
    [
        ('key = "by_force"', 'key = "../by_force"', "small letters, digits and underscores"),
        ("https://", "http://", "Only https"),
        ('kind = "ods"', 'kind = "xls"', "kind"),
        ('title = "By force"', "", "title is required"),
        ('title = "By force"', 'title = "By force"\npage = "x"', "No such key"),
    ],
)
def test_address_written_wrongly_is_a_fault_of_the_card(written: str, instead: str, rule: str, tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        _read(tmp_path, CARD.replace(written, instead))
    assert any(rule in str(fault) for fault in refused.value.faults)

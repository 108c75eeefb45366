from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.concepts import Concept
from sulis.catalogue.offences import load_offence_codes
from sulis.catalogue.sources import load_source_card, read_source_card, source_ids
from sulis.tables.incidents import CATEGORIES, INCIDENTS
from sulis.vocabulary import InputRefused, WrongUsage


@pytest.mark.parametrize("source", source_ids())
def test_every_card_reads(source: str) -> None:
    card = load_source_card(source)
    assert card.id == source
    assert card.caveats


def test_police_uk_card_has_the_facts() -> None:
    card = load_source_card("police_uk")
    assert dict(card.columns) == {Concept.CATEGORY: "category"}
    assert "category" in INCIDENTS.names
    assert [note.month for note in card.series_breaks] == ["2013-06", "2019-06", "2022-07", "2023-06"]
    assert card.series_breaks[-1].at.label == "2023-06"
    assert (card.open_data, card.made_up) == (True, False)


def test_made_up_card_takes_the_road_of_the_open_statistics_that_it_imitates() -> None:
    card = load_source_card("made_up")
    assert (card.open_data, card.made_up) == (True, True)


def test_unknown_source_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage) as wrong:
        load_source_card("police")
    assert "Did you mean" in wrong.value.remedy or "Known" in wrong.value.remedy


def test_faulty_card_tells_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'id = "other"\ntitle = "T"\npublisher = "P"\nlicense = "L"\ncadence = "monthly"\nopen_data = "yes"\n'
        'table = "incidents"\n[columns]\ncategory = "category"\n[[caveat]]\ncode = "Not A Code"\ntext = "x"\n'
        '[[series_break]]\nid = "a"\nmonth = "June 2013"\nlabel = "l"\ntext = "t"\n'
        '[[cannot_express]]\nconcept = "ages"\nwhy = "w"\n',
        encoding="utf-8",
    )
    with pytest.raises(InputRefused) as refused:
        read_source_card(path)
    told = {(fault.row, fault.column) for fault in refused.value.faults}
    assert {
        (1, "id"), (None, "licence"), (4, "license"), (6, "open_data"), (11, "caveat.code"),
        (15, "series_break.month"), (19, "cannot_express.concept"),
    } <= told  # fmt: skip
    assert any("neither list" in fault.given for fault in refused.value.faults)


def test_offence_codes_keep_their_text_and_category() -> None:
    codes = load_offence_codes()
    assert len(codes.offences) == 70
    assert codes.offences["4.10"].name != codes.offences["4.1"].name
    assert {offence.category for offence in codes.offences.values()} <= set(CATEGORIES)


@pytest.mark.parametrize(
    ("codes", "exact"),
    [
        (("34A", "34B"), True),
        (("34A",), False),
        (("10A", "10B", "10C", "10D", "81", "90"), True),
        (("1", "2"), False),
        (("92A",), False),  # the only drug offence listed, yet most of its category is possession
    ],
)
def test_codes_fill_a_category_only_when_all_of_it_is_listed(codes: tuple[str, ...], exact: bool) -> None:
    assert load_offence_codes().fill(codes) is exact

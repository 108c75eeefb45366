"""The catalogue's indicators: every file reads, says its years rightly, and a fault is told with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue import indicators
from sulis.catalogue.indicators import Better, factors, indicator_ids, load_indicator
from sulis.catalogue.profiles import load_profile
from sulis.vocabulary import InputRefused, WrongUsage


@pytest.mark.parametrize("id_", indicator_ids())
def test_every_indicator_reads_and_stands_for_a_factor_of_the_catalogue(id_: str) -> None:
    found = load_indicator(id_)
    assert found.id == id_ and set(found.factors) <= set(factors())
    assert ": " not in found.name, "a chart parts the name from the unit there"
    assert found.better is not Better.NEITHER or "neither way is better" in found.why


@pytest.mark.parametrize(
    ("id_", "label", "days"),
    [
        ("first_time_entrants", "2024", "2024-01 to 2024-12"),
        ("first_time_entrants", "0", None),
        ("suspensions", "2023/24", "2023-09 to 2024-08"),
        ("persistent_absence", "2025 (prov)", "2024-09 to 2025-08"),
        ("child_poverty", "2025", "2024-04 to 2025-03"),
        ("child_poverty", "2016-17 (OT)", "2016-04 to 2017-03"),
        ("alcohol_admissions", "2021/22-23/24", "2021-04 to 2024-03"),
        ("violence_admissions", "2020/21 - 22/23", "2020-04 to 2023-03"),
        ("homeless_households", "not stated", None),
        ("first_time_entrants", "2024-20", None),
    ],
)
def test_days_of_a_label_follow_from_the_kind_of_its_years(id_: str, label: str, days: str | None) -> None:
    found = load_indicator(id_).span(label)
    assert (found and found.label) == days


def test_a_profile_is_drawn_of_indicators_of_the_catalogue() -> None:
    plan = load_profile("children")
    assert [one.indicator for one in plan.indicators] == ["TotFixedEx", "FirstYJS", "Hosp_Adm_Alc_<18yrs"]


def test_an_unknown_indicator_is_refused_with_the_nearest() -> None:
    with pytest.raises(WrongUsage, match="suspension"):
        load_indicator("suspension")


def test_faults_of_a_file_are_told_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sulis.catalogue.toml import catalogue_root

    text = (catalogue_root() / "indicators" / "suspensions.toml").read_text(encoding="utf-8")
    broken = text.replace('better = "lower"', 'better = "fewer"').replace('"low_commitment_to_school"', '"school"')
    path = tmp_path / "broken.toml"
    path.write_text(broken, encoding="utf-8")
    monkeypatch.setattr(indicators, "file_of", lambda folder, id_, what: path)
    with pytest.raises(InputRefused) as refused:
        load_indicator.__wrapped__("broken")
    columns = {fault.column for fault in refused.value.faults}
    assert columns == {"better", "factors", "id"}

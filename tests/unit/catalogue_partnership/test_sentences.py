"""Public sentences of a partnership's files: what is read, and each fault with its remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sulis.catalogue.partnership import Claim, LinkBasis, load_partnership, partnerships_root
from sulis.vocabulary import InputRefused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(partnerships_root() / "made_up", tmp_path / "made_up"))


def faults_of(folder: Path, old: str, new: str) -> str:
    path = folder / "sentences.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_partnership(folder)
    return "\n".join(str(fault) for fault in refused.value.faults)


def test_sentences_are_read_with_their_claims_and_grounds(folder: Path) -> None:
    first, *_rest = load_partnership(folder).sentences
    assert first.id == "sentence_school" and first.claims == tuple(Claim)
    assert [ground.target for ground in first.rests_on][:2] == ["finding_missed_school", "reason_out_of_school"]
    assert {ground.basis for ground in first.rests_on} == set(LinkBasis)


def test_folder_without_sentences_has_none(folder: Path) -> None:
    (folder / "sentences.toml").unlink()
    assert load_partnership(folder).sentences == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "sentence_quays"', 'id = "sentence_school"', "An id names one sentence."),
        ('target = "finding_busy_places"', 'target = "finding_nowhere"', "finding_nowhere"),
        ('target = "finding_busy_places"', 'target = "priority_listen"', "priority_listen"),
        ('claims = ["found"]', 'claims = ["proved"]', "proved"),
        ('section = "Summary"', 'section = "Nowhere"', "A section is one that partnership.toml lists."),
        ('where = "Data and trends"', "", "where"),
        ("Most of the violence", "Most of the violence " + "very " * 80, "400 letters at the most"),
    ],
)
def test_fault_is_told_with_its_rule(folder: Path, old: str, new: str, said: str) -> None:
    told = faults_of(folder, old, new)
    assert said in told and "sentences.toml" in told

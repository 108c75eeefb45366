"""Keys in files: drawn once, by whoever comes first; readable by their owner alone; never lost when one is added."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sulis_web.audit.keys import add_key, draw_keys, read_keys
from sulis_web.audit.values import AuditUnavailable


def test_keys_drawn_at_once_are_one_set(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with ThreadPoolExecutor(8) as together:
        drawn = list(together.map(lambda _: draw_keys(path), range(8)))
    assert {keys.installation for keys in drawn} == {read_keys(path).installation}
    assert [file.name for file in tmp_path.iterdir()] == ["key"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_key_that_is_added_is_the_newest_and_the_older_stay(tmp_path: Path) -> None:
    first = draw_keys(tmp_path / "key")
    then = add_key(tmp_path / "key")
    assert (first.epoch, then.epoch) == (1, 2)
    assert then.by_epoch[1] == first.newest != then.newest
    assert read_keys(tmp_path / "key") == then and then.installation == first.installation


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"installation": "x", "keys": {"1": "no hex"}}', "\xff"])
def test_file_that_holds_no_keys_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").write_bytes(text.encode("latin-1"))
    with pytest.raises(AuditUnavailable):
        read_keys(tmp_path / "key")


def test_file_that_is_not_there_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AuditUnavailable) as refusal:
        read_keys(tmp_path / "key")
    assert "kept apart" in refusal.value.remedy and str(tmp_path) not in refusal.value.message

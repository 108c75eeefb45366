"""Sealed files: nothing to read in them, nothing to change in them, and after the end nothing to open them with."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from sulis.linkage.vault import SUFFIX, Vault, alone_in, vault_of
from sulis.vocabulary import PartWayFailure, WrongUsage

CANARY = b"Persephone Grimshaw"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = vault_of(tmp_path, "room-1")
    made.folder.mkdir(parents=True)
    made.draw_key()
    return made


def test_what_was_sealed_comes_back_and_cannot_be_read_on_disk(vault: Vault) -> None:
    vault.seal("records-1", CANARY * 50)
    assert vault.unseal("records-1") == CANARY * 50
    assert all(CANARY not in path.read_bytes() for path in vault.folder.iterdir())
    assert vault.key not in (vault.folder / f"records-1{SUFFIX}").read_bytes()


def test_files_and_key_are_their_owners_alone(vault: Vault) -> None:
    vault.seal("state", b"x")
    for path in (vault.folder / f"state{SUFFIX}", vault.key_file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(vault.key_file.parent.stat().st_mode) == 0o700
    assert not vault.key_file.is_relative_to(vault.folder)


def test_every_flipped_byte_is_noticed(vault: Vault) -> None:
    vault.seal("state", CANARY)
    path = vault.folder / f"state{SUFFIX}"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(PartWayFailure, match="cannot be opened"):
            vault.unseal("state")
    for cut in (0, 5, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(PartWayFailure, match="cannot be opened"):
            vault.unseal("state")


def test_a_file_put_in_another_ones_place_or_room_is_noticed(vault: Vault) -> None:
    vault.seal("keys-1", b"old")
    vault.seal("keys-2", b"new")
    (vault.folder / f"keys-1{SUFFIX}").replace(vault.folder / f"keys-2{SUFFIX}")
    with pytest.raises(PartWayFailure, match="keys-2"):
        vault.unseal("keys-2")
    other = Vault("room-2", vault.folder, vault.key_file)
    vault.seal("keys-3", b"of room 1")
    with pytest.raises(PartWayFailure, match="keys-3"):
        other.unseal("keys-3")


def test_sealing_the_same_twice_gives_different_bytes(vault: Vault) -> None:
    vault.seal("a", CANARY)
    first = (vault.folder / f"a{SUFFIX}").read_bytes()
    vault.seal("a", CANARY)
    assert (vault.folder / f"a{SUFFIX}").read_bytes() != first


def test_after_the_end_neither_key_nor_files_are_left_and_it_can_be_run_again(vault: Vault) -> None:
    vault.seal("records-1", CANARY)
    kept = (vault.folder / f"records-1{SUFFIX}").read_bytes()
    vault.destroy()
    vault.destroy()
    assert not vault.key_file.exists() and list(vault.folder.iterdir()) == []
    (vault.folder / f"records-1{SUFFIX}").write_bytes(kept)  # a copy that somebody had
    with pytest.raises(PartWayFailure, match="the key of the linkage room"):
        vault.unseal("records-1")


@pytest.mark.parametrize("content", ["", "00" * 31, "not a key"])
def test_a_key_that_is_none_is_refused(vault: Vault, content: str) -> None:
    fresh = Vault(vault.room, vault.folder, vault.key_file)
    vault.key_file.write_text(content)
    with pytest.raises(PartWayFailure, match="cannot be read"):
        fresh.unseal("state")


def test_only_one_may_be_in_a_room(vault: Vault) -> None:
    with alone_in(vault.folder), pytest.raises(PartWayFailure, match="somebody else"), alone_in(vault.folder):
        pass
    with alone_in(vault.folder):
        pass


@pytest.mark.parametrize("name", ["../x", "", "Room", "a/b", ".x", "x" * 41])
def test_a_name_that_leads_elsewhere_is_no_room(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage, match="no name of a linkage room"):
        vault_of(tmp_path, name)

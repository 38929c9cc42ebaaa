# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Making, opening and proving casebooks; strength and names; the keychain, in memory and when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from app.domain.preference import Preference
from app.errors import UserFixable
from app.intake.text import read_text
from app.services.errors import KeychainUnavailable, NeedsWords, PassphraseTooShort
from app.services.vault import Keychain, Vault, file_stem, strength
from tests.support.desks import PASSPHRASE, Bench, new_bench
from tests.support.program import MemoryKeychain


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = new_bench(tmp_path)
    made.house.vault.keychain = MemoryKeychain()
    yield made
    made.casebook.close()


@pytest.fixture
def vault(bench: Bench) -> Vault:
    return bench.house.vault


@pytest.fixture
def system_keychain() -> Iterator[None]:
    """Put the system's keychain back after a test that put another in its place."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_new_casebook_keeps_its_name_and_opens_again(vault: Vault, tmp_path: Path) -> None:
    made = vault.create(tmp_path, "  Smith / Jones:  family ", PASSPHRASE)
    assert made.path == tmp_path / "Smith Jones family.casewell"
    made.close()
    again = vault.open(made.path, PASSPHRASE)
    with again.reading() as tx:
        assert tx.get(Preference, "casebook.name").value == "Smith / Jones: family"
    again.close()


def test_new_casebook_needs_a_name_and_a_long_passphrase(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(NeedsWords):
        vault.create(tmp_path, "   ", PASSPHRASE)
    with pytest.raises(PassphraseTooShort, match="at least 10"):
        vault.create(tmp_path, "Mine", "too short")
    assert not list(tmp_path.glob("*.casewell"))


def test_changed_passphrase_opens_and_the_old_one_does_not(vault: Vault, bench: Bench) -> None:
    path = bench.casebook.path
    vault.keychain.keep(path, PASSPHRASE)
    assert vault.change_passphrase(bench.casebook, PASSPHRASE, "another four words here")
    assert vault.keychain.get(path) == "another four words here"
    bench.casebook.close()
    with pytest.raises(UserFixable, match="does not open"):
        vault.open(path, PASSPHRASE)
    vault.open(path, "another four words here").close()


def test_keychain_that_does_not_follow_is_said_and_not_fatal(vault: Vault, bench: Bench) -> None:
    class Stubborn(MemoryKeychain):
        def keep(self, path: Path, passphrase: str) -> None:
            raise KeychainUnavailable

    vault.keychain = Stubborn()
    vault.keychain.kept[bench.casebook.path] = PASSPHRASE
    assert not vault.change_passphrase(bench.casebook, PASSPHRASE, "another four words here")
    vault.prove(bench.casebook, "another four words here")


def test_only_the_right_passphrase_is_proved(vault: Vault, bench: Bench) -> None:
    vault.prove(bench.casebook, PASSPHRASE)
    with pytest.raises(UserFixable, match="does not open"):
        vault.prove(bench.casebook, "some other words here")
    with bench.casebook.reading() as tx:
        assert tx.counts().cases == 0  # it is still open, and whole


def test_emergency_sheet_holds_name_and_passphrase(vault: Vault, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    vault.emergency_sheet(target, "Family", PASSPHRASE)
    text = " ".join(read_text(target.read_bytes(), "sheet.pdf").text.split())
    assert PASSPHRASE in text and "Family" in text
    with pytest.raises(UserFixable):
        vault.emergency_sheet(target, "Family", PASSPHRASE)
    vault.emergency_sheet(target, "Family", PASSPHRASE, replace=True)


def test_restored_backup_opens_with_its_passphrase(vault: Vault, bench: Bench, tmp_path: Path) -> None:
    copy = bench.desk.backup.now(tmp_path / "copies")
    target = tmp_path / "restored.casewell"
    with pytest.raises(UserFixable, match="does not open"):
        vault.restore(copy, target, "some other words here")
    assert not target.exists()
    vault.restore(copy, target, PASSPHRASE)
    vault.open(target, PASSPHRASE).close()


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("", ""),
        ("short", "Too short"),
        ("aaaaaaaaaaaa", "Weak"),
        ("abcdefghijkl", "Weak"),
        ("red dog ran", "Fair"),
        ("red dog ran home", "Good"),
        ("four quiet geese walking along the river", "Strong"),
        ("q7#Lm!x2Vb9$", "Strong"),
    ],
)
def test_strength_in_words(passphrase: str, word: str) -> None:
    assert strength(passphrase).word == word


@given(st.text(max_size=80))
def test_strength_is_always_a_level_with_a_word(passphrase: str) -> None:
    found = strength(passphrase)
    assert 0 <= found.level <= 4
    assert bool(found.word) == bool(passphrase)


@given(st.text(max_size=200))
def test_file_stem_is_a_name_that_every_system_takes(name: str) -> None:
    stem = file_stem(name)
    assert stem and stem == stem.strip() and len(stem) <= 90
    assert not set(stem) & set('/\\:*?"<>|\0.')
    assert stem.casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


@pytest.mark.parametrize("name", ["CON", "nul", "...", "Com1"])
def test_file_stem_of_a_reserved_name_is_another_one(name: str) -> None:
    assert file_stem(name).endswith("casebook")


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_computer_without_a_keychain_is_quiet_until_something_shall_be_kept(
    backend: type[KeyringBackend], system_keychain: None, tmp_path: Path
) -> None:
    keyring.set_keyring(backend())
    keychain, path = Keychain(), tmp_path / "a.casewell"
    assert keychain.get(path) is None
    with pytest.raises(KeychainUnavailable, match="did not answer"):
        keychain.keep(path, PASSPHRASE)


class Held(KeyringBackend):
    """A keychain that works."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class Broken(KeyringBackend):
    """A keychain whose system service is gone."""

    priority = 1

    def get_password(self, *names: str) -> str | None:
        raise OSError("the bus is gone")

    set_password = delete_password = get_password


def test_keychain_keeps_one_passphrase_a_casebook(system_keychain: None, tmp_path: Path) -> None:
    keyring.set_keyring(Held())
    keychain, path = Keychain(), tmp_path / "a.casewell"
    keychain.keep(path, PASSPHRASE)
    assert keychain.get(path) == PASSPHRASE
    assert keychain.get(tmp_path / "b.casewell") is None
    keychain.forget(path)
    keychain.forget(path)
    assert keychain.get(path) is None


def test_keychain_that_breaks_is_told_in_a_sentence(system_keychain: None, tmp_path: Path) -> None:
    keyring.set_keyring(Broken())
    keychain, path = Keychain(), tmp_path / "a.casewell"
    assert keychain.get(path) is None
    with pytest.raises(KeychainUnavailable):
        keychain.keep(path, PASSPHRASE)
    with pytest.raises(KeychainUnavailable):
        keychain.forget(path)

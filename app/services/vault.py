# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Casebooks on this computer: making, opening, the passphrase, the keychain and the emergency sheet."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.domain.preference import Preference
from app.paths import CASEBOOK_SUFFIX
from app.services.errors import KeychainUnavailable, NeedsWords, PassphraseTooShort

if TYPE_CHECKING:  # the window must not wait for the rows of all its lists
    from app.ports import Casebook, CasebookStore, FileWriter, PaperWriter

LEAST_LENGTH = 10
_KEYCHAIN = "Casewell casebook"


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: ``level`` 0 to 4, and a word for it."""

    level: int
    word: str


def strength(passphrase: str) -> Strength:
    """Estimate the strength from length and variety.

    A lower bound for people, not a proof: repeated and neighbouring characters count less, and words count by
    their number (about 11 bits each) where there are several.
    """
    if not passphrase:
        return Strength(0, "")
    distinct = 1 + sum(1.0 if a != b and abs(ord(a) - ord(b)) != 1 else 0.3 for a, b in itertools.pairwise(passphrase))
    classes = 26 * any(c.islower() for c in passphrase) + 26 * any(c.isupper() for c in passphrase)
    classes += 10 * any(c.isdigit() for c in passphrase) + 20 * any(not c.isalnum() for c in passphrase)
    bits = distinct * math.log2(max(classes, 10))
    words = [w for w in passphrase.replace("-", " ").split() if len(w) >= 3]
    if len(words) >= 3 and all(w.isalpha() for w in words):
        bits = min(bits, 11.0 * len(set(words)) + 4)
    if len(passphrase) < LEAST_LENGTH:
        return Strength(1, "Too short")
    level = 1 if bits < 35 else 2 if bits < 45 else 3 if bits < 60 else 4
    return Strength(level, ("", "Weak", "Fair", "Good", "Strong")[level])


class Keychain:
    """The system's keychain, where the person allowed it; a computer without one never hears of it again."""

    def get(self, path: Path) -> str | None:
        """Return the kept passphrase, or None when there is none or no keychain."""
        import keyring  # delayed: looking for the system's keychain takes a tenth of a second

        try:
            return keyring.get_password(_KEYCHAIN, str(path.resolve()))
        except _failures():
            return None

    def keep(self, path: Path, passphrase: str) -> None:
        """Keep the passphrase of a casebook; KeychainUnavailable when it is not there afterwards."""
        import keyring  # delayed, see get()

        try:
            keyring.set_password(_KEYCHAIN, str(path.resolve()), passphrase)
        except _failures() as error:
            raise KeychainUnavailable from error
        if self.get(path) != passphrase:  # a keychain that is switched off takes everything and keeps nothing
            raise KeychainUnavailable

    def forget(self, path: Path) -> None:
        """Take the passphrase out of the keychain; nothing happens when it is not there."""
        import keyring  # delayed, see get()
        from keyring.errors import PasswordDeleteError

        try:
            keyring.delete_password(_KEYCHAIN, str(path.resolve()))
        except PasswordDeleteError:
            return
        except _failures() as error:
            raise KeychainUnavailable from error


def _failures() -> tuple[type[Exception], ...]:
    """Return what a keychain that does not answer raises: its own errors, and those of the system below it."""
    from keyring.errors import KeyringError  # delayed, see Keychain.get()

    return (KeyringError, OSError, RuntimeError)


class Vault:
    """Makes and opens casebooks."""

    def __init__(
        self, store: CasebookStore, paper: PaperWriter, files: FileWriter, clock: Clock, keychain: Keychain
    ) -> None:
        self._store = store
        self._paper = paper
        self._files = files
        self._clock = clock
        self.keychain = keychain

    def create(self, folder: Path, name: str, passphrase: str) -> Casebook:
        """Make a casebook called ``name`` in a folder."""
        name = " ".join(name.split())
        if not name:
            raise NeedsWords("The casebook's name")
        if len(passphrase) < LEAST_LENGTH:
            raise PassphraseTooShort(LEAST_LENGTH)
        casebook = self._store.create(folder / f"{file_stem(name)}{CASEBOOK_SUFFIX}", passphrase)
        with casebook.transaction() as tx:
            tx.save(Preference(id="casebook.name", value=name))
            tx.commit()
        return casebook

    def open(self, path: Path, passphrase: str, backups: Path | None = None) -> Casebook:
        """Open a casebook; a copy is written into ``backups`` before it is migrated."""
        return self._store.open(path, passphrase, backups)

    def restore(self, backup: Path, target: Path, passphrase: str) -> None:
        """Put a verified backup in place; a casebook already there is kept beside it."""
        self._store.restore(backup, target, passphrase)

    def change_passphrase(self, casebook: Casebook, old: str, new: str) -> bool:
        """Encrypt the casebook anew under another passphrase, and mend the keychain where it was used.

        Return False when the keychain held the old one and did not take the new: the next opening then asks.
        """
        if len(new) < LEAST_LENGTH:
            raise PassphraseTooShort(LEAST_LENGTH)
        casebook.change_passphrase(old, new)
        if self.keychain.get(casebook.path) is not None:
            try:
                self.keychain.keep(casebook.path, new)
            except KeychainUnavailable:
                return False
        return True

    def prove(self, casebook: Casebook, passphrase: str) -> None:
        """Raise storage's sentence unless this is the passphrase of the open casebook."""
        casebook.fits(passphrase)

    def emergency_sheet(self, target: Path, name: str, passphrase: str, *, replace: bool = False) -> None:
        """Write the sheet with the passphrase as a PDF where the person asked."""
        sheet = self._paper.emergency_sheet(name, passphrase, self._clock.today())
        self._files.write(target, sheet, replace=replace)


def file_stem(name: str) -> str:
    """Return a name that every file system takes; letters of any script stay."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in name)
    stem = " ".join(kept.split())[:80].strip()
    reserved = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
    return f"{stem} casebook".strip() if not stem or stem.lower() in reserved else stem

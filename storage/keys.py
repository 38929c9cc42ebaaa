# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The key of a casebook: made once an opening from passphrase and salt, the way every SQLCipher 4 tool makes it."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field

SALT_BYTES = 16
_ITERATIONS = 256_000  # SQLCipher 4's own default, so that any SQLCipher 4 tool opens the file with the passphrase
_RANDOM_BYTES = 12


@dataclass(frozen=True, slots=True)
class Key:
    """A derived key with the salt it belongs to; never written anywhere, never shown in a report."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """Return SQLCipher's raw form, which costs no derivation: ``x'<64 hex of key><32 hex of salt>'``."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def derive(passphrase: str, salt: bytes) -> Key:
    """Derive the key: PBKDF2-HMAC-SHA512, 256,000 rounds, 32 bytes, of the NFC form in UTF-8 (a third of a second).

    NFC, because the same passphrase typed on two keyboards must be the same bytes.
    """
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Key(hashlib.pbkdf2_hmac("sha512", words, salt, _ITERATIONS, 32), salt)


def new_salt() -> bytes:
    """Return a salt for a new file: 12 random bytes and 4 that follow from them.

    The salt is the first 16 bytes of the file, and all else looks random. The four bytes tell a casebook opened with
    the wrong passphrase from a file that is no casebook; 96 random bits remain, enough for a salt.
    """
    chosen = os.urandom(_RANDOM_BYTES)
    return chosen + _mark(chosen)


def is_marked(salt: bytes) -> bool:
    """Say whether the first 16 bytes of a file are a salt that Casewell made (one in four billion others pass)."""
    return len(salt) == SALT_BYTES and salt[_RANDOM_BYTES:] == _mark(salt[:_RANDOM_BYTES])


def _mark(chosen: bytes) -> bytes:
    return hashlib.sha256(b"Casewell casebook" + chosen).digest()[: SALT_BYTES - _RANDOM_BYTES]

# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Fixtures of the storage tests: casebooks made once and copied, and keys derived once (a third of a second each)."""

from __future__ import annotations

import functools
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import fixed_clock
from storage.casebook import Store
from storage.opened import Casebook
from tests.storage.sample import PASSPHRASE, TODAY, World, save_world


@pytest.fixture(scope="session", autouse=True)
def each_key_derived_once() -> Iterator[None]:
    """Remember derived keys: copies of a casebook share its salt, and the same words and salt give the same key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "pbkdf2_hmac", functools.cache(hashlib.pbkdf2_hmac))
        yield


@pytest.fixture(scope="session")
def store() -> Store:
    return Store(fixed_clock(TODAY))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Path:
    """A closed casebook with the sample world in it; copy it, never open it."""
    path = tmp_path_factory.mktemp("template") / "sample.casewell"
    casebook = store.create(path, PASSPHRASE)
    save_world(casebook, World())
    casebook.close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A closed casebook of the test's own."""
    copy = tmp_path / "family.casewell"
    shutil.copyfile(template, copy)
    return copy


@pytest.fixture
def casebook(path: Path, store: Store) -> Iterator[Casebook]:
    """An open casebook of the test's own, with the sample world in it."""
    opened = store.open(path, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory, store: Store) -> Iterator[Casebook]:
    """An open casebook that the tests of a module share; they commit nothing."""
    copy = tmp_path_factory.mktemp("shared") / "family.casewell"
    shutil.copyfile(template, copy)
    opened = store.open(copy, PASSPHRASE)
    yield opened
    opened.close()

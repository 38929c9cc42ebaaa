# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A full disk and a write-protected file during a save: a sentence for the person, and nothing half kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.person import Person
from app.errors import Bug, UserFixable
from storage import errors
from storage.casebook import Store
from storage.connections import sidecars
from storage.opened import Casebook
from tests.storage.sample import PASSPHRASE

resource = pytest.importorskip("resource", reason="limits and owners are POSIX")


@dataclass(frozen=True)
class Seen:
    """What a child process saw: the error's class and its sentence."""

    kind: str
    sentence: str


def in_child(action: Callable[[], object]) -> Seen:
    """Run an action in a forked child, whose limits and owner may be changed; return the error it met."""
    out, back = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            action()
            said = "nothing\0"
        except BaseException as error:
            said = f"{type(error).__name__}\0{error}"
        os.write(back, said.encode())
        os._exit(0)
    os.close(back)
    with os.fdopen(out, "rb") as pipe:
        kind, _, sentence = pipe.read().decode().partition("\0")
    os.waitpid(child, 0)
    return Seen(kind, sentence)


def become_ordinary() -> None:
    """Give up the administrator's powers, which would write to write-protected files."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


@pytest.fixture
def open_folder(template: Path) -> Iterator[Path]:
    """A folder with a casebook that any user may read and write, outside pytest's private folders."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    shutil.copyfile(template, folder / "family.casewell")
    (folder / "family.casewell").chmod(0o666)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def _save_much(casebook: Casebook) -> None:
    with casebook.transaction() as tx:
        tx.put_file([os.urandom(4_000_000)])
        tx.commit()


def test_a_disk_that_is_full_keeps_everything_saved_before(path: Path, store: Store) -> None:
    def fill() -> None:
        casebook = store.open(path, PASSPHRASE)
        with casebook.transaction() as tx:
            tx.save(Person(name="Saved before"))
            tx.commit()
        room = path.stat().st_size + 200_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        _save_much(casebook)

    seen = in_child(fill)
    assert seen.kind in {"DiskFull", "DiskTrouble"}
    assert "family.casewell" in seen.sentence
    again = store.open(path, PASSPHRASE)
    with again.reading() as tx:
        assert len(tx.find(Person, name="Saved before")) == 1
    assert again.verify() == []
    again.close()


def test_a_casebook_that_may_not_grow_says_the_disk_is_full_and_goes_on(casebook: Casebook) -> None:
    with casebook._engines.begin_writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 300")
    with pytest.raises(errors.DiskFull, match="Make room"):
        _save_much(casebook)
    with casebook.transaction() as tx:
        tx.save(Person(name="A small one still fits"))
        tx.commit()
    assert casebook.verify() == []


def test_a_full_disk_during_a_backup_leaves_no_half_copy(casebook: Casebook, tmp_path: Path) -> None:
    folder = tmp_path / "copies"

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        casebook.backup(folder)

    assert in_child(fill).kind in {"DiskFull", "DiskTrouble"}
    assert list(folder.iterdir()) == []
    assert casebook.verify() == []


def test_a_write_protected_file_is_refused_at_opening(open_folder: Path, store: Store) -> None:
    (open_folder / "family.casewell").chmod(0o444)

    def try_open() -> None:
        become_ordinary()
        store.open(open_folder / "family.casewell", PASSPHRASE)

    assert in_child(try_open) == Seen("ReadOnly", str(errors.ReadOnly(open_folder / "family.casewell")))


def test_a_write_protected_folder_is_refused_at_opening_and_creating(open_folder: Path, store: Store) -> None:
    open_folder.chmod(0o555)

    def try_open() -> None:
        become_ordinary()
        store.open(open_folder / "family.casewell", PASSPHRASE)

    def try_create() -> None:
        become_ordinary()
        store.create(open_folder / "new.casewell", PASSPHRASE)

    assert in_child(try_open).kind == "ReadOnly"
    assert in_child(try_create).kind == "ReadOnly"


def test_a_file_that_becomes_read_only_during_a_save_keeps_what_was_saved(casebook: Casebook) -> None:
    with casebook._engines.begin_writing() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(errors.ReadOnly, match="write-protected"), casebook.transaction() as tx:
        tx.save(Person(name="Never"))
        tx.commit()
    with casebook.reading() as tx:
        assert tx.find(Person, name="Never") == []


def test_damage_in_the_middle_is_found(path: Path, store: Store) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    casebook = store.open(path, PASSPHRASE)
    assert casebook.verify() == ["1 of the file's pages are damaged on the disk. Restore the newest backup."]
    with pytest.raises((errors.BackupFailed, errors.DamagedCasebook)):
        casebook.backup(path.parent / "copies")
    assert list((path.parent / "copies").iterdir()) == []
    casebook.close()


def test_reading_damaged_pages_says_so(path: Path, store: Store) -> None:
    content = path.read_bytes()
    pages = len(content) // 4096
    kept = content[: 4096 * 3] + bytes(byte ^ 0x55 for byte in content[4096 * 3 :])
    path.write_bytes(kept)
    assert pages > 3
    with pytest.raises(errors.DamagedCasebook, match="restore the newest backup"):
        casebook = store.open(path, PASSPHRASE)
        with casebook.reading() as tx:
            tx.today()
    for each in sidecars(path):
        each.unlink(missing_ok=True)


@pytest.mark.parametrize("kind", [each for each in vars(errors).values() if isinstance(each, type)])
def test_every_sentence_is_calm_and_complete(kind: type) -> None:
    if not issubclass(kind, UserFixable) or kind is UserFixable or kind.__name__.startswith("_"):
        return
    error = kind() if kind is errors.StillInUse else kind(Path("/home/nora/family.casewell"))
    sentence = str(error)
    assert sentence.endswith(".")
    assert sentence.count(". ") >= 1
    assert not set("!{}") & set(sentence)


def test_an_unknown_fault_is_our_bug_without_case_content(shared: Casebook) -> None:
    with shared.transaction() as tx, pytest.raises(Bug) as caught:
        tx.save(Person(id=None, name="Nora Example"))  # type: ignore[arg-type]
    assert "Nora" not in str(caught.value)

# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Copies: made, verified, rotated and restored; and the passphrase changed without ever risking the casebook."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import Clock
from app.domain.person import Person
from storage import errors
from storage.casebook import Store
from storage.opened import Casebook
from tests.storage.sample import FILE, NOW, PASSPHRASE, SECRET, World, numbered

NEW = "another six words to remember well"


class Ticking:
    """A clock that goes on by a minute each time it is asked."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> dt.datetime:
        self.moment += dt.timedelta(minutes=1)
        return self.moment

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, today=self.moment.date)


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def _open_and_check(path: Path, store: Store, passphrase: str = PASSPHRASE) -> list[object]:
    casebook = store.open(path, passphrase)
    assert casebook.verify() == []
    with casebook.reading() as tx:
        assert tx.file_bytes(World.document.sha256) == FILE
        people: list[object] = list(tx.find(Person))
    casebook.close()
    return people


def test_a_copy_is_one_encrypted_file_that_opens_with_the_same_passphrase(
    casebook: Casebook, store: Store, tmp_path: Path, world: World
) -> None:
    copy = casebook.backup(tmp_path / "copies")
    local = NOW.astimezone()
    assert copy == tmp_path / "copies" / f"family-{local:%Y-%m-%d-%H%M%S}.casewell"
    assert _names(copy.parent) == [copy.name]
    assert SECRET.encode() not in copy.read_bytes()
    if os.name == "posix":
        assert copy.stat().st_mode & 0o077 == 0
        assert copy.parent.stat().st_mode & 0o077 == 0
    assert _open_and_check(copy, store) == [world.person]


def test_two_copies_at_one_moment_do_not_meet(casebook: Casebook, tmp_path: Path) -> None:
    first, second = casebook.backup(tmp_path / "copies"), casebook.backup(tmp_path / "copies")
    assert first != second
    assert second.stem == f"{first.stem}-2"


def test_only_the_newest_are_kept_and_nothing_else_is_touched(path: Path, tmp_path: Path) -> None:
    casebook = Store(Ticking().clock).open(path, PASSPHRASE)
    folder = tmp_path / "copies"
    folder.mkdir()
    others = ["family-2-2020-01-01-000000.casewell", "family.casewell", "notes.txt", "family-2020-01-01.casewell"]
    for other in others:
        (folder / other).write_text("not ours")
    copies = [casebook.backup(folder, keep=3) for _ in range(5)]
    # Of one day the first copy, from before the day's work, stays beside the last ones.
    assert _names(folder) == sorted([*others, copies[0].name, *(copy.name for copy in copies[-2:])])
    casebook.backup(folder, keep=0)
    assert len(_names(folder)) == len(others) + 1
    casebook.close()


def test_many_copies_of_one_day_never_push_out_other_days(path: Path, tmp_path: Path) -> None:
    ticking = Ticking()
    casebook = Store(ticking.clock).open(path, PASSPHRASE)
    folder = tmp_path / "copies"
    for _day in range(4):
        for _again in range(5):
            casebook.backup(folder, keep=6)
        ticking.moment += dt.timedelta(days=1)
    days = [name[len("family-") :][:10] for name in _names(folder)]
    assert len(days) == 6
    assert len(set(days)) == 4
    assert days.count(max(days)) == 3  # the older days have one copy each
    casebook.close()


def test_a_casebook_knows_whether_it_changed_since_its_copy(casebook: Casebook, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    casebook.backup(copies)
    assert not casebook.changed_since_copy(copies)
    with casebook.transaction() as tx:
        tx.save(Person(name="Theo"))  # taken back
    assert not casebook.changed_since_copy(copies)
    with casebook.transaction() as tx:
        tx.save(Person(name="Theo"))
        tx.commit()
    assert casebook.changed_since_copy(copies)
    casebook.backup(copies)
    assert not casebook.changed_since_copy(copies)
    assert casebook.changed_since_copy(tmp_path / "another folder")


def test_the_passphrase_is_proved_without_writing_anything(casebook: Casebook, path: Path) -> None:
    before = path.stat().st_mtime_ns
    casebook.fits(PASSPHRASE)
    with pytest.raises(errors.WrongPassphrase):
        casebook.fits(NEW)
    assert path.stat().st_mtime_ns == before


def test_a_copy_made_while_others_write_is_whole(casebook: Casebook, store: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        while not stop.is_set():
            with casebook.transaction() as tx:
                tx.save(Person(name="Theo"))
                tx.save(Person(name="Theo"))
                tx.put_file([os.urandom(50_000)])
                tx.commit()
            written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [casebook.backup(tmp_path / "copies") for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    assert written
    for copy in copies[1:]:
        assert len(_open_and_check(copy, store)) % 2 == 1  # Nora, and the others always in pairs


def test_restoring_keeps_the_casebook_that_was_there(path: Path, store: Store, tmp_path: Path, world: World) -> None:
    casebook = store.open(path, PASSPHRASE)
    copy = casebook.backup(tmp_path / "copies")
    with casebook.transaction() as tx:
        tx.save(replace(world.person, name="Changed since"))
        tx.commit()
    with pytest.raises(errors.CasebookInUse):
        store.restore(copy, path, PASSPHRASE)
    casebook.close()
    store.restore(copy, path, PASSPHRASE)
    assert _open_and_check(path, store) == [world.person]
    (kept,) = path.parent.glob("family-replaced-*.casewell")
    assert _open_and_check(kept, store) == [replace(world.person, name="Changed since")]
    assert copy.exists()


def test_restoring_to_a_new_place(template: Path, store: Store, tmp_path: Path, world: World) -> None:
    target = tmp_path / "new" / "place" / "family.casewell"
    store.restore(template, target, PASSPHRASE)
    assert _names(target.parent) == ["family.casewell"]
    assert _open_and_check(target, store) == [world.person]


def _flip_a_byte(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "passphrase", "expected"),
    [
        (lambda copy: None, "not the one", errors.WrongPassphrase),
        (_flip_a_byte, PASSPHRASE, errors.DamagedBackup),
        (lambda copy: copy.write_bytes(copy.read_bytes()[:-8192]), PASSPHRASE, errors.CutShort),
        (lambda copy: copy.write_bytes(b"%PDF"), PASSPHRASE, errors.NotACasebook),
        (lambda copy: copy.unlink(), PASSPHRASE, errors.NoSuchFile),
    ],
    ids=["wrong passphrase", "damaged", "cut short", "no casebook", "gone"],
)
def test_a_bad_backup_changes_nothing(
    path: Path, store: Store, tmp_path: Path, spoil: object, passphrase: str, expected: type[Exception]
) -> None:
    copy = tmp_path / "copy.casewell"
    shutil.copyfile(path, copy)
    assert callable(spoil)
    spoil(copy)
    before = path.read_bytes()
    there = _names(path.parent)
    with pytest.raises(expected, match=r"copy\.casewell"):
        store.restore(copy, path, passphrase)
    assert path.read_bytes() == before
    assert _names(path.parent) == there


def test_restoring_over_a_crashed_casebook_keeps_its_log_with_it(path: Path, store: Store, tmp_path: Path) -> None:
    casebook = store.open(path, PASSPHRASE)
    with casebook.transaction() as tx:
        tx.save(Person(name="Only in the log"))
        tx.commit()
    crashed = tmp_path / "crashed" / "family.casewell"
    crashed.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{crashed}{ending}")
    casebook.close()
    store.restore(path, crashed, PASSPHRASE)
    (kept,) = (each for each in crashed.parent.glob("family-replaced-*.casewell"))
    assert len(_open_and_check(kept, store)) == 2
    assert len(_open_and_check(crashed, store)) == 2


def test_a_new_passphrase_opens_and_the_old_one_does_not(casebook: Casebook, store: Store, world: World) -> None:
    copy = casebook.backup(casebook.path.parent / "copies")
    salt = casebook._open_key().salt
    casebook.change_passphrase(PASSPHRASE, NEW)
    with casebook.transaction() as tx:
        tx.save(Person(id=numbered(50), name="After"))
        tx.commit()
        assert [hit.id for hit in tx.search("necessity")] == [world.document.id]
    assert casebook._open_key().salt != salt
    casebook.close()
    assert [each for each in _names(casebook.path.parent) if "partial" in each] == []
    with pytest.raises(errors.WrongPassphrase):
        store.open(casebook.path, PASSPHRASE)
    assert len(_open_and_check(casebook.path, store, NEW)) == 2
    assert len(_open_and_check(copy, store, PASSPHRASE)) == 1


def test_the_old_passphrase_must_be_right(casebook: Casebook, world: World) -> None:
    with pytest.raises(errors.WrongPassphrase):
        casebook.change_passphrase("not the one", NEW)
    with casebook.reading() as tx:
        assert tx.get(Person, world.person.id) == world.person


def test_a_change_that_fails_leaves_the_old_casebook_open(casebook: Casebook, store: Store, world: World) -> None:
    with casebook._engines.begin_writing() as connection:
        connection.exec_driver_sql("DROP TABLE search_text_docsize")
        connection.commit()
    (casebook.path.parent / "family.casewell.partial").mkdir()
    with pytest.raises(errors.UserFixable):
        casebook.change_passphrase(PASSPHRASE, NEW)
    (casebook.path.parent / "family.casewell.partial").rmdir()
    with casebook.reading() as tx:
        assert tx.get(Person, world.person.id) == world.person
    casebook.close()
    store.open(casebook.path, PASSPHRASE).close()


def test_what_a_crash_left_of_a_copy_is_removed_at_the_next_opening(path: Path, store: Store) -> None:
    (path.parent / "family.casewell.partial").write_bytes(b"half")
    store.open(path, PASSPHRASE).close()
    assert _names(path.parent) == ["family.casewell"]


def test_no_secret_word_stands_in_file_log_or_copy(casebook: Casebook, tmp_path: Path, world: World) -> None:
    with casebook.transaction() as tx:
        tx.save(replace(world.person, name=SECRET), replace(world.document, text=SECRET * 2000))
        tx.put_file([SECRET.encode() * 50_000])
        tx.commit()
    casebook.backup(tmp_path / "copies")
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert {each.name.removeprefix("family") for each in files} >= {".casewell", ".casewell-wal", ".casewell-shm"}
    for each in files:
        content = each.read_bytes()
        for form in (SECRET.encode(), SECRET.lower().encode(), b"quillfeather", SECRET.encode("utf-16-le")):
            assert form not in content, each.name

# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Opening: the right passphrase, every wrong kind of file, the second window, and what is left after closing."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.domain.person import Person
from app.errors import UserFixable
from storage import errors
from storage.casebook import Store
from storage.connections import connect, sidecars
from storage.keys import derive, is_marked, new_salt
from storage.lock import FileLock
from storage.opened import Casebook
from storage.unlocking import unlock
from tests.storage.sample import PASSPHRASE, SECRET, World


def test_a_casebook_opens_with_what_was_saved(casebook: Casebook, world: World) -> None:
    with casebook.reading() as tx:
        assert tx.get(Person, world.person.id) == world.person


def test_any_sqlcipher_tool_opens_it_with_the_passphrase_alone(path: Path) -> None:
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT name FROM people").fetchall() == [("Nora Example",)]
    connection.close()


def test_the_passphrase_may_be_typed_composed_or_decomposed(store: Store, tmp_path: Path) -> None:
    store.create(tmp_path / "a.casewell", "nin\u0303o en casa").close()
    store.open(tmp_path / "a.casewell", "ni\u00f1o en casa").close()


def test_a_new_salt_is_marked_and_never_the_same() -> None:
    salts = {new_salt() for _ in range(50)}
    assert len(salts) == 50
    assert all(is_marked(salt) for salt in salts)
    assert not is_marked(b"SQLite format 3\0")
    assert SECRET not in repr(derive(SECRET, b"0" * 16))


def _wrong_passphrase(path: Path) -> str:
    return PASSPHRASE + "x"


def _pdf(path: Path) -> str:
    path.write_bytes(b"%PDF-1.7\n" + b"words " * 2000)
    return PASSPHRASE


def _page_of_noise(path: Path) -> str:
    path.write_bytes(bytes(range(256)) * 32)
    return PASSPHRASE


def _empty(path: Path) -> str:
    path.write_bytes(b"")
    return PASSPHRASE


def _plain_sqlite(path: Path) -> str:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    return PASSPHRASE


def _foreign_sqlcipher(path: Path) -> str:
    path.unlink()
    connection = sqlcipher.connect(str(path))
    connection.execute("PRAGMA key = 'theirs'")
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    return "theirs"


def _cut_inside_a_page(path: Path) -> str:
    path.write_bytes(path.read_bytes()[:-1000])
    return PASSPHRASE


def _cut_to_a_few_bytes(path: Path) -> str:
    path.write_bytes(path.read_bytes()[:100])
    return PASSPHRASE


def _cut_between_pages(path: Path) -> str:
    path.write_bytes(path.read_bytes()[: -4096 * 9])
    return PASSPHRASE


def _cut_to_one_page(path: Path) -> str:
    path.write_bytes(path.read_bytes()[:4096])
    return PASSPHRASE


def _newer(path: Path) -> str:
    key, _ = unlock(path, PASSPHRASE)
    connection = connect(path, key)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    return PASSPHRASE


def _no_version(path: Path) -> str:
    key, _ = unlock(path, PASSPHRASE)
    connection = connect(path, key)
    connection.execute("DROP TABLE alembic_version")
    connection.close()
    return PASSPHRASE


def _gone(path: Path) -> str:
    path.unlink()
    return PASSPHRASE


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_wrong_passphrase, errors.WrongPassphrase),
        (_pdf, errors.NotACasebook),
        (_page_of_noise, errors.NotACasebook),
        (_empty, errors.NotACasebook),
        (_plain_sqlite, errors.NotACasebook),
        (_foreign_sqlcipher, errors.NotACasebook),
        (_cut_inside_a_page, errors.CutShort),
        (_cut_to_a_few_bytes, errors.CutShort),
        (_cut_between_pages, errors.CutShort),
        (_cut_to_one_page, errors.CutShort),
        (_newer, errors.NewerCasebook),
        (_no_version, errors.DamagedCasebook),
        (_gone, errors.NoSuchFile),
    ],
)
def test_each_wrong_file_has_its_own_sentence(
    spoil: object, expected: type[UserFixable], path: Path, store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    assert callable(spoil)
    passphrase = spoil(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(expected, match=r"family\.casewell") as caught:
        store.open(path, passphrase)
    assert type(caught.value) is expected
    assert str(caught.value).endswith(".")
    assert (path.read_bytes() if path.exists() else None) == before
    assert not path.with_name("family.casewell.lock").exists()
    assert capfd.readouterr() == ("", "")


def test_a_second_window_is_refused_while_the_first_goes_on(casebook: Casebook, store: Store) -> None:
    with pytest.raises(errors.CasebookInUse, match="another window"):
        store.open(casebook.path, PASSPHRASE)
    with casebook.transaction() as tx:
        tx.save(Person(name="Still writing"))
        tx.commit()
    assert casebook.verify() == []


def test_a_second_process_is_refused_and_a_crashed_one_blocks_nobody(path: Path, store: Store) -> None:
    program = (
        "import sys; from pathlib import Path; from storage.casebook import Store\n"
        "from app.domain.person import Person\n"
        f"book = Store().open(Path({str(path)!r}), {PASSPHRASE!r})\n"
        "with book.transaction() as tx:\n    tx.save(Person(name='Before the crash')); tx.commit()\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdin is not None
    assert other.stdout.readline() == "open\n"
    with pytest.raises(errors.CasebookInUse):
        store.open(path, PASSPHRASE)
    other.kill()
    other.wait()
    other.stdin.close()
    other.stdout.close()
    assert path.with_name("family.casewell.lock").exists()
    assert sidecars(path)[0].stat().st_size > 0
    again = store.open(path, PASSPHRASE)
    with again.reading() as tx:
        assert len(tx.find(Person, name="Before the crash")) == 1
    again.close()


def test_a_store_is_made_without_loading_the_database_tools() -> None:
    program = "import sys, storage.casebook as c; c.Store(); sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_lock_survives_a_neighbour_that_comes_and_goes(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "a"), FileLock(tmp_path / "a")
    first.take()
    with pytest.raises(errors.CasebookInUse):
        second.take()
    first.release()
    second.take()
    with pytest.raises(errors.CasebookInUse):
        first.take()
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_touched(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.casewell"
    path.write_text("my own words", encoding="utf-8")
    with pytest.raises(errors.CasebookExists, match="not touched"):
        store.create(path, PASSPHRASE)
    assert path.read_text(encoding="utf-8") == "my own words"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_the_owner_may_read_file_log_and_new_folder(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.casewell"
    casebook = store.create(path, PASSPHRASE)
    with casebook.transaction() as tx:
        tx.save(Person(name="Nora"))
        tx.commit()
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert set(modes) == {"a.casewell", "a.casewell-wal", "a.casewell-shm", "a.casewell.lock"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    casebook.close()


def test_after_closing_one_file_is_left_and_nothing_works(path: Path, store: Store) -> None:
    casebook = store.open(path, PASSPHRASE)
    with casebook.transaction() as tx:
        tx.save(Person(name="Nora"))
        tx.commit()
    casebook.close()
    casebook.close()
    assert [each.name for each in path.parent.iterdir()] == ["family.casewell"]
    with pytest.raises(errors.CasebookClosed), casebook.reading():
        pass
    with pytest.raises(errors.CasebookClosed), casebook.transaction():
        pass
    with pytest.raises(errors.CasebookClosed):
        casebook.backup(path.parent)


def test_a_casebook_from_before_a_crash_is_not_called_short(path: Path, store: Store, tmp_path: Path) -> None:
    casebook = store.open(path, PASSPHRASE)
    with casebook.transaction() as tx:
        tx.put_file([bytes(300_000)])
        tx.commit()
    crashed = tmp_path / "crashed.casewell"
    shutil.copyfile(path, crashed)
    shutil.copyfile(sidecars(path)[0], sidecars(crashed)[0])
    casebook.close()
    again = store.open(crashed, PASSPHRASE)
    assert again.verify() == []
    again.close()

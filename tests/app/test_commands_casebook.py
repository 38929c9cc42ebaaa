# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The commands on a casebook: log, verify, backup, restore; the passphrase; and every bad file in a sentence."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import command_casebook
from app.domain.deadline import Deadline
from app.paths import paths_under
from app.services.log import NewEntry
from storage.casebook import Store
from tests.support.cli import CommandLine
from tests.support.desks import PASSPHRASE, TODAY, add_case, everything, new_bench


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed casebook with one entry and one deadline; copy it, never open it."""
    bench = new_bench(tmp_path_factory.mktemp("made"))
    case = add_case(bench)
    bench.desk.log.add(NewEntry(case_id=case.id, action="Called billing", party="Alder Ridge", date=TODAY))
    bench.desk.deadlines.add(Deadline(case_id=case.id, title="File", due=TODAY))
    bench.casebook.close()
    return bench.casebook.path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "Family.casewell"
    shutil.copyfile(made, path)
    return path


@pytest.fixture(autouse=True)
def passphrase(cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The passphrase in a file, as a script would give it; no keychain is ever asked."""
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    monkeypatch.setenv(command_casebook.PASSPHRASE_FILE, str(path))
    monkeypatch.setattr("app.services.vault.Keychain.get", lambda _self, _path: None)
    yield path


def test_the_story_of_a_case_is_written(cli: CommandLine, book: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    told = cli.ok("report", book, "--case", "mri", "--out", target, "--notes", "--json").json
    assert told == {"file": str(target), "case": "MRI denied"}
    assert target.read_bytes().startswith(b"%PDF")
    assert "already a file" in cli.refused("report", book, "--case", "MRI denied", "--out", target)
    assert "“MRI denied”" in cli.refused("report", book, "--case", "knee", "--out", tmp_path / "k.pdf")
    assert ".pdf" in cli.refused("report", book, "--case", "mri", "--out", tmp_path / "k.txt")


def test_the_log_is_exported_as_a_table_and_as_a_calendar(cli: CommandLine, book: Path, tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    assert cli.ok("log", book, "--out", target, "--json").json == {"file": str(target), "rows": 1}
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert rows[0][:5] == ["Action", "Party", "Date", "Reference #", "Deadline"]
    assert rows[1][:3] == ["Called billing", "Alder Ridge", "2026-11-21"]
    cli.ok("log", book, "--out", tmp_path / "dates.ics")
    assert "DTSTART;VALUE=DATE:20261121" in (tmp_path / "dates.ics").read_text()
    for name, start in (("log.pdf", b"%PDF"), ("log.xlsx", b"PK")):
        assert cli.ok("log", book, "--out", tmp_path / name, "--json").json["rows"] == 1
        assert (tmp_path / name).read_bytes().startswith(start)
    assert "already" in cli.refused("log", book, "--out", target)
    cli.ok("log", book, "--out", target, "--replace")


def test_another_ending_is_refused_before_the_passphrase_is_asked(
    cli: CommandLine, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(command_casebook.PASSPHRASE_FILE)
    assert ".csv, .xlsx, .pdf or .ics" in cli.refused("log", book, "--out", tmp_path / "log.doc")


def test_verify_says_that_a_casebook_is_whole(cli: CommandLine, book: Path) -> None:
    assert cli.ok("verify", book).out == "Family.casewell is whole.\n"
    assert cli.ok("verify", book, "--json").json == {"file": str(book), "problems": []}


def test_a_search_index_that_lags_behind_is_mended_when_asked(cli: CommandLine, book: Path) -> None:
    casebook = Store().open(book, PASSPHRASE)
    with casebook.transaction() as tx:
        tx._connection.exec_driver_sql("DELETE FROM search_text")  # type: ignore[attr-defined]
        tx.commit()
    casebook.close()
    told = cli.refused("verify", book)
    assert "Nothing of yours is lost" in told and "--mend-index" in told
    assert "made anew. Family.casewell is whole." in cli.ok("verify", book, "--mend-index").out
    assert cli.ok("verify", book, "--mend-index", "--json").json["index_mended"] == 0
    cli.ok("verify", book)


def test_a_backup_can_be_put_back_and_what_was_there_is_kept(cli: CommandLine, book: Path, tmp_path: Path) -> None:
    copy = Path(cli.ok("backup", book, tmp_path / "copies", "--json").json["file"])
    assert copy.parent == tmp_path / "copies" and copy.is_file()
    cli.ok("restore", copy, tmp_path / "Elsewhere.casewell")
    store = Store(None)
    first, second = store.open(book, PASSPHRASE), store.open(tmp_path / "Elsewhere.casewell", PASSPHRASE)
    assert everything(first) == everything(second)
    first.close()
    second.close()
    cli.ok("restore", copy, book)
    assert len(list(tmp_path.glob("Family-replaced-*.casewell"))) == 1
    cli.ok("verify", book)


def test_the_passphrase_is_asked_for_only_where_there_is_someone(
    cli: CommandLine, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(command_casebook.PASSPHRASE_FILE)
    assert "no one to ask" in cli.refused("verify", book)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSPHRASE)
    cli.ok("verify", book)

    def hung_up(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", hung_up)
    assert "no one to ask" in cli.refused("verify", book)
    monkeypatch.setenv(command_casebook.PASSPHRASE_FILE, str(tmp_path / "gone.txt"))
    assert "gone.txt cannot be read" in cli.refused("verify", book)


def test_a_backup_opens_with_the_kept_passphrase_of_its_casebook(
    cli: CommandLine, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(cli.ok("backup", book, tmp_path / "copies", "--json").json["file"])
    monkeypatch.delenv(command_casebook.PASSPHRASE_FILE)
    monkeypatch.setattr("app.services.vault.Keychain.get", lambda _s, path: PASSPHRASE if path == book else None)
    cli.ok("restore", copy, book)


COMMANDS = ("log", "verify", "backup", "restore")


def words(command: str, path: Path, tmp_path: Path) -> tuple[object, ...]:
    more = {"log": ("--out", tmp_path / "x.csv"), "backup": (tmp_path / "x",), "restore": (tmp_path / "x.casewell",)}
    return (command, path, *more.get(command, ()))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_bad_casebook_is_told_and_nothing_is_written(
    cli: CommandLine, book: Path, tmp_path: Path, passphrase: Path, command: str
) -> None:
    (tmp_path / "letter.casewell").write_bytes(b"%PDF-1.7 not a casebook at all" * 300)
    (tmp_path / "cut.casewell").write_bytes(book.read_bytes()[: 4096 * 5])
    (tmp_path / "empty.casewell").write_bytes(b"")
    for name, said in (
        ("letter", "not a Casewell casebook"),
        ("cut", "ends too early"),
        ("empty", "not a Casewell casebook"),
        ("gone", "is not in"),
    ):
        assert said in cli.refused(*words(command, tmp_path / f"{name}.casewell", tmp_path)), name
    passphrase.write_text("another one entirely")
    before = book.read_bytes()
    assert "This passphrase does not open" in cli.refused(*words(command, book, tmp_path))
    assert book.read_bytes() == before
    assert not [p for p in (tmp_path / "x.csv", tmp_path / "x.casewell") if p.exists()]
    assert not list((tmp_path / "x").glob("*")) if (tmp_path / "x").exists() else True


def test_a_casebook_that_is_open_elsewhere_is_left_alone(cli: CommandLine, book: Path, tmp_path: Path) -> None:
    opened = Store(None).open(book, PASSPHRASE)
    try:
        for command in ("log", "verify", "backup"):
            assert "open in another window" in cli.refused(*words(command, book, tmp_path))
    finally:
        opened.close()
    cli.ok("verify", book)


def test_a_damaged_page_is_found(cli: CommandLine, book: Path) -> None:
    content = bytearray(book.read_bytes())
    middle = (len(content) // 4096 // 2) * 4096 + 100
    content[middle : middle + 50] = b"\0" * 50
    book.write_bytes(bytes(content))
    assert "damaged" in cli.refused("verify", book)
    assert book.read_bytes() == bytes(content)


def test_damaged_settings_are_told(cli: CommandLine, book: Path, tmp_path: Path) -> None:
    settings = paths_under(tmp_path / "casewell home").settings_file
    settings.parent.mkdir()
    settings.write_text("theme = 3")
    assert "settings file" in cli.refused("verify", book)
    cli.ok("decode", "50")  # which needs no settings

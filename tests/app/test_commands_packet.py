# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""`casewell packet`: words blacked out, parts of exhibits, checksums, and a password asked for once."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pikepdf
import pytest

from app import command_packet
from app.intake.text import read_text
from tests.exports.papers import changed, pdf, picture
from tests.support.cli import CommandLine

SECRET = "Quillfeather"


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> CommandLine:
    return CommandLine(monkeypatch, capsys, tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "note.pdf").write_bytes(pdf(2, f"{SECRET} 123-45-6789 LFK20411853"))
    (tmp_path / "scan.png").write_bytes(picture(850, 1100, "PNG"))
    (tmp_path / "locked.pdf").write_bytes(
        changed(pdf(1, "Locked away"), lambda _: None, encryption=pikepdf.Encryption(owner="o", user="geese", R=6))
    )
    return tmp_path


def plan(folder: Path, text: str, *files: str) -> Path:
    path = folder / "plan.toml"
    exhibits = "".join(f'[[exhibit]]\nfile = "{file}"\njoined = {str(n > 0).lower()}\n' for n, file in enumerate(files))
    path.write_text(f"{text}\n{exhibits}", encoding="utf-8")
    return path


def words(path: Path) -> str:
    return read_text(path.read_bytes()).text


def test_words_and_identifiers_are_blacked_out(cli: CommandLine, folder: Path) -> None:
    text = f'redact = ["{SECRET}"]\nredact_ssn = true\nredact_member_id = true\n'
    text += 'facts = {people = {member_id = "LFK 204 118 53"}}'
    cli.ok("packet", plan(folder, text, "note.pdf"), "--out", folder / "p.pdf")
    said = words(folder / "p.pdf")
    assert SECRET not in said and "6789" not in said and "LFK" not in said
    assert "1853" in said and "lowest line" in said


def test_pages_without_words_must_have_been_looked_through(cli: CommandLine, folder: Path) -> None:
    text = f'redact = ["{SECRET}"]'
    said = cli.refused("packet", plan(folder, text, "note.pdf", "scan.png"), "--out", folder / "p.pdf")
    assert "Exhibit A-1 (scan.png): a picture on page 1" in said
    assert not (folder / "p.pdf").exists()
    text += "\nlooked_through = true"
    told = cli.ok("packet", plan(folder, text, "note.pdf", "scan.png"), "--out", folder / "p.pdf", "--json").json
    assert [line["exhibit"] for line in told["index"]] == ["A", "A-1"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("redact = ['x']", "two letters or digits"),
        ("redact = [3]", "redact is of the wrong kind"),
        ("redact = 'Nora'", "redact is of the wrong kind"),
        ("redact_ssn = 'yes'", "redact_ssn is of the wrong kind"),
    ],
)
def test_a_plan_says_what_cannot_be_blacked_out(cli: CommandLine, folder: Path, text: str, named: str) -> None:
    assert named in cli.refused("packet", plan(folder, text, "note.pdf"), "--out", folder / "p.pdf")


def test_checksums_stand_beside_the_packet(cli: CommandLine, folder: Path) -> None:
    path = plan(folder, "date = 2026-11-20", "note.pdf", "scan.png")
    told = cli.ok("packet", path, "--out", folder / "p.pdf", "--manifest", "--json").json
    listed = Path(told["manifest"])
    assert listed == folder / "p.manifest.json"
    read = json.loads(listed.read_text())
    assert read["files"][0]["sha256"] == hashlib.sha256((folder / "p.pdf").read_bytes()).hexdigest()
    assert [(e["exhibit"], e["original"], e["original_sha256"]) for e in read["exhibits"]] == [
        ("A", "note.pdf", hashlib.sha256((folder / "note.pdf").read_bytes()).hexdigest()),
        ("A-1", "scan.png", hashlib.sha256((folder / "scan.png").read_bytes()).hexdigest()),
    ]
    before = listed.read_bytes()
    (folder / "p.pdf").unlink()
    assert "p.manifest.json" in cli.refused("packet", path, "--out", folder / "p.pdf", "--manifest")
    assert not (folder / "p.pdf").exists()
    cli.ok("packet", path, "--out", folder / "p.pdf", "--manifest", "--replace")
    assert listed.read_bytes() == before


def test_a_password_is_asked_for_once_and_never_kept(
    cli: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "geese"

    path = plan(folder, "date = 2026-11-20", "note.pdf", "locked.pdf")
    assert "locked with a password" in cli.refused("packet", path, "--out", folder / "p.pdf")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(command_packet.getpass, "getpass", answer)
    cli.ok("packet", path, "--out", folder / "p.pdf")
    assert asked == ["Password of Exhibit A-1 (locked.pdf): "]
    assert "Locked away 1" in words(folder / "p.pdf")
    monkeypatch.setattr(command_packet.getpass, "getpass", lambda _: "ducks")
    assert "the password does not open the file" in cli.refused("packet", path, "--out", folder / "q.pdf")

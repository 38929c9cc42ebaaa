# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Documents are checked like code: the README's commands exist and work, and the glossary is the one on screen."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from app.commands import COMMANDS
from app.knowledge.glossary import glossary
from tests import corpus
from tests.support import notices
from tests.support.cli import CommandLine
from tests.support.make_glossary import FILE, anchor, page

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [line.strip() for line in README.splitlines() if re.match(r"    casewell [a-z]", line)]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> CommandLine:
    return CommandLine(monkeypatch, capsys, tmp_path / "home")


def test_the_readme_shows_every_command() -> None:
    assert {shlex.split(line)[1] for line in LINES} == set(COMMANDS)


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_readme_is_understood(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """The files it names are made up here where they can be; a casebook that is not there is told, never wrong use."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEWELL_PASSPHRASE_FILE", str(tmp_path / "facts.toml"))
    (tmp_path / "facts.toml").write_text("", encoding="utf-8")
    (tmp_path / "notice.pdf").write_bytes(notices.larkfield()[0])
    (tmp_path / "bill.csv").write_text("Date,Code,Charge\n2026-04-21,72148,2450.00\n", encoding="utf-8")
    (tmp_path / "eob.csv").write_text("Date,Code,Billed,Allowed\n2026-04-21,72148,2450.00,900.00\n", encoding="utf-8")
    (tmp_path / "plan.toml").write_text("[[exhibit]]\nfile = 'notice.pdf'\n", encoding="utf-8")
    answer = cli(*shlex.split(line)[1:])
    needs_more = "casewell" in line.removeprefix("casewell") or "--facts" in line
    assert answer.status == (1 if needs_more else 0), answer


def test_what_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert "://" in target or (ROOT / target).exists(), target


def test_the_glossary_is_the_one_on_screen() -> None:
    assert FILE.read_text(encoding="utf-8") == page(dict(glossary())), "run python -m tests.support.make_glossary"


def test_every_term_is_defined_once_and_its_neighbours_exist() -> None:
    terms = glossary()
    names = [term.term.casefold() for term in terms.values()]
    assert len(set(names)) == len(names)
    text = FILE.read_text(encoding="utf-8")
    headings = {anchor(line[3:]) for line in text.splitlines() if line.startswith("## ")}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings
    for term in terms.values():
        assert term.definition.endswith(".") and term.id not in term.see
        assert set(term.see) <= set(terms)


def test_the_corpus_says_what_it_reads_and_where_there_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert corpus.main([str(tmp_path / "none")]) == 0
    assert "There is no folder" in capsys.readouterr().out
    (tmp_path / "notice.pdf").write_bytes(notices.larkfield()[0])
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert corpus.main([str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "claim_number: LF-26-0419-7731" in said and "empty.pdf: refused" in said
    assert "2 files: 1 refused, 1 denial_notice" in said or "2 files: 1 denial_notice, 1 refused" in said
